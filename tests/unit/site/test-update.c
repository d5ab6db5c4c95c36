/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "published.h"
#include "site/site.h"
#include "site/table.h"

#define OTHER "articles/2023/11/other"
#define THIRD "articles/2023/10/third"
#define A "01hawm6c0t2n9v6s6x1j5y7k3a"
#define B "01hawm6c0t2n9v6s6x1j5y7k3b"
#define C "01hawm6c0t2n9v6s6x1j5y7k3c"

static void
set_up_two(Room *room, const void *data)
{
    room_set_up(room, data);
    publish_as(room, STORY_FOLDER, A, FRONT "---\n\n" BODY);
    publish_as(room, OTHER, B, "---\ntitle: \"Autre\"\ndate: 2023-11-13\n---\n\n" BODY);
    update(room);
}

static char *
blob(const Room *room, const char *path)
{
    return shell(&room->scratch, "git rev-parse published:%s", path);
}

#define PAGE "2023/11/haut-karabakh/index.html"
#define OTHER_PAGE "2023/11/other/index.html"

/* Of a new article only its own page and the lists are written. */
static void
test_one_more(Room *room, const void *data)
{
    publish_as(room, THIRD, C, "---\ntitle: \"Troisième\"\ndate: 2023-10-01\n---\n\n" BODY);
    update(room);
    assert_shell(&room->scratch, "git diff --name-status published~1 published -- 2023",
                 "A\t2023/10/third/index.html\nA\t2023/10/third/provenance.json");
    assert_shell(&room->scratch, "git rev-list --count published", "2");
    assert_pure(room);
}

/* Another publication of one leaves the others' files as they are. */
static void
test_again(Room *room, const void *data)
{
    g_autofree char *other = blob(room, OTHER_PAGE);
    g_autofree char *before = blob(room, PAGE);
    publish_as(room, STORY_FOLDER, A, FRONT "---\n\n" BODY "Enfin.\n");
    update(room);
    g_autofree char *after = blob(room, PAGE);
    g_assert_cmpstr(after, !=, before);
    g_autofree char *same = blob(room, OTHER_PAGE);
    g_assert_cmpstr(same, ==, other);
    assert_pure(room);
}

/* Words that are not published change no page. */
static void
test_unpublished_words(Room *room, const void *data)
{
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY "Pas encore.\n");
    room_write(room, "noe", THIRD "/index.fr.md", BODY);
    g_autofree char *before = shell(&room->scratch, "git rev-parse published");
    update(room);
    /* No commit is made to say that nothing changed, and what comes after goes by the earlier one.
     */
    assert_shell(&room->scratch, "git rev-parse published", before);
    assert_shell(&room->scratch, "git grep -c 'Pas encore' published; true", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    update(room);
    assert_shell(&room->scratch, "git grep -c 'Pas encore' published -- 2023",
                 "published:" PAGE ":1");
    assert_pure(room);
}

/* A page that moves goes from where it was; one that is retracted stays there without its words. */
static void
test_moved(Room *room, const void *data)
{
    publish_as(room, STORY_FOLDER, A, "---\ntitle: \"T\"\ndate: 2023-12-01\n---\n\n" BODY);
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023",
                 "2023/11/other/index.html\n2023/11/other/provenance.json\n"
                 "2023/12/haut-karabakh/index.html\n2023/12/haut-karabakh/provenance.json");
    run(&room->scratch, "mkdir -p articles/2023/12 && git mv " OTHER " articles/2023/12/moved");
    room_commit(room, "marc", "");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep index",
                 "2023/11/moved/index.html\n2023/12/haut-karabakh/index.html");
    run(&room->scratch, "sed -i 's/^stage: published/stage: retracted/' articles/2023/12/moved/"
                        "state.yaml && printf '%s\\n' 'retracted: {note: {fr: \"N\"}, by: marc, "
                        "at: 2023-11-21T03:00:00+01:00}' >> articles/2023/12/moved/state.yaml");
    room_commit(room, "marc", "");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep index",
                 "2023/11/moved/index.html\n2023/12/haut-karabakh/index.html");
    /* Its address is on its own page and on that of corrections alone. */
    assert_shell(&room->scratch, "git grep -l moved published; true",
                 "published:2023/11/moved/index.html\npublished:corrections/index.html");
    assert_shell(&room->scratch, "git grep -l 'dans la rue' published -- 2023",
                 "published:2023/12/haut-karabakh/index.html");
    assert_pure(room);
}

