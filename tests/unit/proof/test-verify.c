/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What only a history of a few moves shows. */
#include "judging.h"

#define OTHER_FOLDER "articles/2023/11/autre"
#define THIRD_FOLDER "articles/2023/11/tiers"
#define OTHER_TEXT OTHER_FOLDER "/index.fr.md"
#define UNTITLED "---\ndate: 2023-11-14\nlang: fr\n---\n\n" BODY

/* --- checks that are run again -----------------------------------------------------------------
 */

/* The move of a text that has a title, made of one that has none. */
static void
lie(Room *room, const char *build)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    g_autofree char *message = message_of(room);
    g_autofree char *record = room_get(room, STORY_FOLDER "/state.yaml");
    run(&room->scratch, "git reset -q --hard start");
    room_write(room, "noe", STORY_TEXT, UNTITLED);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    room_put(room, STORY_FOLDER "/state.yaml", record);
    g_autofree char *lied =
        put_between(message, "Marbre-Digest: ", "\n", station_of(dossier, "draft")->digest);
    if (build != NULL) {
        char *other = put_between(lied, "Marbre-Check: draft ", "\n", build);
        g_free(lied);
        lied = other;
    }
    forge(room, "noe", lied, "");
}

/* Only the checks themselves can tell. */
static void
test_lie(Room *room, const void *data)
{
    start(room);
    lie(room, NULL);
    assert_judged(room, false, NULL, "", 1);
    assert_judged(room, true, NULL, "draft/missing-key", 0);
    assert_judged(room, false, "start", "draft/missing-key", 0);
    assert_judged(room, false, "start~1", "", 1);
}

/* What another build of a plugin said is not for this one to judge, and is counted. */
static void
test_other_build(Room *room, const void *data)
{
    start(room);
    lie(room, "9.9.9 sha256:00");
    assert_judged(room, true, NULL, "", 1);
}

static void
test_replayed(Room *room, const void *data)
{
    start(room);
    make_ready(room);
    assert_judged(room, false, NULL, "", 2);
    assert_judged(room, true, NULL, "", 0);
}

/* --- whose past, whose id ----------------------------------------------------------------------
 */

/* Another article under a name that was given up does not have the first one's writers. */
static void
test_name_used_again(Room *room, const void *data)
{
    start(room);
    room_write(room, "lea", OTHER_TEXT, FRONT "---\n\n" BODY);
    const MarbreRequest advance = {.move = MARBRE_MOVE_ADVANCE};
    const MarbreRequest approve = {.move = MARBRE_MOVE_APPROVE};
    marbre_reply_free(desk_ask(room, "marc", OTHER_FOLDER, &advance));
    run(&room->scratch, "git mv " OTHER_FOLDER " " THIRD_FOLDER);
    room_commit(room, "marc", "");
    room_write(room, "noe", OTHER_TEXT, FRONT "---\n\n" BODY);
    marbre_reply_free(desk_ask(room, "noe", OTHER_FOLDER, &advance));
    g_autoptr(MarbreReply) approved = desk_ask(room, "lea", OTHER_FOLDER, &approve);
    g_assert_nonnull(approved->commit);
    assert_judged(room, true, NULL, "", 0);
}

