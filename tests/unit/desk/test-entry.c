/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/entry.h"

#include "desk.h"

/* A workflow whose second stage runs actions on entry. */
static void
use_actions(Room *room, const char *actions)
{
    g_autofree char *workflow = g_strdup_printf("version: 1\n"
                                                "name: newsroom\n"
                                                "stages:\n"
                                                "  - id: draft\n"
                                                "    roles: [reporter, editor]\n"
                                                "    checks: [{uses: draft}]\n"
                                                "  - id: desk\n"
                                                "    roles: [editor]\n"
                                                "    actions: [%s]\n"
                                                "  - id: publish\n"
                                                "    roles: [editor]\n"
                                                "    checks: [{uses: publish}]\n"
                                                "    actions: [{uses: publish}]\n",
                                                actions);
    room_write(room, "marc", "workflows/newsroom.yaml", workflow);
}

static void
advance(Room *room, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    g_autoptr(GPtrArray) replies = marbre_desk_move(&desk.session, folders, &request, NULL, &error);
    if (words == NULL) {
        g_assert_no_error(error);
        g_assert_true(marbre_reply_is_allowed(replies->pdata[0]));
        return;
    }
    g_assert_null(replies);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    if (strstr(error->message, words) == NULL)
        g_error("%s", error->message);
    assert_shell(&room->scratch, "git rev-parse main", before);
    assert_shell(&room->scratch, "git status --porcelain", "");
}

static void
test_written(Room *room, const void *data)
{
    use_actions(room, "{uses: clerk, with: {file: claims.yaml, text: \"claims: []\"}}");
    advance(room, NULL);
    assert_shell(&room->scratch, "git show --name-status --format= HEAD",
                 "A\t" STORY_FOLDER "/claims.yaml\nA\t" STORY_FOLDER "/state.yaml");
    assert_shell(&room->scratch, "git status --porcelain; cat " STORY_FOLDER "/claims.yaml",
                 "claims: []");
}

/* The second action finds what the first one left, and all else of the article. */
static void
test_one_by_one(Room *room, const void *data)
{
    room_write(room, "noe", STORY_FOLDER "/photo.jpg", "jpeg");
    use_actions(room, "{uses: clerk, with: {file: a.txt, text: one}}, "
                      "{uses: clerk, with: {file: photo.jpg}}, "
                      "{uses: clerk, with: {file: a.txt}}, "
                      "{uses: clerk, with: {file: b.txt, text: two}}");
    advance(room, NULL);
    assert_shell(&room->scratch, "git show --name-status --format= HEAD",
                 "A\t" STORY_FOLDER "/b.txt\nD\t" STORY_FOLDER "/photo.jpg\nA\t" STORY_FOLDER
                 "/state.yaml");
    assert_shell(&room->scratch, "git status --porcelain; ls " STORY_FOLDER,
                 "b.txt\nindex.fr.md\nstate.yaml");
}

/* The record, and whatever is no file of the article, is not an action's to write. */
static void
test_refused(Room *room, const void *data)
{
    static const char *const files[] = {"state.yaml", "../other/index.fr.md", "a/b.txt",
                                        ".gitattributes", "/etc/passwd"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *action =
            g_strdup_printf("{uses: clerk, with: {file: \"%s\", text: x}}", files[i]);
        use_actions(room, action);
        advance(room, "clerk");
    }
    use_actions(room, "{uses: clerk, with: {file: absent.txt}}");
    advance(room, "the action “clerk” failed: ");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/desk/entry/written", test_written);
    test_story("/desk/entry/one-by-one", test_one_by_one);
    test_story("/desk/entry/refused", test_refused);
    return g_test_run();
}
