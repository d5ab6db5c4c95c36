/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What may be done with an article that left its stages: spiked, published, corrected, retracted.
 */
#include "article/state.h"
#include "gate/gate.h"

#include "../newsroom/room.h"

#define RETRACTING WORKFLOW "retract: {roles: [editor]}\n"
#define TYPOS RETRACTING "typos: allow\n"

/* "KIND RULE, KIND RULE > WHERE" */
static char *
say(const MarbreAnswer *answer)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = answer->obstacles->pdata[i];
        g_string_append_printf(text, "%s%s %s", i == 0 ? "" : ", ",
                               marbre_obstacle_kind_name(obstacle->kind), obstacle->rule);
        g_assert_cmpstr(obstacle->message, !=, "");
    }
    if (answer->to != NULL)
        g_string_append_printf(text, " > %s", answer->to->id);
    return g_strstrip(g_string_free(text, FALSE));
}

typedef struct {
    const char *stage; /* where it stands; "+" before it: it was published */
    MarbreMove move;
    const char *who;
    const char *
        words; /* of each letter there is one: note, reason, kind typo, left, text changed, ended */
    const char *expected;
} Row;

#define ROLE "role marbre/role-missing"
#define ORDER "order marbre/stage-skipped"
#define NOTE "order marbre/note-missing"
#define REASON "order marbre/reason-missing"

static const Row rows[] = {
    /* Spiked by whoever may move it on or publish it, before readers see it. */
    {"draft", MARBRE_MOVE_SPIKE, "noe", "r", ""},
    {"draft", MARBRE_MOVE_SPIKE, "marc", "r", ""},
    {"draft", MARBRE_MOVE_SPIKE, "lea", "r", ROLE},
    {"draft", MARBRE_MOVE_SPIKE, "noe", "", REASON},
    {"draft", MARBRE_MOVE_SPIKE, "lea", "", ROLE ", " REASON},
    {"fact-check", MARBRE_MOVE_SPIKE, "lea", "r", ""},
    {"fact-check", MARBRE_MOVE_SPIKE, "noe", "r", ROLE},
    {"+published", MARBRE_MOVE_SPIKE, "marc", "r", ORDER},
    {"+draft", MARBRE_MOVE_SPIKE, "marc", "r", ORDER},
    {"spiked", MARBRE_MOVE_SPIKE, "marc", "r", ORDER},
    {"+retracted", MARBRE_MOVE_SPIKE, "marc", "r", ORDER},
    {"elsewhere", MARBRE_MOVE_SPIKE, "marc", "r", "order marbre/unknown-stage"},
    /* Restored to the stage it left, else to the first. */
    {"spiked", MARBRE_MOVE_RESTORE, "noe", "", "> draft"},
    {"spiked", MARBRE_MOVE_RESTORE, "lea", "", ROLE " > draft"},
    {"spiked", MARBRE_MOVE_RESTORE, "lea", "l", "> fact-check"},
    {"spiked", MARBRE_MOVE_RESTORE, "noe", "l", ROLE " > fact-check"},
    {"spiked", MARBRE_MOVE_RESTORE, "marc", "l", "> fact-check"},
    {"draft", MARBRE_MOVE_RESTORE, "marc", "", ORDER},
    {"+published", MARBRE_MOVE_RESTORE, "marc", "", ORDER},
    {"+retracted", MARBRE_MOVE_RESTORE, "marc", "", ORDER},
    /* What had its time online may have more, at the last stage. */
    {"+retracted", MARBRE_MOVE_RESTORE, "marc", "e", "> publish"},
    {"+retracted", MARBRE_MOVE_RESTORE, "lea", "e", ROLE " > publish"},
    /* Corrected through the stages that judge what changed, with a word to readers. */
    {"+published", MARBRE_MOVE_CORRECT, "marc", "n", "> publish"},
    {"+published", MARBRE_MOVE_CORRECT, "noe", "n", ROLE " > publish"},
    {"+published", MARBRE_MOVE_CORRECT, "noe", "nc", "> draft"},
    {"+published", MARBRE_MOVE_CORRECT, "lea", "nc", ROLE " > draft"},
    {"+published", MARBRE_MOVE_CORRECT, "marc", "c", NOTE " > draft"},
    {"+published", MARBRE_MOVE_CORRECT, "marc", "t", NOTE " > publish"},
    {"+fact-check", MARBRE_MOVE_CORRECT, "lea", "nc", "> fact-check"},
    {"draft", MARBRE_MOVE_CORRECT, "marc", "n", ORDER},
    {"spiked", MARBRE_MOVE_CORRECT, "marc", "n", ORDER},
    {"+retracted", MARBRE_MOVE_CORRECT, "marc", "n", ORDER},
    {"+elsewhere", MARBRE_MOVE_CORRECT, "marc", "n", "order marbre/unknown-stage"},
    /* Retracted by one person of the workflow's, whatever else there is. */
    {"+published", MARBRE_MOVE_RETRACT, "marc", "nr", ""},
    {"+published", MARBRE_MOVE_RETRACT, "marc", "nrc", ""},
    {"+fact-check", MARBRE_MOVE_RETRACT, "marc", "nr", ""},
    {"+elsewhere", MARBRE_MOVE_RETRACT, "marc", "nr", ""},
    {"+published", MARBRE_MOVE_RETRACT, "lea", "nr", ROLE},
    {"+published", MARBRE_MOVE_RETRACT, NULL, "nr", ROLE},
    {"+published", MARBRE_MOVE_RETRACT, "marc", "r", NOTE},
    {"+published", MARBRE_MOVE_RETRACT, "marc", "n", REASON},
    {"draft", MARBRE_MOVE_RETRACT, "marc", "nr", ORDER},
    {"spiked", MARBRE_MOVE_RETRACT, "marc", "nr", ORDER},
    {"+retracted", MARBRE_MOVE_RETRACT, "marc", "nr", ORDER},
};

