/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/mending.h"

#include "desk.h"

#include <string.h>

/* Typography that a fix sets right: guillemets and signs without their spaces. */
#define LOOSE FRONT "---\n\nIl a dit: «Je pars», puis «Adieu!» et rien de plus ?\n"

static MarbreMended *
mend(const Room *room, const char *rule, bool dry_run)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.dry_run = dry_run;
    MarbreMended *mended =
        marbre_desk_mend(&desk.session, STORY_FOLDER, &(MarbreMendRequest){.rule = rule}, &error);
    g_assert_no_error(error);
    return mended;
}

static const char workflow[] = "version: 1\n"
                               "name: newsroom\n"
                               "stages:\n"
                               "  - id: draft\n"
                               "    roles: [reporter, editor]\n"
                               "    checks: [{uses: translation}, {uses: factcheck}]\n"
                               "  - id: publish\n"
                               "    roles: [editor, reporter]\n"
                               "    checks: [{uses: publish}]\n"
                               "    actions: [{uses: publish}]\n";

static void
test_files(Room *room, const void *data)
{
    room_write(room, "noe", STORY_TEXT, LOOSE);
    MarbreMended *tried = mend(room, NULL, true);
    g_assert_cmpuint(tried->applied, >, 0);
    g_assert_cmpuint(tried->files->len, ==, 1);
    marbre_mended_free(tried);
    assert_shell(&room->scratch, "git status --porcelain", "");

    MarbreMended *mended = mend(room, NULL, false);
    g_assert_cmpuint(mended->applied, >, 0);
    g_assert_cmpstr(mended->files->pdata[0], ==, STORY_TEXT);
    g_assert_null(mended->commit);
    marbre_mended_free(mended);
    assert_shell(&room->scratch, "git status --porcelain", " M " STORY_TEXT);
    g_autofree char *after = room_get(room, STORY_TEXT);
    g_assert_nonnull(strstr(after, "«\u00a0Je pars\u00a0»"));

    /* The second time there is nothing to do. */
    MarbreMended *again = mend(room, NULL, false);
    g_assert_cmpuint(again->applied, ==, 0);
    g_assert_cmpuint(again->files->len, ==, 0);
    g_assert_cmpuint(again->words->len, ==, 0);
    marbre_mended_free(again);
    g_autofree char *same = room_get(room, STORY_TEXT);
    g_assert_cmpstr(same, ==, after);
}

static void
test_other_rule(Room *room, const void *data)
{
    room_write(room, "noe", STORY_TEXT, LOOSE);
    MarbreMended *mended = mend(room, "factcheck/flag-missing", false);
    g_assert_cmpuint(mended->applied, ==, 0);
    marbre_mended_free(mended);
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_assert_null(marbre_desk_mend(&desk.session, STORY_FOLDER,
                                   &(MarbreMendRequest){.rule = "factcheck/flag-mising"}, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    assert_shell(&room->scratch, "git status --porcelain", "");
}

/* In a bare repository a fix is a commit; of what readers have seen it is refused. */
static void
test_bare(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "noe", STORY_TEXT, LOOSE);
    run(&room->scratch, "git clone -q --bare . bare.git");
    g_autofree char *dir = room_path(room, "bare.git");
    Room bare = *room;
    bare.scratch.dir = dir;
    g_autoptr(MarbreStore) store = marbre_store_open(dir, NULL);
    bare.scratch.store = store;
    MarbreMended *mended = mend(&bare, NULL, false);
    g_assert_nonnull(mended->commit);
    marbre_mended_free(mended);
    assert_shell(&bare.scratch, "git log -1 --format='%s %ae' main",
                 "Rédaction : Haut-Karabakh noe@example.org");
    assert_shell(&bare.scratch, "git show --name-only --format= main", STORY_TEXT);
}

static void
test_bare_published(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "noe", STORY_TEXT, LOOSE);
    g_autofree char *content = room_content(room, STORY_FOLDER);
    g_autoptr(MarbreState) state = state_at("published");
    g_autoptr(MarbreArticle) article = room_read(room_at(room, NULL), STORY_FOLDER);
    g_autofree char *digest = marbre_record_digest(room->newsroom, article, &error);
    state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
    run(&room->scratch, "git clone -q --bare . bare.git");
    g_autofree char *dir = room_path(room, "bare.git");
    g_autoptr(MarbreStore) store = marbre_store_open(dir, NULL);
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.store = store;
    g_autofree char *before = shell(&room->scratch, "git -C bare.git rev-parse main");
    MarbreMended *mended = marbre_desk_mend(&desk.session, STORY_FOLDER, NULL, &error);
    /* Spaces alone are nobody's words; anything more is a silent edit. */
    if (mended == NULL)
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    marbre_mended_free(mended);
    g_clear_error(&error);
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, &error);
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(store, tip, &error);
    g_autoptr(MarbreArticle) after = room_read(newsroom, STORY_FOLDER);
    g_assert_true(marbre_record_is_settled(newsroom, after));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test_with(path, function)                                                                  \
    g_test_add((path), Room, workflow, room_set_up_story, (function), room_tear_down)
    test_with("/desk/mending/files", test_files);
    test_with("/desk/mending/other-rule", test_other_rule);
    test_with("/desk/mending/bare", test_bare);
    test_with("/desk/mending/bare-published", test_bare_published);
#undef test_with
    return g_test_run();
}
