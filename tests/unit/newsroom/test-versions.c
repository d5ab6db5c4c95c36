/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/versions.h"

#include "room.h"
#include "store/trace.h"

#include <string.h>

#define MOVED "articles/2023/12/karabakh"

/* "FOLDER by WHO WHO", a line each, newest first. */
static char *
tell_of(MarbreNewsroom *newsroom, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) versions = marbre_versions_of(newsroom, folder, NULL, &error);
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < versions->len; i++) {
        const MarbreVersion *version = g_ptr_array_index(versions, i);
        g_string_append_printf(text, "%s%s by", i == 0 ? "" : "\n", version->folder);
        for (guint j = 0; j < version->authors->len; j++) {
            g_autofree char *name =
                g_strdup(((const MarbreAuthor *)version->authors->pdata[j])->email);
            *strchr(name, '@') = '\0';
            g_string_append_printf(text, " %s", name);
        }
    }
    return g_string_free(text, FALSE);
}

/* The same by what git has noted of the paths that commits change, or by what was read at once. */
static char *
tell_by(const Room *room, const char *folder, bool noted)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = marbre_store_open(room->scratch.dir, &error);
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, &error);
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(store, tip, &error);
    if (noted)
        marbre_store_take_hints(store);
    else
        (void)marbre_store_read_line(store, NULL, &error);
    g_assert_no_error(error);
    return tell_of(newsroom, folder);
}

static char *
tell_by_hints(const Room *room, const char *folder)
{
    return tell_by(room, folder, true);
}

/* In a file, or in one for each call. */
static void
note(const Room *room, const char *how)
{
    g_autofree char *command =
        g_strdup_printf("git commit-graph write --reachable --changed-paths %s", how);
    run(&room->scratch, command);
}

static char *
tell(Room *room, const char *folder)
{
    char *told = tell_of(room_at(room, NULL), folder);
    static const char *const hows[] = {"", "--split=no-merge"};
    g_autofree char *ahead = tell_by(room, folder, false);
    g_assert_cmpstr(ahead, ==, told);
    for (size_t i = 0; i < G_N_ELEMENTS(hows); i++) {
        note(room, hows[i]);
        g_autofree char *hinted = tell_by_hints(room, folder);
        g_assert_cmpstr(hinted, ==, told);
    }
    return told;
}

#define assert_told(room, folder, expected)                                                        \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *told_ = tell((room), (folder));                                           \
        g_assert_cmpstr(told_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END

static void
put_state(const Room *room, const char *folder, const char *id)
{
    g_autoptr(MarbreState) state = state_at("draft");
    g_free(state->id);
    state->id = g_strdup(id);
    room_put_state(room, folder, state);
}

#define ONE "01hawm6c0t2n9v6s6x1j5y7k3a"
#define OTHER "01hawm6c0t2n9v6s6x1j5y7k3b"

static void
test_plain(Room *room, const void *data)
{
    room_write(room, "lea", STORY_TEXT, FRONT "---\n\nAutre.\n");
    room_write(room, "marc", "glossary/a.yaml", "version: 1\n");
    room_put(room, STORY_TEXT, FRONT "---\n\nEncore.\n");
    room_commit(
        room, "lea",
        "Co-authored-by: Paul Renaud <paul@example.org>\nco-AUTHORED-by: X <noe@example.org>");
    assert_told(room, STORY_FOLDER,
                STORY_FOLDER " by lea paul noe\n" STORY_FOLDER " by lea\n" STORY_FOLDER " by noe");
    assert_told(room, "articles/2023/11/absent", "");
}

/* The root commit may hold it. */
static void
test_root(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git checkout -q --orphan fresh && git commit -q -m Root "
                                 "--author='noe <noe@example.org>' && git branch -q -M main"));
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by noe");
}

static void
test_renamed(Room *room, const void *data)
{
    put_state(room, STORY_FOLDER, ONE);
    room_commit(room, "noe", "");
    run(&room->scratch, "mkdir -p articles/2023/12 && git mv " STORY_FOLDER " " MOVED);
    room_commit(room, "marc", "");
    room_write(room, "lea", MOVED "/index.fr.md", FRONT "---\n\nAutre.\n");
    assert_told(room, MOVED,
                MOVED " by lea\n" MOVED " by marc\n" STORY_FOLDER " by noe\n" STORY_FOLDER
                      " by noe");
}

