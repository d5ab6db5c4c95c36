/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/transition.h"

#include "desk.h"
#include "site/site.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* From the first draft to the published page, a commit each. */
static void
test_whole_way(Room *room, const void *data)
{
    make_ready(room);
    assert_move(room, "marc", MARBRE_MOVE_PUBLISH, NULL, "");
    assert_shell(&room->scratch, "git log --format=%s main",
                 "Publication : Haut-Karabakh\n"
                 "Avance : Haut-Karabakh, de fact-check à publish\n"
                 "Visa : Haut-Karabakh, fact-check\n"
                 "Avance : Haut-Karabakh, de draft à fact-check\n"
                 "Edit\nEdit");
    assert_shell(&room->scratch, "git status --porcelain && git fsck --strict 2>&1", "");
    assert_shell(&room->scratch, "git ls-tree -r --name-only published | grep haut",
                 "2023/11/haut-karabakh/index.html\n2023/11/haut-karabakh/provenance.json");
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    g_assert_cmpstr(state->stage, ==, "published");
    g_assert_cmpuint(state->publication->revision, ==, 1);
    g_assert_cmpint(state->publication->at.seconds, ==, NOW);
    g_assert_cmpint(state->publication->at.offset, ==, 60);
    g_assert_cmpuint(state->approvals->len, ==, 1);
    g_autofree char *before = shell(&room->scratch, "git rev-parse main~1:" STORY_FOLDER);
    g_assert_cmpstr(state->publication->content, ==, before);
    /* It agrees with its record, and another move of it is refused. */
    g_autoptr(MarbreArticle) article = room_read(room_at(room, NULL), STORY_FOLDER);
    g_assert_true(marbre_record_is_settled(room->newsroom, article));
    assert_move(room, "marc", MARBRE_MOVE_PUBLISH, NULL, "marbre/stage-skipped");
}

static void
test_trailers(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreCommit) commit = marbre_commit_read(room->scratch.store, "HEAD", &error);
    g_assert_no_error(error);
    g_assert_null(commit->not_canonical);
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-Article"), ==, state->id);
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-Transition"), ==, "advance");
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-From"), ==, "draft");
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-To"), ==, "fact-check");
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-Actor"), ==, "noe");
    g_assert_true(g_str_has_prefix(marbre_commit_trailer(commit, "Marbre-Digest"), "sha256:"));
    g_assert_true(g_str_has_prefix(marbre_commit_trailer(commit, "Marbre-Check"), "draft "));
    g_assert_cmpstr(commit->author->email, ==, "noe@example.org");
}

/* Uncommitted words go first, in a commit of their own; a refusal commits nothing at all. */
static void
test_words_first(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "draft/placeholder");
    assert_shell(&room->scratch, "git rev-parse main", before);
    assert_shell(&room->scratch, "git status --porcelain", " M " STORY_TEXT);
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_shell(&room->scratch, "git log --format=%s -2",
                 "Avance : Haut-Karabakh, de draft à fact-check\nRédaction : Haut-Karabakh");
    assert_shell(&room->scratch, "git show --name-only --format= HEAD", STORY_FOLDER "/state.yaml");
    assert_shell(&room->scratch, "git show --name-only --format= HEAD~1", STORY_TEXT);
}

/* What else lies in the working tree, the policy above all, is nobody's to take along. */
static void
test_alone(Room *room, const void *data)
{
    room_put(room, "articles/2023/11/other/index.fr.md", BODY);
    room_put(room, STORY_FOLDER "/.index.fr.md.swp", "swap");
    g_free(shell(&room->scratch, "echo '# mine' >> people.yaml && echo '# mine' >> "
                                 "workflows/newsroom.yaml && git add people.yaml"));
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_shell(&room->scratch, "git diff --name-only main~1 main", STORY_FOLDER "/state.yaml");
    assert_shell(&room->scratch, "git diff --cached --name-only", "people.yaml");
    assert_shell(&room->scratch, "git diff --name-only", "workflows/newsroom.yaml");
}

