/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/saving.h"

#include "desk.h"

#define OTHER "articles/2023/11/other"

/* "FOLDER FILES COMMIT|RULE", a line each. (transfer full) */
static char *
save(const Room *room, const char *who, const char *folder, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, who);
    g_autoptr(GPtrArray) folders = folder == NULL ? NULL : folders_of(folder, NULL);
    g_autoptr(GPtrArray) saved = marbre_desk_save(&desk.session, folders, message, &error);
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < saved->len; i++) {
        const MarbreSaved *one = saved->pdata[i];
        g_string_append_printf(
            text, "%s%s %zu %s", i == 0 ? "" : "\n", strrchr(one->folder, '/') + 1, one->files,
            one->obstacles->len > 0 ? ((MarbreObstacle *)one->obstacles->pdata[0])->rule
            : one->commit == NULL   ? "nothing"
                                    : "saved");
    }
    return g_string_free(text, FALSE);
}

#define assert_saved(room, who, folder, expected)                                                  \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *saved_ = save((room), (who), (folder), NULL);                             \
        g_assert_cmpstr(saved_, ==, (expected));                                                   \
    }                                                                                              \
    G_STMT_END

static void
test_edited(Room *room, const void *data)
{
    assert_saved(room, "noe", NULL, "");
    assert_saved(room, "noe", STORY_FOLDER, "haut-karabakh 0 nothing");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    room_put(room, STORY_FOLDER "/photo.jpg", "jpeg");
    room_put(room, OTHER "/index.fr.md", BODY);
    g_autofree char *said = save(room, "lea", NULL, "Relu.");
    g_assert_cmpstr(said, ==, "haut-karabakh 2 saved\nother 1 saved");
    assert_shell(&room->scratch, "git log -2 --format='%s|%b|%ae' ",
                 "Rédaction : other|Relu.\n|lea@example.org\n"
                 "Rédaction : Haut-Karabakh|Relu.\n|lea@example.org");
    assert_shell(&room->scratch, "git status --porcelain", "");
    run(&room->scratch, "rm " STORY_FOLDER "/photo.jpg");
    assert_saved(room, "noe", STORY_FOLDER, "haut-karabakh 1 saved");
    assert_shell(&room->scratch, "git show --name-status --format= HEAD",
                 "D\t" STORY_FOLDER "/photo.jpg");
}

/* Policy files and what lies outside of articles are not an article's. */
static void
test_alone(Room *room, const void *data)
{
    run(&room->scratch, "echo '# x' >> people.yaml && echo x > notes.txt && mkdir -p docs && "
                        "echo x > docs/index.fr.md");
    assert_saved(room, "noe", NULL, "");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    assert_saved(room, "noe", NULL, "haut-karabakh 1 saved");
    assert_shell(&room->scratch, "git show --name-only --format= HEAD", STORY_TEXT);
}

/* What programs leave beside a text is not saved; nor is it removed where somebody did. */
static void
test_scratch(Room *room, const void *data)
{
    room_put(room, STORY_FOLDER "/index.fr.md~", "old");
    room_put(room, STORY_FOLDER "/.index.fr.md.swp", "swap");
    assert_saved(room, "noe", STORY_FOLDER, "haut-karabakh 0 nothing");
    run(&room->scratch, "git add -A && git commit -q -m Scratch");
    assert_saved(room, "noe", STORY_FOLDER, "haut-karabakh 0 nothing");
    assert_shell(&room->scratch, "git status --porcelain; cat '" STORY_FOLDER "/index.fr.md~'",
                 "old");
}

static void
test_silent(Room *room, const void *data)
{
    make_ready(room);
    assert_move(room, "marc", MARBRE_MOVE_PUBLISH, NULL, "");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    room_put(room, OTHER "/index.fr.md", BODY);
    assert_saved(room, "marc", NULL, "haut-karabakh 1 marbre/silent-edit\nother 1 saved");
    assert_shell(&room->scratch, "git status --porcelain", " M " STORY_TEXT);
    run(&room->scratch, "rm " STORY_TEXT " && echo Words. > " STORY_FOLDER "/index.en.md");
    assert_saved(room, "marc", STORY_FOLDER, "haut-karabakh 2 marbre/silent-edit");
    /* Spaces are nobody's words. */
    run(&room->scratch, "rm " STORY_FOLDER "/index.en.md");
    room_put(room, STORY_TEXT, FRONT "---\n\n\n" BODY "\n");
    assert_saved(room, "marc", STORY_FOLDER, "haut-karabakh 1 saved");
}