/* Without a record the text says where it went, whatever goes with it; a copy is the copier's. */
static void
test_renamed_bare(Room *room, const void *data)
{
    run(&room->scratch, "mkdir -p articles/2023/12 && git mv " STORY_FOLDER " " MOVED);
    room_put(room, MOVED "/photo.jpg", "x");
    room_commit(room, "marc", "");
    put_state(room, MOVED, ONE);
    room_commit(room, "lea", "");
    assert_told(room, MOVED, MOVED " by lea\n" MOVED " by marc\n" STORY_FOLDER " by noe");
    run(&room->scratch, "cp -r " MOVED " " STORY_FOLDER " && rm " STORY_FOLDER "/state.yaml");
    room_commit(room, "paul", "");
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by paul");
}

/* Nobody is rid of a text's writers by leaving its record out. */
static void
test_record_left_out(Room *room, const void *data)
{
    put_state(room, STORY_FOLDER, ONE);
    room_commit(room, "noe", "");
    run(&room->scratch, "mkdir -p articles/2023/12 && git mv " STORY_FOLDER " " MOVED
                        " && rm " MOVED "/state.yaml");
    room_commit(room, "marc", "");
    assert_told(room, MOVED, MOVED " by marc\n" STORY_FOLDER " by noe\n" STORY_FOLDER " by noe");
}

/* Two articles that change places keep their writers. */
static void
test_swapped(Room *room, const void *data)
{
    put_state(room, STORY_FOLDER, ONE);
    room_commit(room, "noe", "");
    room_put(room, MOVED "/index.fr.md", BODY);
    put_state(room, MOVED, OTHER);
    room_commit(room, "lea", "");
    run(&room->scratch, "git mv " STORY_FOLDER " articles/x && git mv " MOVED " " STORY_FOLDER
                        " && git mv articles/x " MOVED);
    room_commit(room, "marc", "");
    assert_told(room, MOVED, MOVED " by marc\n" STORY_FOLDER " by noe\n" STORY_FOLDER " by noe");
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by marc\n" MOVED " by lea");
}

/* One that was removed and written anew under its old name is another. */
static void
test_removed(Room *room, const void *data)
{
    run(&room->scratch, "rm -r " STORY_FOLDER);
    room_commit(room, "marc", "");
    room_write(room, "lea", STORY_TEXT, BODY);
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by lea");
}

static void
branch_off(Room *room)
{
    run(&room->scratch, "git checkout -q -b side");
    room_write(room, "paul", STORY_TEXT, FRONT "---\n\nDe côté.\n");
    room_write(room, "lea", "articles/2023/11/other/index.fr.md", BODY);
    run(&room->scratch, "git checkout -q main");
}

/* A merge brings what others wrote; who makes it wrote nothing. */
static void
test_merged(Room *room, const void *data)
{
    branch_off(room);
    room_write(room, "marc", "glossary/a.yaml", "version: 1\n");
    run(&room->scratch, "GIT_AUTHOR_NAME=marc GIT_AUTHOR_EMAIL=marc@example.org "
                        "git merge -q --no-ff -m Merge side");
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by paul\n" STORY_FOLDER " by noe");
}

/* Unless it is an edit of its own. */
static void
test_merged_otherwise(Room *room, const void *data)
{
    branch_off(room);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\nDroit devant.\n");
    run(&room->scratch, "git merge -q --no-commit side >/dev/null || true");
    room_put(room, STORY_TEXT, FRONT "---\n\nLes deux.\n");
    room_commit(room, "marc", "");
    assert_told(room, STORY_FOLDER,
                STORY_FOLDER " by marc paul\n" STORY_FOLDER " by noe\n" STORY_FOLDER " by noe");
}

