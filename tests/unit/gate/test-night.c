/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes out before it is answered for, and what works by itself. */
#include "gate/gate.h"

#include "../newsroom/room.h"

#define NIGHT_WORKFLOW                                                                             \
    "version: 1\n"                                                                                 \
    "name: newsroom\n"                                                                             \
    "stages:\n"                                                                                    \
    "  - id: draft\n"                                                                              \
    "    roles: [reporter, editor]\n"                                                              \
    "    checks: [{uses: draft, with: {required: [title]}}]\n"                                     \
    "  - id: fact-check\n"                                                                         \
    "    roles: [fact-checker]\n"                                                                  \
    "    checks: [{uses: factcheck}]\n"                                                            \
    "    approvals: {count: 1, roles: [fact-checker, editor], four-eyes: true}\n"                  \
    "  - id: publish\n"                                                                            \
    "    roles: [editor]\n"                                                                        \
    "    checks: [{uses: publish}]\n"                                                              \
    "    approvals: {count: 1, roles: [editor]}\n"                                                 \
    "    owed: {stages: [legal, art], of: law, within: 1h}\n"                                      \
    "urgent: {roles: [editor], within: 2h}\n"

#define LAW_WORKFLOW                                                                               \
    "version: 1\n"                                                                                 \
    "name: law\n"                                                                                  \
    "stages:\n"                                                                                    \
    "  - id: legal\n"                                                                              \
    "    roles: [editor]\n"                                                                        \
    "    checks: [{uses: draft}]\n"                                                                \
    "    approvals: {count: 1, roles: [fact-checker, reporter], four-eyes: true}\n"                \
    "  - id: art\n"                                                                                \
    "    when: {media: present}\n"                                                                 \
    "    roles: [editor]\n"                                                                        \
    "  - id: end\n"                                                                                \
    "    roles: [editor]\n"

#define NIGHT_PEOPLE                                                                               \
    PEOPLE "  - {id: clock, name: Horloge, emails: [c@example.org], roles: [robot]}\n"

static void
set_up(Room *room, const void *data)
{
    room_set_up(room, NIGHT_WORKFLOW);
    room_put(room, "workflows/law.yaml", LAW_WORKFLOW);
    room_put(room, "people.yaml", NIGHT_PEOPLE);
    room_commit(room, "marc", "");
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY);
}

/* "RULE, RULE > WHERE owes A B" */
static char *
say(const MarbreAnswer *answer)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answer->obstacles->len; i++)
        g_string_append_printf(
            text, "%s%s", i == 0 ? "" : ", ",
            strchr(((const MarbreObstacle *)answer->obstacles->pdata[i])->rule, '/') + 1);
    if (answer->obstacles->len == 0 && answer->publishes)
        g_string_append(text, "> published");
    else if (answer->obstacles->len == 0 && answer->to != NULL)
        g_string_append_printf(text, "> %s", answer->to->id);
    for (char **id = answer->owes; answer->obstacles->len == 0 && id != NULL && *id != NULL; id++)
        g_string_append_printf(text, "%s %s", id == answer->owes ? " owes" : "", *id);
    if (answer->obstacles->len == 0 && answer->pays)
        g_string_append(text, " pays");
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *stage;
    const char *owed;     /* ids, with spaces between: due in a minute */
    const char *approved; /* "STAGE PERSON", or "" */
    const char *front;    /* one line of front matter more */
    MarbreMove move;
    const char *who;
    const char *to;
    bool urgent;
    const char *reason;
    const char *expected;
} Row;