static MarbreDossier *
dossier_at(Room *room, const Row *row)
{
    g_autoptr(GError) error = NULL;
    bool published = *row->stage == '+';
    g_autoptr(MarbreState) state = state_at(row->stage + published);
    if (published) {
        g_autofree char *content = room_content(room, STORY_FOLDER);
        g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
        state->publication =
            marbre_publication_new(1, (MarbreInstant){NOW - DAY, 60}, digest, content);
    }
    if (strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0) {
        state->retracted = marbre_retraction_new("marc", (MarbreInstant){NOW, 60});
        marbre_notes_set(state->retracted->notes, "fr", "Retiré");
        if (strchr(row->words, 'e') != NULL)
            state->retracted->kind = g_strdup(MARBRE_KIND_ENDED);
    }
    room_put_state(room, STORY_FOLDER, state);
    room_put(room, STORY_TEXT,
             strchr(row->words, 'c') == NULL ? FRONT "---\n\n" BODY : FRONT "---\n\nAutre.\n");
    MarbreDossier *dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_true(marbre_dossier_compare(dossier, &error));
    g_assert_no_error(error);
    return dossier;
}

static MarbreAnswer *
ask(const MarbreDossier *dossier, const Row *row)
{
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    if (strchr(row->words, 'n') != NULL)
        marbre_notes_set(notes, "fr", "Une note.");
    const MarbreQuestion question = {
        .move = row->move,
        .dossier = dossier,
        .findings = none,
        .actor = row->who == NULL ? NULL : marbre_people_by_id(people, row->who),
        .now = NOW,
        .reason = strchr(row->words, 'r') == NULL ? NULL : "why",
        .left = strchr(row->words, 'l') == NULL ? NULL : "fact-check",
        .kind = strchr(row->words, 't') == NULL ? "correction" : MARBRE_KIND_TYPO,
        .notes = notes};
    return marbre_gate_ask(&question);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Row *row = &rows[i];
        g_autoptr(MarbreDossier) dossier = dossier_at(room, row);
        g_autoptr(MarbreAnswer) answer = ask(dossier, row);
        g_autofree char *said = say(answer);
        if (strcmp(said, row->expected) != 0)
            g_error("row %zu: %s %s by %s: said “%s”, not “%s”", i, marbre_move_name(row->move),
                    row->stage, row->who, said, row->expected);
    }
}