/* The newsroom's branch, merged into the side branch on the way, makes nobody a writer. */
static void
test_merged_back(Room *room, const void *data)
{
    branch_off(room);
    room_write(room, "noe", "glossary/a.yaml", "version: 1\n");
    run(&room->scratch, "git checkout -q side && "
                        "GIT_AUTHOR_NAME=lea GIT_AUTHOR_EMAIL=lea@example.org "
                        "git merge -q --no-ff -m Back main && git checkout -q main && "
                        "GIT_AUTHOR_NAME=marc GIT_AUTHOR_EMAIL=marc@example.org "
                        "git merge -q --no-ff -m Merge side");
    assert_told(room, STORY_FOLDER, STORY_FOLDER " by paul\n" STORY_FOLDER " by noe");
}

static void
test_read(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "lea", STORY_TEXT, "---\ntitle: \"Other\"\n---\n\n" BODY);
    MarbreNewsroom *newsroom = room_at(room, NULL);
    g_autoptr(GPtrArray) versions = marbre_versions_of(newsroom, STORY_FOLDER, NULL, &error);
    g_autoptr(MarbreArticle) first = marbre_version_read(newsroom, versions->pdata[1], &error);
    g_assert_no_error(error);
    g_assert_cmpstr(marbre_article_get_title(first), ==, "Haut-Karabakh");
}

#define GRAPH ".git/objects/info/commit-graph"

static void
put_graph(const Room *room, const char *bytes, gsize size)
{
    g_autofree char *path = room_path(room, GRAPH);
    (void)g_unlink(path); /* git's own may not be written to */
    g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
}

/* What is noted wrong of a folder that changed is found out, whatever byte is wrong or missing. */
static void
test_noted_wrong(Room *room, const void *data)
{
    g_autofree char *graph = NULL;
    g_autofree char *path = room_path(room, GRAPH);
    gsize size = 0;
    for (unsigned i = 0; i < 12; i++) {
        g_autofree char *text = g_strdup_printf("---\ntitle: \"%u\"\n---\n\n" BODY, i);
        room_write(room, i % 2 == 0 ? "lea" : "marc",
                   i % 3 == 0 ? STORY_TEXT : "articles/2023/11/other/index.fr.md", text);
    }
    g_autofree char *right = tell(room, STORY_FOLDER);
    note(room, "");
    g_assert_true(g_file_get_contents(path, &graph, &size, NULL));
    for (gsize i = 0; i < size; i += 3) { /* in turn, every bit and every part */
        graph[i] ^= (char)(1 << i % 8);
        put_graph(room, graph, i % 5 == 0 ? i : size);
        g_autofree char *told = tell_by_hints(room, STORY_FOLDER);
        if (strcmp(told, right) != 0)
            g_error("byte %zu: %s, and not %s", i, told, right);
        graph[i] ^= (char)(1 << i % 8);
    }
}

/* Where history ends early, nobody can say who wrote. */
static void
test_shallow(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "lea", STORY_TEXT, BODY);
    run(&room->scratch, "git clone -q --depth 1 \"file://$PWD\" clone");
    g_autofree char *dir = room_path(room, "clone");
    g_autoptr(MarbreStore) store = marbre_store_open(dir, &error);
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, &error);
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(store, tip, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_versions_of(newsroom, STORY_FOLDER, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "history ends early here; fetch the rest with: git "
                                            "fetch --unshallow (in CI: fetch-depth: 0)"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/newsroom/versions/plain", test_plain);
    test_story("/newsroom/versions/root", test_root);
    test_story("/newsroom/versions/renamed", test_renamed);
    test_story("/newsroom/versions/renamed-bare", test_renamed_bare);
    test_story("/newsroom/versions/record-left-out", test_record_left_out);
    test_story("/newsroom/versions/swapped", test_swapped);
    test_story("/newsroom/versions/removed", test_removed);
    test_story("/newsroom/versions/merged", test_merged);
    test_story("/newsroom/versions/merged-otherwise", test_merged_otherwise);
    test_story("/newsroom/versions/merged-back", test_merged_back);
    test_story("/newsroom/versions/noted-wrong", test_noted_wrong);
    test_story("/newsroom/versions/read", test_read);
    test_story("/newsroom/versions/shallow", test_shallow);
    return g_test_run();
}