static const Row rows[] = {
    /* Past all stages: for those named, with a reason, never over an embargo. */
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire",
     "> publish owes draft fact-check"},
    {"fact-check", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire",
     "> publish owes fact-check"},
    {"fact-check", "", "fact-check lea", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire",
     "> publish"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "marc", "publish", true, "fire",
     "> publish owes draft fact-check"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "marc", "fact-check", true, "fire", "stage-skipped"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "noe", NULL, true, "fire", "role-missing"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "lea", NULL, true, "fire", "role-missing"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, NULL, "reason-missing"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "", "reason-missing"},
    {"draft", "", "", "embargo: 2023-11-20\n", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire",
     "embargoed"},
    {"publish", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire", "stage-skipped"},
    {"published", "", "", "", MARBRE_MOVE_ADVANCE, "marc", NULL, true, "fire", "stage-skipped"},
    /* Without it all is asked as ever. */
    {"fact-check", "", "", "", MARBRE_MOVE_ADVANCE, "lea", NULL, false, "fire", "approval-missing"},
    {"fact-check", "fact-check", "", "", MARBRE_MOVE_ADVANCE, "lea", NULL, false, NULL,
     "approval-missing"},
    /* The last stage is left without what is owed, and without another workflow's. */
    {"publish", "", "publish marc", "", MARBRE_MOVE_PUBLISH, "marc", NULL, false, NULL,
     "approval-missing"},
    {"publish", "fact-check", "publish marc", "", MARBRE_MOVE_PUBLISH, "marc", NULL, false, NULL,
     "> published owes legal"},
    {"publish", "fact-check", "", "", MARBRE_MOVE_PUBLISH, "marc", NULL, false, NULL,
     "approval-missing"},
    /* It is given by others, with no reason asked, from the last stage on. */
    {"publish", "", "", "", MARBRE_MOVE_APPROVE, "lea", "legal", false, NULL, "> legal"},
    {"fact-check", "", "", "", MARBRE_MOVE_APPROVE, "lea", "legal", false, NULL, "stage-skipped"},
    {"publish", "legal", "", "", MARBRE_MOVE_APPROVE, "lea", "legal", false, NULL, "> legal pays"},
    {"publish", "draft", "", "", MARBRE_MOVE_APPROVE, "marc", "draft", false, NULL, "> draft pays"},
    {"publish", "draft", "", "", MARBRE_MOVE_APPROVE, "noe", "draft", false, NULL,
     "approval-missing"},
    {"publish", "draft", "", "", MARBRE_MOVE_APPROVE, "lea", "draft", false, NULL, "role-missing"},
    {"publish", "", "", "", MARBRE_MOVE_APPROVE, "marc", "draft", false, NULL, "stage-skipped"},
    {"publish", "legal", "", "", MARBRE_MOVE_APPROVE, "noe", "legal", false, NULL,
     "approval-missing"},
    {"publish", "legal", "", "", MARBRE_MOVE_APPROVE, "marc", "legal", false, NULL, "role-missing"},
    {"publish", "legal", "", "", MARBRE_MOVE_APPROVE, "lea", "art", false, NULL, "stage-skipped"},
    {"publish", "legal", "", "", MARBRE_MOVE_APPROVE, "noe", NULL, false, NULL, "approval-missing"},
    {"published", "legal", "", "", MARBRE_MOVE_APPROVE, "lea", "legal", false, NULL,
     "> legal pays"},
    {"published", "legal", "", "", MARBRE_MOVE_APPROVE, "lea", NULL, false, NULL, "> legal pays"},
    {"published", "", "", "", MARBRE_MOVE_APPROVE, "lea", "legal", false, NULL, "stage-skipped"},
    /* A robot publishes what has an hour that has come and what somebody approved there. */
    {"publish", "fact-check", "publish marc", "publish-at: 2023-11-14T20:00:00+01:00\n",
     MARBRE_MOVE_PUBLISH, "clock", NULL, false, NULL, "> published owes legal"},
    {"publish", "fact-check", "publish marc", "embargo: 2023-11-13\n", MARBRE_MOVE_PUBLISH, "clock",
     NULL, false, NULL, "> published owes legal"},
    {"publish", "fact-check", "publish marc", "", MARBRE_MOVE_PUBLISH, "clock", NULL, false, NULL,
     "scheduled"},
    {"publish", "fact-check", "publish marc", "publish-at: 2023-11-20\n", MARBRE_MOVE_PUBLISH,
     "clock", NULL, false, NULL, "scheduled"},
    {"publish", "fact-check", "", "publish-at: 2023-11-14T20:00:00+01:00\n", MARBRE_MOVE_PUBLISH,
     "clock", NULL, false, NULL, "approval-missing"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "clock", NULL, false, NULL, "role-missing"},
    {"draft", "", "", "", MARBRE_MOVE_ADVANCE, "clock", NULL, true, "fire", "role-missing"},
    {"publish", "fact-check", "publish marc", "publish-at: 2023-11-14T20:00:00+01:00\n",
     MARBRE_MOVE_ADVANCE, "clock", NULL, false, NULL, "role-missing"},
    {"fact-check", "", "", "", MARBRE_MOVE_APPROVE, "clock", NULL, false, NULL, "role-missing"},
    {"fact-check", "", "", "", MARBRE_MOVE_RETURN, "clock", "draft", false, NULL, "role-missing"},
    {"draft", "", "", "", MARBRE_MOVE_SPIKE, "clock", NULL, false, "why", "role-missing"},
    {"draft", "", "", "", MARBRE_MOVE_SAVE, "clock", NULL, false, NULL, ""},
};