/* The policy that judges is the branch's, not what somebody writes into the files. */
static void
test_own_policy(Room *room, const void *data)
{
    run(&room->scratch, "sed -i 's/roles: .fact-checker./roles: [reporter, fact-checker]/' "
                        "workflows/newsroom.yaml people.yaml");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL,
                "marbre/role-missing marbre/approval-missing");
}

static void
test_state_by_hand(Room *room, const void *data)
{
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    static const char *const acts[] = {"sed -i s/fact-check/publish/ ", "rm "};
    for (size_t i = 0; i < G_N_ELEMENTS(acts); i++) {
        g_autoptr(GError) error = NULL;
        g_free(shell(&room->scratch, "%s " STORY_FOLDER "/state.yaml", acts[i]));
        g_assert_null(marbre_desk_move(&desk.session, folders, &request, NULL, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
        g_assert_nonnull(strstr(error->message, "/state.yaml was changed by hand; Marbre alone "
                                                "writes it. Bring it back with: git checkout --"));
        g_assert_nonnull(strstr(error->message, "git checkout -- " STORY_FOLDER "/state.yaml"));
        run(&room->scratch, "git checkout -q .");
    }
    g_autoptr(GError) error = NULL;
    g_free(shell(&room->scratch, "cp -r " STORY_FOLDER " articles/2023/11/copy"));
    folders->pdata[0] = (gpointer) "articles/2023/11/copy";
    g_assert_null(marbre_desk_move(&desk.session, folders, &request, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "copied or moved"));
}

/* Approving goes with words of one's own: they are saved, and not approved by it. */
static void
test_approve_edited(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Fin.\n");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    assert_shell(&room->scratch, "git log --format='%s %ae' -2",
                 "Visa : Haut-Karabakh, fact-check lea@example.org\n"
                 "Rédaction : Haut-Karabakh lea@example.org");
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "marbre/approval-missing");
    assert_move(room, "paul", MARBRE_MOVE_APPROVE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "");
}

/* Readers' words: no move carries a silent edit along. */
static void
test_silent(Room *room, const void *data)
{
    static const MarbreMove moves[] = {MARBRE_MOVE_ADVANCE, MARBRE_MOVE_PUBLISH, MARBRE_MOVE_RETURN,
                                       MARBRE_MOVE_APPROVE, MARBRE_MOVE_WAIVE};
    make_ready(room);
    assert_move(room, "marc", MARBRE_MOVE_PUBLISH, NULL, "");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    for (size_t i = 0; i < G_N_ELEMENTS(moves); i++) {
        const MarbreRequest request = {.move = moves[i],
                                       .to = moves[i] == MARBRE_MOVE_APPROVE  ? "fact-check"
                                             : moves[i] == MARBRE_MOVE_RETURN ? "draft"
                                                                              : NULL,
                                       .rule = "draft/placeholder",
                                       .message = "why",
                                       .until = "2023-11-20"};
        g_autoptr(MarbreReply) reply = desk_ask(room, "marc", STORY_FOLDER, &request);
        g_assert_false(marbre_reply_is_allowed(reply));
        assert_shell(&room->scratch, "git rev-parse main", before);
    }
}

static void
test_waived(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "draft/placeholder");
    const MarbreRequest request = {.move = MARBRE_MOVE_WAIVE,
                                   .rule = "draft/placeholder",
                                   .message = "A game,\nplayed at: Marbre-Actor: noe",
                                   .until = "20 novembre 2023"};
    g_autoptr(MarbreReply) reply = desk_ask(room, "marc", STORY_FOLDER, &request);
    g_assert_true(marbre_reply_is_allowed(reply));
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    const MarbreWaiver *waiver = state->waivers->pdata[0];
    g_assert_cmpuint(state->waivers->len, ==, 1);
    g_assert_cmpstr(waiver->rule, ==, "draft/placeholder");
    g_assert_cmpstr(waiver->by, ==, "marc");
    g_assert_cmpstr(waiver->until, ==, "2023-11-20");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_shell(&room->scratch,
                 "git log --format='%(trailers:key=Marbre-Actor,valueonly)' -1 "
                 "HEAD~1",
                 "marc");
}

