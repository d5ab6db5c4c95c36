/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What may be taken back, and by whom. */
#include "gate/gate.h"

#include "../newsroom/room.h"
#include "newsroom/last.h"

#define ORDER "marbre/stage-skipped"

static const struct {
    const char *stage;
    const char *transition; /* NULL: none is on record */
    const char *actor;      /* whose it was */
    const char *from;
    const char *before; /* the stage before it; NULL: it began with it */
    bool overtaken, edited;
    const char *who;
    const char *rule, *message, *command; /* rule NULL: nothing stands in the way */
} rows[] = {
    {"fact-check", "advance", "noe", "draft", "draft", false, false, "noe", NULL, NULL, NULL},
    {"fact-check", "approve", "lea", NULL, "fact-check", false, false, "lea", NULL, NULL, NULL},
    {"fact-check", NULL, NULL, NULL, NULL, false, false, "noe", ORDER, "nothing to take back",
     NULL},
    /* Whose it was; others send it back, where there is a way. */
    {"fact-check", "advance", "noe", "draft", "draft", false, false, "lea", "marbre/role-missing",
     "was made by Noé Blanc", "marbre return haut-karabakh --to draft -m WHY"},
    {"fact-check", "advance", "noe", "draft", "draft", false, false, NULL, "marbre/role-missing",
     "was made by Noé Blanc", "marbre return haut-karabakh --to draft -m WHY"},
    {"fact-check", "approve", "lea", "fact-check", "fact-check", false, false, "noe",
     "marbre/role-missing", "was made by Léa Morel", NULL},
    {"fact-check", "advance", NULL, NULL, "draft", false, false, "noe", "marbre/role-missing",
     "was made by ?", NULL},
    {"fact-check", "advance", "gone", "draft", "draft", false, false, "noe", "marbre/role-missing",
     "was made by ?", "marbre return haut-karabakh --to draft -m WHY"},
    /* Who has left takes nothing back before they have a role again. */
    {"fact-check", "advance", "old", "draft", "draft", false, false, "old", "marbre/role-missing",
     "Ada Ancien has left", "marbre people role old +ROLE"},
    /* Readers have seen it. */
    {"published", "publish", "marc", "publish", "publish", false, false, "marc", ORDER,
     "Readers have seen it", "marbre correct haut-karabakh --kind correction"},
    {"retracted", "retract", "marc", "published", "published", false, false, "marc", ORDER,
     "Readers have seen it", NULL},
    {"retracted", "unpublish", "marc", "published", "published", false, false, "marc", ORDER,
     "Readers have seen it", NULL},
    {"published", "adopt", "marc", "draft", "draft", false, false, "marc", ORDER,
     "Readers have seen it", "marbre correct haut-karabakh --kind correction"},
    /* Not twice, not the beginning, not over the work of others. */
    {"fact-check", "advance", "noe", "draft", "draft", true, false, "noe", ORDER,
     "Somebody else's work", NULL},
    {"draft", "undo", "noe", "fact-check", "fact-check", false, false, "noe", ORDER,
     "was taken back already", NULL},
    {"draft", "new", "noe", NULL, NULL, false, false, "noe", ORDER, "nothing before it", NULL},
    {"draft", "correct", "noe", "published", "published", false, true, "noe", ORDER,
     "the correction stays open", NULL},
};

static void
set_up(Room *room, const void *data)
{
    room_set_up_story(room, data);
    room_write(room, "marc", "people.yaml",
               PEOPLE "  - {id: old, name: Ada Ancien, emails: [old@example.org], roles: []}\n");
}

static MarbreAnswer *
ask(const MarbreDossier *dossier, size_t i)
{
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autoptr(MarbreState) before = rows[i].before == NULL ? NULL : state_at(rows[i].before);
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
    const MarbreLast last = {.commit = (char *)(rows[i].transition == NULL ? NULL : "c"),
                             .transition = (char *)rows[i].transition,
                             .actor = (char *)rows[i].actor,
                             .from = (char *)rows[i].from,
                             .before = before,
                             .overtaken = rows[i].overtaken,
                             .edited = rows[i].edited};
    const MarbreQuestion question = {
        .move = MARBRE_MOVE_UNDO,
        .dossier = dossier,
        .findings = none,
        .actor = rows[i].who == NULL ? NULL : marbre_people_by_id(people, rows[i].who),
        .now = NOW,
        .last = &last};
    return marbre_gate_ask(&question);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(MarbreState) state = state_at(rows[i].stage);
        room_put_state(room, STORY_FOLDER, state);
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_autoptr(MarbreAnswer) answer = ask(dossier, i);
        if (answer->obstacles->len != (rows[i].rule != NULL))
            g_error("row %zu: %u obstacles", i, answer->obstacles->len);
        if (rows[i].rule == NULL) {
            g_assert_cmpstr(answer->to->id, ==, rows[i].before);
            continue;
        }
        const MarbreObstacle *obstacle = answer->obstacles->pdata[0];
        if (strcmp(obstacle->rule, rows[i].rule) != 0 ||
            strstr(obstacle->message, rows[i].message) == NULL ||
            g_strcmp0(obstacle->command, rows[i].command) != 0)
            g_error("row %zu: %s %s %s", i, obstacle->rule, obstacle->message, obstacle->command);
        bool known = g_str_has_prefix(rows[i].message, "was made by ") &&
                     strcmp(rows[i].message, "was made by ?") != 0;
        assert_ids(obstacle->who, known ? rows[i].actor : "");
    }
}

/* Nothing is known of its past at all. */
static void
test_none(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbreQuestion question = {
        .move = MARBRE_MOVE_UNDO, .dossier = dossier, .findings = none, .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    g_assert_cmpuint(answer->obstacles->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/gate/undo/rows", Room, NULL, set_up, test_rows, room_tear_down);
    g_test_add("/gate/undo/none", Room, NULL, set_up, test_none, room_tear_down);
    return g_test_run();
}