static MarbreDossier *
dossier_for(Room *room, const Row *row)
{
    g_autoptr(MarbreState) state = state_at(row->stage);
    g_autofree char *text = g_strconcat(FRONT, row->front, "---\n\n" BODY, NULL);
    g_auto(GStrv) owed = g_strsplit(row->owed, " ", -1);
    g_auto(GStrv) approved = g_strsplit(row->approved, " ", 2);
    g_free(shell(&room->scratch, "git reset -q --hard start"));
    if (*row->front != '\0')
        room_write(room, "noe", STORY_TEXT, text);
    for (char **id = owed; *id != NULL && **id != '\0'; id++)
        g_ptr_array_add(state->owed, marbre_owed_new(*id, (MarbreInstant){NOW + 60, 60}));
    room_put_state(room, STORY_FOLDER, state);
    if (approved[0] != NULL)
        room_approve(room, STORY_FOLDER, state, approved[0], approved[1]);
    return room_dossier(room, STORY_FOLDER, NULL);
}

static MarbreAnswer *
answer_to(const Row *row, const MarbreDossier *dossier)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
    const MarbreQuestion question = {
        .move = row->move,
        .dossier = dossier,
        .findings = findings,
        .actor = marbre_people_by_id(marbre_policy_get_people(policy), row->who),
        .now = NOW,
        .to = row->to,
        .reason = row->reason,
        .urgent = row->urgent};
    return marbre_gate_ask(&question);
}

static void
test_rows(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git tag start"));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_for(room, &rows[i]);
        g_autoptr(MarbreAnswer) answer = answer_to(&rows[i], dossier);
        g_autofree char *said = say(answer);
        if (strcmp(g_strstrip(said), rows[i].expected) != 0)
            g_error("row %zu: %s %s by %s: said “%s”, not “%s”", i, marbre_move_name(rows[i].move),
                    rows[i].stage, rows[i].who, said, rows[i].expected);
    }
}

/* What is owed is told with its instant, and whether that has passed. */
static void
test_owed(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git tag start"));
    const Row row = {
        .stage = "publish", .owed = "legal", .approved = "", .front = "", .who = "noe"};
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autoptr(MarbreDossier) dossier = dossier_for(room, &row);
    MarbreQuestion question = {.dossier = dossier, .findings = none, .now = NOW};
    for (int late = 0; late <= 60; late += 60) {
        question.now = NOW + late;
        g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
        g_assert_cmpuint(owed->len, ==, 1);
        const MarbreObstacle *obstacle = owed->pdata[0];
        g_assert_cmpstr(obstacle->rule, ==, "marbre/approval-owed");
        g_assert_cmpstr(obstacle->until, ==, "2023-11-14T23:14:20+01:00");
        g_assert_cmpint(obstacle->overdue, ==, late == 60);
        g_assert_cmpstr(obstacle->command, ==, "marbre approve haut-karabakh --stage legal");
        assert_ids(obstacle->who, "lea paul");
    }
}