/* What people are told, and what they could type instead. */
static void
test_words(Room *room, const void *data)
{
    static const struct {
        Row row;
        const char *message, *command;
    } cases[] = {
        {{"spiked", MARBRE_MOVE_SPIKE, "marc", "r", NULL}, "It was spiked already.", NULL},
        {{"spiked", MARBRE_MOVE_CORRECT, "marc", "n", NULL}, "no reader has seen it", NULL},
        {{"draft", MARBRE_MOVE_CORRECT, "marc", "n", NULL},
         "no reader has seen it",
         "marbre save haut-karabakh"},
        {{"draft", MARBRE_MOVE_RETRACT, "marc", "nr", NULL},
         "no reader has seen it",
         "marbre spike haut-karabakh -m WHY"},
        {{"+retracted", MARBRE_MOVE_RESTORE, "marc", "", NULL}, "which is for good", NULL},
        {{"draft", MARBRE_MOVE_RESTORE, "marc", "", NULL}, "It was not spiked", NULL},
        {{"+published", MARBRE_MOVE_SPIKE, "marc", "r", NULL},
         "not spiked",
         "marbre retract haut-karabakh --note NOTE -m WHY"},
        {{"draft", MARBRE_MOVE_SPIKE, "marc", "", NULL},
         "whoever worked on it",
         "marbre spike haut-karabakh -m WHY"},
        {{"+published", MARBRE_MOVE_CORRECT, "marc", "c", NULL},
         "in: fr.",
         "marbre correct haut-karabakh --kind correction --note NOTE"},
        {{"+published", MARBRE_MOVE_CORRECT, "marc", "t", NULL},
         "however small",
         "marbre correct haut-karabakh --kind correction --note NOTE"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, &cases[i].row);
        g_autoptr(MarbreAnswer) answer = ask(dossier, &cases[i].row);
        g_assert_cmpuint(answer->obstacles->len, ==, 1);
        const MarbreObstacle *obstacle = answer->obstacles->pdata[0];
        if (strstr(obstacle->message, cases[i].message) == NULL)
            g_error("case %zu: %s", i, obstacle->message);
        g_assert_cmpstr(obstacle->command, ==, cases[i].command);
    }
}

/* What was published once is no old post. */
static void
test_adopted(Room *room, const void *data)
{
    const Row rows_of[] = {{"+published", MARBRE_MOVE_ADOPT, "marc", "", ORDER},
                           {"draft", MARBRE_MOVE_ADOPT, "marc", "", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows_of); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, &rows_of[i]);
        g_autoptr(MarbreAnswer) answer = ask(dossier, &rows_of[i]);
        g_autofree char *said = say(answer);
        g_assert_cmpstr(said, ==, rows_of[i].expected);
    }
}

/* Where the workflow says so, a slip of the pen needs no note. */
static void
test_typos(Room *room, const void *data)
{
    const Row row = {"+published", MARBRE_MOVE_CORRECT, "noe", "tc", "> draft"};
    g_autoptr(MarbreDossier) dossier = dossier_at(room, &row);
    g_autoptr(MarbreAnswer) answer = ask(dossier, &row);
    g_autofree char *said = say(answer);
    g_assert_cmpstr(said, ==, row.expected);
}

/* Where it does not say who may, nobody may. */
static void
test_nobody(Room *room, const void *data)
{
    const Row row = {"+published", MARBRE_MOVE_RETRACT, "marc", "nr", "order marbre/role-missing"};
    g_autoptr(MarbreDossier) dossier = dossier_at(room, &row);
    g_autoptr(MarbreAnswer) answer = ask(dossier, &row);
    g_autofree char *said = say(answer);
    g_assert_cmpstr(said, ==, row.expected);
    g_assert_nonnull(strstr(((MarbreObstacle *)answer->obstacles->pdata[0])->message,
                            "does not say who may retract"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/gate/afterlife/rows", Room, RETRACTING, room_set_up_story, test_rows,
               room_tear_down);
    g_test_add("/gate/afterlife/words", Room, RETRACTING, room_set_up_story, test_words,
               room_tear_down);
    test_story("/gate/afterlife/adopted", test_adopted);
    g_test_add("/gate/afterlife/typos", Room, TYPOS, room_set_up_story, test_typos, room_tear_down);
    test_story("/gate/afterlife/nobody", test_nobody);
    return g_test_run();
}