/* What the house does about a page is none of its readers' business before it is done. */
static void
test_correction_open(Room *room, const void *data)
{
    g_autofree char *tree = shell(&room->scratch, "git rev-parse published^{tree}");
    run(&room->scratch,
        "sed -i 's/^stage: published/stage: draft/' " STORY_FOLDER "/state.yaml && printf '%s\n' "
        "'correction: {kind: correction, note: {fr: \"N\"}, by: marc, "
        "at: 2023-11-21T03:00:00+01:00}' >> " STORY_FOLDER "/state.yaml");
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    update(room);
    assert_shell(&room->scratch, "git rev-parse published^{tree}", tree);
    assert_pure(room);
}

/* A folder that goes, and one that comes to hold it, and becomes an article above others. */
static void
test_nested(Room *room, const void *data)
{
    publish_as(room, "articles/2023/11/deep/down", C, "---\ntitle: \"D\"\n---\n\n" BODY);
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep -c index", "3");
    room_write(room, "noe", "articles/2023/11/deep/index.fr.md", BODY);
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep -c index", "2");
    assert_pure(room);
    run(&room->scratch, "rm articles/2023/11/deep/index.fr.md");
    room_commit(room, "noe", "");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep -c index", "3");
    room_write(room, "noe", "articles/2023/11/deep/notes.txt", "x");
    room_write(room, "noe", "articles/2023/11/notes.txt", "x");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep -c index", "3");
    assert_pure(room);
}

static void
test_same_address(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = shell(&room->scratch, "git rev-parse published");
    publish_as(room, "articles/2023/12/haut-karabakh", C,
               "---\ntitle: \"T\"\ndate: 2023-11-02\n---\n\n" BODY);
    g_assert_false(render(room, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "marbre/duplicate-slug"));
    g_assert_nonnull(strstr(error->message, STORY_FOLDER));
    g_assert_nonnull(strstr(error->message, "articles/2023/12/haut-karabakh"));
    assert_shell(&room->scratch, "git rev-parse published", before);
}

/* Settings show on every page. */
static void
test_settings(Room *room, const void *data)
{
    g_autofree char *before = blob(room, PAGE);
    run(&room->scratch, "sed -i 's/^name: .*/name: Le Matin/' marbre.yaml");
    room_commit(room, "marc", "");
    update(room);
    g_autofree char *after = blob(room, PAGE);
    g_assert_cmpstr(after, !=, before);
    assert_pure(room);
}

/* What the record says of people's roles follows the rules of today. */
static void
test_people(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    g_free(state->stage);
    state->stage = g_strdup("published");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    update(room);
    assert_shell(&room->scratch,
                 "git show published:2023/11/haut-karabakh/provenance.json | "
                 "grep -c fact-checker; true",
                 "1");
    run(&room->scratch, "sed -i 's/lea@example.org., roles: .fact-checker/lea@example.org], roles: "
                        "[editor/' people.yaml && git diff --stat");
    room_commit(room, "marc", "");
    update(room);
    assert_shell(&room->scratch, "git diff --name-only published~1 published -- 2023",
                 "2023/11/haut-karabakh/provenance.json");
    assert_pure(room);
}

/* With a lying table of another commit, or none, the branch comes out the same. */
static void
test_table(Room *room, const void *data)
{
    run(&room->scratch, "cp .git/marbre/site .git/old");
    publish_as(room, THIRD, C, "---\ntitle: \"T\"\ndate: 2023-10-01\n---\n\n" BODY);
    update(room);
    g_autofree char *rendered = marbre_site_rendered(room->scratch.store, "published", NULL);
    g_auto(MarbreTable) kept = marbre_table_load(room->scratch.store, rendered);
    g_assert_nonnull(kept.entries);
    g_assert_cmpuint(kept.entries->len, ==, 3);
    g_assert_cmpstr(((MarbreEntryPage *)kept.entries->pdata[0])->folder, ==, STORY_FOLDER);
    g_assert_cmpstr(((MarbreEntryPage *)kept.entries->pdata[2])->folder, ==, THIRD);
    run(&room->scratch, "cp .git/old .git/marbre/site");
    publish_as(room, STORY_FOLDER, A, FRONT "---\n\n" BODY "Enfin.\n");
    update(room);
    assert_pure(room);
}