static void
test_returned(Room *room, const void *data)
{
    make_ready(room);
    const MarbreRequest request = {
        .move = MARBRE_MOVE_RETURN, .to = "draft", .message = "Where is this from?"};
    g_autoptr(MarbreReply) reply = desk_ask(room, "marc", STORY_FOLDER, &request);
    g_assert_cmpstr(reply->from, ==, "publish");
    g_assert_cmpstr(reply->to, ==, "draft");
    assert_shell(&room->scratch, "git log -1 --format=%b | head -1", "Where is this from?");
    /* The approval stays good for the words that it was given for. */
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "");
}

static void
test_unknown_person(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "stranger");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_assert_null(marbre_desk_move(&desk.session, folders, &request, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "stranger@example.org"));
}

static void
test_unknown_workflow(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("draft");
    g_free(state->workflow);
    state->workflow = g_strdup("gone");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "noe", "");
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_assert_null(marbre_desk_move(&desk.session, folders, &request, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "there is no workflow “gone”"));
}

/* A stage that has another name now: the next move writes the new one. */
static void
test_moved_stage(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("verification");
    room_put_state(room, STORY_FOLDER, state);
    room_put(room, "workflows/newsroom.yaml", WORKFLOW "moved: {verification: fact-check}\n");
    room_commit(room, "marc", "");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "");
    g_autoptr(MarbreState) after = state_now(room, STORY_FOLDER);
    g_assert_cmpstr(after->stage, ==, "publish");
    g_assert_cmpstr(after->id, ==, state->id);
}