/* The same text under a new name has the same writers, whether it has a record by then or not. */
static void
change_name(Room *room, bool recorded)
{
    const MarbreRequest advance = {.move = MARBRE_MOVE_ADVANCE};
    const MarbreRequest approve = {.move = MARBRE_MOVE_APPROVE};
    start(room);
    room_write(room, "lea", OTHER_TEXT, FRONT "---\n\n" BODY);
    if (recorded)
        marbre_reply_free(desk_ask(room, "marc", OTHER_FOLDER, &advance));
    run(&room->scratch, "git mv " OTHER_FOLDER " " THIRD_FOLDER);
    room_commit(room, "marc", "");
    if (!recorded)
        marbre_reply_free(desk_ask(room, "marc", THIRD_FOLDER, &advance));
    {
        g_autoptr(MarbreReply) own = desk_ask(room, "lea", THIRD_FOLDER, &approve);
        g_assert_null(own->commit);
    }
    g_autoptr(MarbreReply) others = desk_ask(room, "paul", THIRD_FOLDER, &approve);
    g_assert_nonnull(others->commit);
    assert_judged(room, true, NULL, "", 0);
    /* Under lea's name it is refused. */
    g_autofree char *message = message_of(room);
    g_autofree char *record = room_get(room, THIRD_FOLDER "/state.yaml");
    g_autofree char *by = put_between(record, "by: ", ",", "lea");
    g_autofree char *actor = put_between(message, "Marbre-Actor: ", "\n", "lea");
    room_put(room, THIRD_FOLDER "/state.yaml", by);
    forge(room, "lea", actor, "--amend");
    assert_judged(room, true, NULL, "marbre/approval-missing", 0);
}

static void
test_name_changed(Room *room, const void *data)
{
    change_name(room, true);
}

static void
test_name_changed_early(Room *room, const void *data)
{
    change_name(room, false);
}

/* Two that begin after what is trusted. */
static void
test_one_id(Room *room, const void *data)
{
    start(room);
    g_autofree char *one = begin(room, "un");
    g_autofree char *two = begin(room, "deux");
    assert_judged(room, true, NULL, "", 0);
    g_autofree char *message = message_of(room);
    g_autofree char *record = room_get(room, "articles/2023/11/deux/state.yaml");
    g_autofree char *same = put_between(record, "id: ", "\n", one);
    g_autofree char *said = put_between(message, "Marbre-Article: ", "\n", one);
    room_put(room, "articles/2023/11/deux/state.yaml", same);
    forge(room, "noe", said, "--amend");
    assert_judged(room, true, NULL, "marbre/bad-state", 0);
    run(&room->scratch, "git tag -f start HEAD~1"); /* the first was there before */
    assert_judged(room, true, NULL, "marbre/bad-state", 0);
}

/* --- what plain git may do ----------------------------------------------------------------------
 */

static void
stand(const Room *room, const char *stage, bool published)
{
    g_autoptr(MarbreState) state = state_at(stage);
    g_autofree char *content = room_content(room, STORY_FOLDER);
    g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
    if (published)
        state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "noe", "");
    start(room);
}

/* One article, removed or under another name, by where it stood. */
static void
test_gone(Room *room, const void *data)
{
    static const struct {
        const char *stage;
        bool published;
        const char *removed, *renamed;
    } cases[] = {
        {"draft", false, "", ""},
        {"spiked", false, "", ""},
        {"fact-check", false, "marbre/forbidden-path", ""},
        {"elsewhere", false, "marbre/forbidden-path", ""},
        {"published", true, "marbre/silent-edit", "marbre/forbidden-path"},
        {"fact-check", true, "marbre/silent-edit", "marbre/forbidden-path"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run(&room->scratch, "git tag before");
        stand(room, cases[i].stage, cases[i].published);
        run(&room->scratch, "git rm -rq " STORY_FOLDER);
        room_commit(room, "noe", "");
        assert_judged(room, true, NULL, cases[i].removed, 0);
        run(&room->scratch, "git reset -q --hard start && git mv " STORY_FOLDER " " OTHER_FOLDER);
        room_commit(room, "noe", "");
        assert_judged(room, true, NULL, cases[i].renamed, 0);
        run(&room->scratch, "git reset -q --hard before && git tag -d before");
    }
}

/* A record that somebody writes is no move, whatever it says. */
static void
test_by_hand(Room *room, const void *data)
{
    stand(room, "draft", false);
    g_autoptr(MarbreState) state = state_at("publish");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "noe", "");
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verdict->transitions, ==, 0);
    g_assert_cmpuint(verdict->violations->len, ==, 1);
    const MarbreViolation *violation = verdict->violations->pdata[0];
    g_assert_cmpstr(violation->rule, ==, "marbre/bad-state");
    g_assert_nonnull(strstr(violation->message, "makes no move of this article"));
    g_assert_nonnull(strstr(violation->right, "one move a commit"));
}