/* A picture that was published stays as it was then. */
static void
test_media(Room *room, const void *data)
{
    room_put(room, STORY_FOLDER "/photo.jpg", "one");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    update(room);
    assert_shell(&room->scratch, "git show published:2023/11/haut-karabakh/photo.jpg", "one");
    room_write(room, "noe", STORY_FOLDER "/photo.jpg", "two");
    update(room);
    assert_shell(&room->scratch, "git show published:2023/11/haut-karabakh/photo.jpg", "one");
    run(&room->scratch, "rm " STORY_FOLDER "/photo.jpg");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    update(room);
    assert_shell(&room->scratch, "git ls-tree --name-only published 2023/11/haut-karabakh/",
                 "2023/11/haut-karabakh/index.html\n2023/11/haut-karabakh/provenance.json");
    assert_pure(room);
}

static void
test_languages(Room *room, const void *data)
{
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    room_put(room, STORY_FOLDER "/index.en.md", "---\ntitle: \"In English\"\n---\n\nWords.\n");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published | grep kh/index",
                 "2023/11/haut-karabakh/index.html\nen/2023/11/haut-karabakh/index.html");
    assert_pure(room);
}

/* What was published is gone from the repository: said, and nothing is changed. */
static void
test_missing(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    run(&room->scratch, "sed -i 's/content: [0-9a-f]*/content: "
                        "4b825dc642cb6eb9a060e54bf8d69288fbee4900/' " STORY_FOLDER "/state.yaml");
    room_commit(room, "marc", "");
    g_autofree char *before = shell(&room->scratch, "git rev-parse published");
    g_assert_false(render(room, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    assert_shell(&room->scratch, "git rev-parse published", before);
}

/* A file of an article does not stand in for what is written beside its page. */
static void
test_media_as_page(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    const char *path = STORY_FOLDER "/provenance.json";
    g_autofree char *before = shell(&room->scratch, "git rev-parse published");
    room_put(room, path, "{}");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    g_assert_false(render(room, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, path));
    assert_shell(&room->scratch, "git rev-parse published", before);
}

/* What a browser would run never comes onto the site, whichever way it came into the folder. */
static void
test_active_media(Room *room, const void *data)
{
    static const char *const names[] = {"index.html", "page.html", "drawing.svg", "a.php.jpg"};
    g_autoptr(GError) error = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf(STORY_FOLDER "/%s", names[i]);
        room_put(room, path, "<script>alert(1)</script>");
    }
    room_put(room, STORY_FOLDER "/figures.csv", "a,b");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    g_assert_true(render(room, &error));
    g_assert_no_error(error);
    assert_shell(&room->scratch, "git ls-tree --name-only published 2023/11/haut-karabakh/",
                 "2023/11/haut-karabakh/figures.csv\n" PAGE
                 "\n2023/11/haut-karabakh/provenance.json");
    assert_shell(&room->scratch, "git grep -l 'alert(1)' published || true", "");
}

/* More pages than one run of the plugin writes. */
static void
test_many(Room *room, const void *data)
{
    for (unsigned i = 0; i < 230; i++) {
        g_autofree char *path = g_strdup_printf("articles/2022/01/a%u/index.fr.md", i);
        g_autofree char *text =
            g_strdup_printf("---\ntitle: \"T%u\"\ndate: 2022-01-02\n---\n\nMots.\n", i);
        room_put(room, path, text);
    }
    room_commit(room, "noe", "");
    g_free(shell(&room->scratch,
                 "git ls-tree -d HEAD articles/2022/01/ | while read -r mode kind id path; do "
                 "printf '%%s\\n' 'id: 01hawm6c0t2n9v6s6x1j5y7k3d' 'workflow: newsroom' "
                 "'stage: published' 'entered: 2023-09-19T14:03:22+02:00' \"publication: "
                 "{revision: 1, at: 2023-09-19T18:00:00+02:00, digest: \\\"sha256:%064d\\\", "
                 "content: $id}\" > $path/state.yaml; done",
                 0));
    room_commit(room, "marc", "");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2022 | grep -c index.html",
                 "230");
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2022 | grep -c provenance",
                 "230");
}