/* All or none. */
static void
test_together(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "noe", "articles/2023/11/other/index.fr.md", FRONT "---\n\n" BODY "XXX\n");
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, "articles/2023/11/other");
    MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE, .together = true};
    {
        g_autoptr(GPtrArray) replies =
            marbre_desk_move(&desk.session, folders, &request, NULL, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(replies->len, ==, 2);
        g_assert_null(((MarbreReply *)replies->pdata[0])->commit);
        assert_shell(&room->scratch, "git rev-parse main", before);
    }
    request.together = false;
    g_autoptr(GPtrArray) replies = marbre_desk_move(&desk.session, folders, &request, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(((MarbreReply *)replies->pdata[0])->commit);
    g_assert_null(((MarbreReply *)replies->pdata[1])->commit);
    assert_shell(&room->scratch, "git rev-list --count main", "4");
}

/* Named twice, it moves once. */
static void
test_named_twice(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    g_autofree char *again = g_strdup(STORY_FOLDER);
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, again);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_autoptr(GPtrArray) replies = marbre_desk_move(&desk.session, folders, &request, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(replies->len, ==, 1);
    assert_shell(&room->scratch, "git rev-list --count main", "3");
}

static void
test_dry_run(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.dry_run = true;
    g_autoptr(GPtrArray) folders = folders_of(STORY_FOLDER, NULL);
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_autoptr(GPtrArray) replies = marbre_desk_move(&desk.session, folders, &request, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(marbre_reply_is_allowed(replies->pdata[0]));
    assert_shell(&room->scratch, "git rev-parse main && git status --porcelain", before);
}

/* Without a working tree of the branch, the branch is what there is. */
static void
test_elsewhere(Room *room, const void *data)
{
    run(&room->scratch, "git config marbre.branch main && git checkout -q -b mine");
    room_put(room, STORY_TEXT, "XXX");
    scratch_reopen(&room->scratch);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_shell(&room->scratch, "git rev-list --count main && git rev-list --count mine", "3\n2");
    assert_shell(&room->scratch, "cat " STORY_TEXT, "XXX");
}

static void
test_bare(Room *room, const void *data)
{
    run(&room->scratch, "git clone -q --bare . bare.git");
    g_autofree char *dir = room_path(room, "bare.git");
    Room bare = *room;
    bare.scratch.dir = dir;
    g_autoptr(MarbreStore) store = marbre_store_open(dir, NULL);
    bare.scratch.store = store;
    make_ready(&bare);
    assert_move(&bare, "marc", MARBRE_MOVE_PUBLISH, NULL, "");
    assert_shell(&bare.scratch, "git rev-list --count main && git fsck --strict 2>&1", "6");
}

/* Somebody else holds the lock while a move is judged, puts a file in place and lets go. */
static pid_t
hold_and_put(const Room *room, const char *path, const char *text)
{
    int ready[2];
    char byte = 0;
    g_assert_cmpint(pipe(ready), ==, 0);
    pid_t child = fork();
    if (child == 0) {
        char id[41];
        MarbreStore *store = marbre_store_open(room->scratch.dir, NULL);
        MarbreWrite *held = marbre_store_begin(store, NULL);
        MarbreSignature who = somebody();
        MarbreChangeset *changes = marbre_changeset_new();
        put(changes, path, text);
        bool told = write(ready[1], "x", 1) == 1;
        g_usleep(150000);
        bool done = told && marbre_write_commit(held, NULL, changes, &who, &who, "Put", id, NULL) &&
                    marbre_write_finish(held, NULL, NULL);
        _exit(done ? 0 : 1);
    }
    g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void
wait_for(pid_t child)
{
    int status = 0;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
}

/* It is judged again by what holds then: other people, other words, another stage. */
static void
test_other_people(Room *room, const void *data)
{
    marbre_store_set_patience(room->scratch.store, 10000);
    pid_t child = hold_and_put(
        room, "people.yaml",
        "version: 1\npeople:\n"
        "  - {id: noe, name: Noé Blanc, emails: [noe@example.org], roles: [fact-checker]}\n"
        "  - {id: new, name: Nouvelle, emails: [new@example.org], roles: [admin, reporter, "
        "editor]}\n");
    const MarbreRequest request = {.move = MARBRE_MOVE_ADVANCE};
    g_autoptr(MarbreReply) reply = desk_ask(room, "noe", STORY_FOLDER, &request);
    wait_for(child);
    g_assert_cmpuint(reply->answer->obstacles->len, ==, 1);
    const MarbreObstacle *obstacle = reply->answer->obstacles->pdata[0];
    g_assert_cmpstr(obstacle->rule, ==, "marbre/role-missing");
    assert_ids(obstacle->who, "new");
    g_assert_null(reply->commit);
}

static void
test_other_words(Room *room, const void *data)
{
    marbre_store_set_patience(room->scratch.store, 10000);
    pid_t child = hold_and_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "draft/placeholder");
    wait_for(child);
}

static void
test_other_stage(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    g_free(state->stage);
    state->stage = g_strdup("publish");
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    marbre_store_set_patience(room->scratch.store, 10000);
    pid_t child = hold_and_put(room, STORY_FOLDER "/state.yaml", text);
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "marbre/role-missing");
    wait_for(child);
    assert_shell(&room->scratch, "git log -1 --format=%s", "Put");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/desk/transition/whole-way", test_whole_way);
    test_story("/desk/transition/trailers", test_trailers);
    test_story("/desk/transition/words-first", test_words_first);
    test_story("/desk/transition/alone", test_alone);
    test_story("/desk/transition/own-policy", test_own_policy);
    test_story("/desk/transition/state-by-hand", test_state_by_hand);
    test_story("/desk/transition/approve-edited", test_approve_edited);
    test_story("/desk/transition/silent", test_silent);
    test_story("/desk/transition/waived", test_waived);
    test_story("/desk/transition/returned", test_returned);
    test_story("/desk/transition/unknown-person", test_unknown_person);
    test_story("/desk/transition/unknown-workflow", test_unknown_workflow);
    test_story("/desk/transition/moved-stage", test_moved_stage);
    test_story("/desk/transition/together", test_together);
    test_story("/desk/transition/named-twice", test_named_twice);
    test_story("/desk/transition/dry-run", test_dry_run);
    test_story("/desk/transition/elsewhere", test_elsewhere);
    test_story("/desk/transition/bare", test_bare);
    test_story("/desk/transition/other-people", test_other_people);
    test_story("/desk/transition/other-words", test_other_words);
    test_story("/desk/transition/other-stage", test_other_stage);
    return g_test_run();
}