/* What a move makes of the record is known to the byte, whatever move it is. */
static void
assert_touched(Room *room, const char *rules)
{
    g_autofree char *message = message_of(room);
    assert_judged(room, true, NULL, "", 0);
    run(&room->scratch, "git tag -f good && echo '# vu' >> " STORY_FOLDER "/state.yaml");
    g_autofree char *who = shell(&room->scratch, "git log -1 --format=%%an");
    forge(room, who, message, "--amend");
    assert_judged(room, true, NULL, rules, 0);
    run(&room->scratch, "git reset -q --hard good");
    scratch_reopen(&room->scratch);
}

static void
test_touched(Room *room, const void *data)
{
    const MarbreRequest assign = {
        .move = MARBRE_MOVE_ASSIGN, .assignee = "noe", .due = "2023-11-20T10:00:00+01:00"};
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    const MarbreRequest take = {.move = MARBRE_MOVE_ASSIGN, .assignee = "noe"};
    marbre_reply_free(desk_ask(room, "noe", STORY_FOLDER, &take));
    marbre_reply_free(desk_ask(room, "noe", STORY_FOLDER, &assign));
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "noe", MARBRE_MOVE_UNDO, NULL, "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "lea", MARBRE_MOVE_RETURN, "draft", "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "noe", MARBRE_MOVE_SPIKE, NULL, "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "noe", MARBRE_MOVE_RESTORE, NULL, "");
    assert_touched(room, "marbre/bad-state marbre/bad-state");
    assert_move(room, "noe", MARBRE_MOVE_UNDO, NULL, ""); /* back to where no stage is */
    assert_touched(room, "marbre/bad-state marbre/bad-state");
}

/* An approval that the record does not have, and words beside the record. */
static void
test_not_made(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    start(room);
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    g_autofree char *message = message_of(room);
    run(&room->scratch, "git tag good && git checkout -q start -- " STORY_FOLDER
                        " && echo '# vu' >> " STORY_FOLDER "/state.yaml");
    forge(room, "lea", message, "--amend");
    assert_judged(room, true, NULL, "marbre/bad-state marbre/bad-state", 0);
    run(&room->scratch, "git reset -q --hard good && echo Enfin. >> " STORY_TEXT);
    forge(room, "lea", message, "--amend");
    assert_judged(room, true, NULL, "marbre/bad-state", 0);
    run(&room->scratch, "git reset -q --hard good && echo x > " STORY_FOLDER "/plan.csv");
    forge(room, "lea", message, "--amend");
    assert_judged(room, true, NULL, "marbre/bad-state", 0);
}

/* What the commit says of a move is the move, and what was run for it. */
static void
test_trailers(Room *room, const void *data)
{
    static const char *const more[] = {"Marbre-Kind: typo\n", "Marbre-Urgent: vite\n"};
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    g_autofree char *message = message_of(room);
    g_autofree char *unchecked =
        g_strndup(message, (size_t)(strstr(message, "Marbre-Check: ") - message));
    run(&room->scratch, "git tag good");
    forge(room, "noe", unchecked, "--amend");
    assert_judged(room, false, NULL, "marbre/plugin-missing", 1);
    run(&room->scratch, "git reset -q --hard good && git tag -f start");
    scratch_reopen(&room->scratch);
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    g_autofree char *approval = message_of(room);
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        g_autofree char *who = g_strconcat(more[i], "Marbre-Actor: ", NULL);
        g_auto(GStrv) parts = g_strsplit(approval, "Marbre-Actor: ", 2);
        g_autofree char *other = g_strjoinv(who, parts);
        forge(room, "lea", other, "--amend");
        assert_judged(room, false, NULL, "marbre/bad-state", 0);
    }
}