/* Under a workflow that is gone, readers' words are guarded all the same. */
static void
test_silent_unknown(Room *room, const void *data)
{
    make_ready(room);
    assert_move(room, "marc", MARBRE_MOVE_PUBLISH, NULL, "");
    run(&room->scratch, "sed -i 's/^workflow: .*/workflow: gone/' " STORY_FOLDER "/state.yaml");
    room_commit(room, "marc", "");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    assert_saved(room, "marc", STORY_FOLDER, "haut-karabakh 1 marbre/silent-edit");
}

static void
refuse(const Room *room, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    g_assert_null(marbre_desk_save(&desk.session, folders, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    if (strstr(error->message, words) == NULL)
        g_error("%s", error->message);
}

static void
test_forbidden(Room *room, const void *data)
{
    static const struct {
        const char *command;
        const char *words;
    } cases[] = {
        {"ln -s /etc/passwd " STORY_FOLDER "/photo.jpg", "photo.jpg: a symbolic link"},
        {"ln -sf /etc/passwd " STORY_TEXT, "index.fr.md: a symbolic link"},
        {"chmod +x " STORY_TEXT, "chmod -x"},
        {"mkdir " STORY_FOLDER "/more && touch " STORY_FOLDER "/more/a", "a folder inside"},
        {"touch '" STORY_FOLDER "/a b.jpg'", "a b.jpg"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_free(shell(&room->scratch, "%s", cases[i].command));
        refuse(room, cases[i].words);
        run(&room->scratch, "git clean -qfd && git checkout -q . && git status --porcelain");
    }
    assert_shell(&room->scratch, "git rev-list --count main", "2");
}

static void
test_dry_run(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.dry_run = true;
    g_autoptr(GPtrArray) saved = marbre_desk_save(&desk.session, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(((MarbreSaved *)saved->pdata[0])->files, ==, 1);
    g_assert_null(((MarbreSaved *)saved->pdata[0])->commit);
    assert_shell(&room->scratch, "git rev-list --count main", "2");
}

/* An article that was copied with its record is told, and keeps nobody else from saving. */
static void
test_copied(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    run(&room->scratch, "cp -r " STORY_FOLDER " articles/2023/11/copy");
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of("articles/2023/11/copy", NULL);
    g_assert_null(marbre_desk_save(&desk.session, folders, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "copied or moved"));
}

/* Refused, with these words and nothing committed. */
static void
assert_not_saved(Room *room, const char *folder, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(folder, NULL);
    g_assert_null(marbre_desk_save(&desk.session, folders, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    if (strstr(error->message, words) == NULL)
        g_error("there is no “%s” in: %s", words, error->message);
}

/* One that was moved is told from a copy: the move is a commit of its own. */
static void
test_moved(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    run(&room->scratch, "git mv " STORY_FOLDER " articles/2023/11/moved");
    assert_not_saved(room, "articles/2023/11/moved",
                     "was moved here from " STORY_FOLDER ", and no commit says so yet; say it "
                     "with: git add articles/2023/11/moved && git commit -m Moved " STORY_FOLDER
                     " articles/2023/11/moved");
    run(&room->scratch, "git add articles/2023/11/moved && git commit -qm Moved " STORY_FOLDER
                        " articles/2023/11/moved");
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) saved = marbre_desk_save(&desk.session, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(saved->len, ==, 0);
}

/* What a merge has laid into the files is nobody's own: no marks of a conflict become words. */
static void
test_merging(Room *room, const void *data)
{
    run(&room->scratch, "git branch side");
    room_put(room, STORY_TEXT, "Les nôtres.\n");
    run(&room->scratch, "git commit -qam Ours && git switch -q side");
    room_put(room, STORY_TEXT, "Les leurs.\n");
    run(&room->scratch, "git commit -qam Theirs && git switch -q main && ! git merge -q side");
    g_autofree char *tip = shell(&room->scratch, "git rev-parse main");
    assert_not_saved(room, STORY_FOLDER,
                     "git is in the middle of a merge here, and nobody can tell your words");
    assert_shell(&room->scratch, "git rev-parse main", tip);
    run(&room->scratch, "git merge --abort");
    room_put(room, STORY_TEXT, "Les nôtres, encore.\n");
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) saved = marbre_desk_save(&desk.session, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(((MarbreSaved *)saved->pdata[0])->commit);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/desk/saving/edited", test_edited);
    test_story("/desk/saving/alone", test_alone);
    test_story("/desk/saving/scratch", test_scratch);
    test_story("/desk/saving/silent", test_silent);
    test_story("/desk/saving/silent-unknown", test_silent_unknown);
    test_story("/desk/saving/forbidden", test_forbidden);
    test_story("/desk/saving/dry-run", test_dry_run);
    test_story("/desk/saving/copied", test_copied);
    test_story("/desk/saving/moved", test_moved);
    test_story("/desk/saving/merging", test_merging);
    return g_test_run();
}
