/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who may give an article to whom. */
#include "gate/gate.h"

#include "../newsroom/room.h"

#define ROBOT_PEOPLE                                                                               \
    PEOPLE "  - {id: clock, name: Horloge, emails: [c@example.org], roles: [robot]}\n"             \
           "  - {id: old, name: Ada Ancien, emails: [old@example.org], roles: []}\n"

#define DUE INT64_C(1700050000)

static void
set_up(Room *room, const void *data)
{
    room_set_up(room, NULL);
    room_write(room, "marc", "people.yaml", ROBOT_PEOPLE);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY);
}

static const struct {
    const char *stage;
    const char *has; /* (nullable) who has it already, until DUE */
    const char *who;
    const char *to;
    int64_t due;
    const char *expected; /* the rule and some words of what stands in the way; "" nothing */
} rows[] = {
    /* Whoever works here takes it. */
    {"draft", NULL, "noe", "noe", DUE, ""},
    {"draft", NULL, "lea", "lea", DUE, ""},
    {"fact-check", "paul", "noe", "noe", DUE, ""},
    {"published", NULL, "noe", "noe", DUE, ""},
    /* Whose desk it lies on gives it away, and so does who has it. */
    {"draft", NULL, "noe", "lea", DUE, ""},
    {"draft", NULL, "marc", "lea", DUE, ""},
    {"draft", NULL, "lea", "noe", DUE, "marbre/role-missing give it to somebody else"},
    {"draft", "lea", "lea", "noe", DUE, ""},
    {"draft", "paul", "lea", "noe", DUE, "marbre/role-missing give it to somebody else"},
    {"fact-check", NULL, "noe", "lea", DUE, "marbre/role-missing give it to somebody else"},
    {"fact-check", NULL, "lea", "noe", DUE, ""},
    {"published", NULL, "noe", "lea", DUE, "marbre/role-missing give it to somebody else"},
    {"published", NULL, "marc", "lea", DUE, ""},
    /* To somebody who is there to do it. */
    {"draft", NULL, "marc", "nobody", DUE, "marbre/unknown-person called “nobody”"},
    {"draft", NULL, "marc", NULL, DUE, "marbre/unknown-person called “”"},
    {"draft", "lea", "marc", "nobody", DUE, "marbre/unknown-person called “nobody”"},
    {"draft", NULL, "marc", "clock", DUE, "marbre/unknown-person Horloge is a robot"},
    {"draft", NULL, "marc", "old", DUE, "marbre/unknown-person Ada Ancien has left"},
    {"draft", "old", "old", "lea", DUE, "marbre/role-missing Ada Ancien has left"},
    {"draft", NULL, "old", "old", DUE, "marbre/role-missing Ada Ancien has left"},
    /* Something must change by it. */
    {"draft", "noe", "noe", "noe", DUE, "marbre/stage-skipped You have it already"},
    {"draft", "lea", "noe", "lea", DUE, "marbre/stage-skipped Léa Morel has it already"},
    {"draft", "noe", "noe", "noe", DUE + 1, ""},
    /* Nobody works on it any more. */
    {"spiked", NULL, "marc", "lea", DUE, "marbre/stage-skipped restore it first"},
    {"retracted", NULL, "marc", "lea", DUE, "marbre/stage-skipped It was retracted"},
};

static void
test_rows(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = marbre_findings_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(MarbreState) state = state_at(rows[i].stage);
        if (rows[i].has != NULL)
            state->assigned = marbre_assigned_new(rows[i].has, "marc", (MarbreInstant){NOW, 60},
                                                  (MarbreInstant){DUE, 60});
        room_put_state(room, STORY_FOLDER, state);
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        const MarbrePeople *people =
            marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
        const MarbreQuestion question = {.move = MARBRE_MOVE_ASSIGN,
                                         .dossier = dossier,
                                         .findings = none,
                                         .actor = marbre_people_by_id(people, rows[i].who),
                                         .now = NOW,
                                         .assignee = rows[i].to,
                                         .due = {rows[i].due, 60}};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_auto(GStrv) expected = g_strsplit(rows[i].expected, " ", 2);
        if (answer->obstacles->len != (expected[0] != NULL))
            g_error("row %zu: %u obstacles", i, answer->obstacles->len);
        if (expected[0] == NULL)
            continue;
        const MarbreObstacle *obstacle = answer->obstacles->pdata[0];
        if (strcmp(obstacle->rule, expected[0]) != 0 ||
            strstr(obstacle->message, expected[1]) == NULL)
            g_error("row %zu: %s %s", i, obstacle->rule, obstacle->message);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/gate/assign/rows", Room, NULL, set_up, test_rows, room_tear_down);
    return g_test_run();
}