/* What is embargoed in the source is embargoed, whatever a record says. */
static void
test_embargo(Room *room, const void *data)
{
    room_put(room, THIRD "/index.en.md",
             "---\ntitle: \"T\"\nembargo: 2099-01-01T08:00:00+01:00\n---\n\nWords.\n");
    room_commit(room, "noe", "");
    publish_as(room, THIRD, C,
               "---\ntitle: \"T\"\ndate: 2023-10-01\nsource-lang: en\n---\n\n" BODY);
    g_autoptr(GPtrArray) left_out = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "marc");
    desk.session.left_out = left_out;
    g_assert_true(marbre_desk_render(&desk.session, NULL, &error));
    g_assert_cmpuint(left_out->len, ==, 1);
    g_assert_cmpstr(left_out->pdata[0], ==, THIRD);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023/10", "");
    assert_pure(room);
}

static void
render_packed(Room *room, const char *limit, const char *tree, const char *expected)
{
    g_autofree char *config = g_strdup_printf("git config marbre.looseObjects %s", limit);
    run(&room->scratch, config);
    run(&room->scratch,
        "git branch -q -D published && rm .git/marbre/site && git gc -q --prune=now");
    update(room);
    assert_shell(&room->scratch, "git rev-parse published^{tree}", tree);
    assert_shell(&room->scratch,
                 "git count-objects -v | grep -E '^(count|packs|garbage)' && git fsck --strict && "
                 "find .git/marbre/incoming -type f",
                 expected);
}

/* In one pack, the site is the same and git finds nothing wrong with it: all of it, where as many
   objects are to be expected from the first on. */
static void
test_packed(Room *room, const void *data)
{
    g_autofree char *tree = shell(&room->scratch, "git rev-parse published^{tree}");
    render_packed(room, "5", tree, "count: 5\npacks: 2\ngarbage: 0");
    render_packed(room, "3", tree, "count: 0\npacks: 2\ngarbage: 0");
    publish_as(room, THIRD, C, "---\ntitle: \"T\"\ndate: 2023-10-01\n---\n\n" BODY);
    update(room);
    assert_pure(room);
    run(&room->scratch, "git fsck --strict");
}

/* What the branch shows came from a commit that is gone, or from another plugin: nothing of it
   stays. */
static void
test_begun_anew(Room *room, const void *data)
{
    run(&room->scratch,
        "git worktree add -q pages published && cd pages && mkdir -p 2001/01/old && "
        "echo old > 2001/01/old/index.html && echo old > old.xml && git add . && "
        "git commit -q -m 'Site' && cd .. && git worktree remove pages");
    update(room);
    assert_shell(&room->scratch, "git ls-tree -r --name-only published | grep old; true", "");
    assert_shell(&room->scratch, "git ls-tree -r --name-only published 2023 | grep -c index", "2");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test_two(path, function)                                                                   \
    g_test_add((path), Room, NULL, set_up_two, (function), room_tear_down)
    test_two("/site/update/one-more", test_one_more);
    test_two("/site/update/again", test_again);
    test_two("/site/update/unpublished-words", test_unpublished_words);
    test_two("/site/update/correction-open", test_correction_open);
    test_two("/site/update/moved", test_moved);
    test_two("/site/update/nested", test_nested);
    test_two("/site/update/same-address", test_same_address);
    test_two("/site/update/settings", test_settings);
    test_two("/site/update/people", test_people);
    test_two("/site/update/table", test_table);
    test_two("/site/update/media", test_media);
    test_two("/site/update/languages", test_languages);
    test_two("/site/update/missing", test_missing);
    test_two("/site/update/media-as-page", test_media_as_page);
    test_two("/site/update/active-media", test_active_media);
    test_two("/site/update/many", test_many);
    test_two("/site/update/embargo", test_embargo);
    test_two("/site/update/packed", test_packed);
    test_two("/site/update/begun-anew", test_begun_anew);
#undef test_two
    return g_test_run();
}