/* Given, paid, and void since: told by its stage, and nothing that is there to approve by itself.
 */
static void
test_void(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git tag start"));
    Row row = {.stage = "published",
               .owed = "",
               .approved = "legal lea",
               .front = "",
               .move = MARBRE_MOVE_APPROVE,
               .who = "paul",
               .reason = "why"};
    g_autoptr(MarbreDossier) stands = dossier_for(room, &row);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    for (int named = 0; named < 2; named++) {
        row.to = named ? "legal" : NULL;
        g_autoptr(MarbreAnswer) answer = answer_to(&row, dossier);
        g_autofree char *said = say(answer);
        g_assert_cmpstr(said, ==, named ? "> legal" : "stage-skipped");
    }
}

/* A debt that only those could pay who wrote the words. */
static void
test_nobody(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git tag start"));
    const Row row = {
        .stage = "publish", .owed = "legal", .approved = "", .front = "", .who = "marc"};
    run(&room->scratch, "sed -i 's/.fact-checker, reporter./[reporter]/' workflows/law.yaml");
    room_commit(room, "marc", "");
    g_free(shell(&room->scratch, "git tag -f start"));
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autoptr(MarbreDossier) dossier = dossier_for(room, &row);
    const MarbreQuestion question = {.dossier = dossier, .findings = none, .now = NOW};
    g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
    g_assert_cmpuint(owed->len, ==, 1);
    const MarbreObstacle *obstacle = owed->pdata[0];
    g_assert_null(obstacle->command);
    g_assert_nonnull(strstr(obstacle->message, "people.yaml needs one more person"));
}

/* Who has left and was undone has approved nothing, until they come back. */
static void
test_undone(Room *room, const void *data)
{
    g_free(shell(&room->scratch, "git tag start"));
    const Row row = {.stage = "fact-check", .owed = "", .approved = "fact-check lea", .front = ""};
    {
        g_autoptr(MarbreDossier) stands = dossier_for(room, &row);
        g_assert_false(station_of(stands, "fact-check")->owed);
    }
    g_autofree char *people = room_get(room, "people.yaml");
    g_autoptr(GString) undone = g_string_new(people);
    g_string_replace(undone, "roles: [fact-checker]}",
                     "roles: [], void: 2023-11-14T23:13:20+01:00}", 1);
    room_write(room, "marc", "people.yaml", undone->str);
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        const MarbreStation *station = station_of(dossier, "fact-check");
        const MarbreGiven *given = station->given->pdata[0];
        g_assert_true(station->owed);
        g_assert_true(given->undone);
        g_assert_false(given->valid);
        assert_ids(station->may, "paul marc");
    }
    g_string_replace(undone, "23:13:20", "23:12:19", 1);
    room_write(room, "marc", "people.yaml", undone->str);
    g_autoptr(MarbreDossier) later = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_false(station_of(later, "fact-check")->owed);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/gate/night/rows", Room, NULL, set_up, test_rows, room_tear_down);
    g_test_add("/gate/night/owed", Room, NULL, set_up, test_owed, room_tear_down);
    g_test_add("/gate/night/void", Room, NULL, set_up, test_void, room_tear_down);
    g_test_add("/gate/night/nobody", Room, NULL, set_up, test_nobody, room_tear_down);
    g_test_add("/gate/night/undone", Room, NULL, set_up, test_undone, room_tear_down);
    return g_test_run();
}