/* Nothing begins where an article stands already. */
static void
test_begun_before(Room *room, const void *data)
{
    start(room);
    g_autofree char *id = begin(room, "un");
    g_autofree char *message = message_of(room);
    g_autofree char *record = room_get(room, "articles/2023/11/un/state.yaml");
    run(&room->scratch, "git reset -q --hard start");
    room_put(room, STORY_FOLDER "/state.yaml", record);
    forge(room, "noe", message, "");
    assert_judged(room, true, NULL, "marbre/stage-skipped", 0);
}

/* The first thing that is wrong with a move that somebody writes by hand. */
static void
assert_written(Room *room, const char *move, const char *rule, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *message =
        g_strdup_printf("Edit\n\nMarbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3r\n"
                        "Marbre-Transition: %s\nMarbre-Actor: marc\n",
                        move);
    run(&room->scratch, "git reset -q --hard start && echo '# vu' >> " STORY_FOLDER "/state.yaml");
    forge(room, "marc", message, "");
    scratch_reopen(&room->scratch);
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *one = verdict->violations->pdata[i];
        if (strcmp(one->rule, rule) == 0 && strstr(one->message, words) != NULL)
            return;
    }
    g_autofree char *rules = rules_of(verdict);
    g_error("%s: %s", move, rules);
}

/* Nobody approves what was changed behind the readers' backs, and what no check of this newsroom
   finds is not waived. */
static void
test_written(Room *room, const void *data)
{
    stand(room, "published", true);
    assert_written(room, "approve\nMarbre-Stage: fact-check", "marbre/silent-edit", "");
    stand(room, "publish", true);
    assert_written(room, "waive\nMarbre-Rule: nobody/knows\nMarbre-Until: 2023-11-20",
                   "nobody/knows", "Nothing in this article breaks");
}

/* --- what was wrong already ---------------------------------------------------------------------
 */

/* It is not held against whoever comes later, and what is wrong anew is. */
static void
test_old_fault(Room *room, const void *data)
{
    room_write(room, "noe", STORY_FOLDER "/une.svg", "x");
    start(room);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    assert_judged(room, true, NULL, "", 0);
    room_write(room, "noe", STORY_FOLDER "/autre.svg", "x");
    assert_judged(room, true, NULL, "marbre/forbidden-path marbre/bad-name", 0);
}

/* A clone that ends before what is trusted says how to get the rest. */
static void
test_shallow(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    start(room);
    g_autofree char *trust = shell(&room->scratch, "git rev-parse HEAD");
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    run(&room->scratch, "git clone -q --depth 1 \"file://$PWD\" shallow 2>/dev/null");
    g_autofree char *path = room_path(room, "shallow");
    g_autoptr(MarbreStore) store = marbre_store_open(path, &error);
    g_assert_no_error(error);
    const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
    g_assert_null(marbre_verify(store, &settings, NULL, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "fetch-depth: 0"));
    g_clear_error(&error);
    const MarbreVerifySettings since = {.trust = "start", .since = "nonsense", .pool = room->pool};
    g_assert_null(marbre_verify(room->scratch.store, &since, NULL, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    const MarbreVerifySettings nonsense = {.trust = "nonsense", .pool = room->pool};
    g_assert_null(marbre_verify(room->scratch.store, &nonsense, NULL, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/proof/verify/lie", test_lie);
    test_story("/proof/verify/other-build", test_other_build);
    test_story("/proof/verify/replayed", test_replayed);
    test_story("/proof/verify/name-used-again", test_name_used_again);
    test_story("/proof/verify/name-changed", test_name_changed);
    test_story("/proof/verify/name-changed-early", test_name_changed_early);
    test_story("/proof/verify/one-id", test_one_id);
    test_story("/proof/verify/gone", test_gone);
    test_story("/proof/verify/by-hand", test_by_hand);
    test_story("/proof/verify/touched", test_touched);
    test_story("/proof/verify/not-made", test_not_made);
    test_story("/proof/verify/trailers", test_trailers);
    test_story("/proof/verify/begun-before", test_begun_before);
    test_story("/proof/verify/written", test_written);
    test_story("/proof/verify/old-fault", test_old_fault);
    test_story("/proof/verify/shallow", test_shallow);
    return g_test_run();
}
