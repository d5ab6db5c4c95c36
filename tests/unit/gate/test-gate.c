/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/gate.h"

#include "article/diff.h"

#include "../newsroom/room.h"

/* What is given besides the move: findings by letter. `e` an error now, `l` one that blocks later,
   `w` a warning, `v` a waived error, `p` an error that may be waived, `s` a silent edit, `o` a
   source that was corrected. */
static GPtrArray *
findings_of(const char *letters)
{
    GPtrArray *findings = marbre_findings_new();
    for (const char *p = letters; p != NULL && *p != '\0'; p++) {
        const char *rule = *p == 's'   ? "marbre/silent-edit"
                           : *p == 'o' ? "marbre/source-corrected"
                           : *p == 'p' ? "draft/placeholder"
                                       : "draft/missing-key";
        MarbreBlocks blocks = *p == 'l'                ? MARBRE_BLOCKS_LATER
                              : *p == 'w' || *p == 'v' ? MARBRE_BLOCKS_NEVER
                                                       : MARBRE_BLOCKS_NOW;
        g_ptr_array_add(findings,
                        marbre_finding_new(&(MarbreFinding){
                            .rule = rule,
                            .severity = *p == 'w' ? MARBRE_SEVERITY_WARNING : MARBRE_SEVERITY_ERROR,
                            .stage = *p == 's' ? NULL : "draft",
                            .article = STORY_FOLDER,
                            .path = STORY_TEXT,
                            .message = "…",
                            .blocks = blocks,
                            .waived = *p == 'v'}));
    }
    return findings;
}

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
    if (answer->publishes)
        g_string_append(text, " > published");
    else if (answer->to != NULL)
        g_string_append_printf(text, " > %s", answer->to->id);
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *stage; /* where it stands; "" without a state */
    MarbreMove move;
    const char *who; /* NULL: nobody known */
    const char *to;
    const char *findings;
    const char *expected;
} Row;

#define ROLE "role marbre/role-missing"
#define ORDER "order marbre/stage-skipped"
#define UNKNOWN "order marbre/unknown-stage"
#define MISSING "approval marbre/approval-missing"
#define ERROR "finding draft/missing-key"
#define PLACEHOLDER "finding draft/placeholder"

static const Row rows[] = {
    /* Leaving a stage: role, errors up to it, its approvals. */
    {"", MARBRE_MOVE_ADVANCE, "noe", NULL, "", "> fact-check"},
    {"", MARBRE_MOVE_ADVANCE, "marc", NULL, "lwv", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", NULL, "", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "fact-check", "", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "lea", NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, NULL, NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", NULL, "ep", ERROR ", " PLACEHOLDER " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "lea", NULL, "e", ROLE ", " ERROR " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "publish", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "photo-credit", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "draft", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "published", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "nowhere", "", ORDER},
    {"fact-check", MARBRE_MOVE_ADVANCE, "paul", NULL, "", MISSING " > publish"},
    {"fact-check", MARBRE_MOVE_ADVANCE, "noe", NULL, "e",
     ROLE ", " ERROR ", " MISSING " > publish"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", NULL, "", MISSING " > published"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", "published", "", MISSING " > published"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", "draft", "", ORDER ", " MISSING " > published"},
    {"published", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"spiked", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"retracted", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"elsewhere", MARBRE_MOVE_ADVANCE, "marc", NULL, "", UNKNOWN},
    /* Publication is leaving the last stage, and from there only. */
    {"publish", MARBRE_MOVE_PUBLISH, "marc", NULL, "", MISSING " > published"},
    {"publish", MARBRE_MOVE_PUBLISH, "noe", NULL, "e", ROLE ", " ERROR ", " MISSING " > published"},
    {"draft", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"fact-check", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"published", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"spiked", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"retracted", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"elsewhere", MARBRE_MOVE_PUBLISH, "marc", NULL, "", UNKNOWN},
    /* Back: whoever works or approves there; errors do not hold it. */
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "draft", "", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "draft", "e", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "marc", NULL, "", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "noe", "draft", "", ROLE " > draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "publish", "", ORDER},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "fact-check", "", ORDER},
    {"publish", MARBRE_MOVE_RETURN, "marc", NULL, "", "> fact-check"},
    {"publish", MARBRE_MOVE_RETURN, "marc", "draft", "", "> draft"},
    {"publish", MARBRE_MOVE_RETURN, "marc", "photo-credit", "", ORDER},
    {"draft", MARBRE_MOVE_RETURN, "noe", "draft", "", ORDER},
    {"published", MARBRE_MOVE_RETURN, "marc", "draft", "", ORDER},
    {"spiked", MARBRE_MOVE_RETURN, "marc", "draft", "", ORDER},
    {"elsewhere", MARBRE_MOVE_RETURN, "marc", "draft", "", UNKNOWN},
    /* Approvals: of stages that ask for one, concern it and are reached. */
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", NULL, "", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "marc", NULL, "e", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", NULL, "s", "> fact-check"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", NULL, "", "> fact-check"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "noe", NULL, "", ROLE ", " MISSING " > fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, NULL, NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER " > fact-check"},
    {"draft", MARBRE_MOVE_APPROVE, "lea", NULL, "", ORDER " > draft"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", "publish", "", ORDER " > publish"},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", "fact-chek", "", UNKNOWN},
    {"published", MARBRE_MOVE_APPROVE, "lea", NULL, "", ORDER},
    {"published", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER},
    {"spiked", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER},
    {"elsewhere", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", UNKNOWN},
    /* Saving asks nobody, but for words that readers have seen. */
    {"", MARBRE_MOVE_SAVE, "noe", NULL, "", ""},
    {"fact-check", MARBRE_MOVE_SAVE, "noe", NULL, "e", ""},
    {"published", MARBRE_MOVE_SAVE, "marc", NULL, "s", "finding marbre/silent-edit"},
    {"", MARBRE_MOVE_NEW, "noe", NULL, "", "> draft"},
};

static MarbreDossier *
dossier_at(Room *room, const char *stage)
{
    g_autofree char *path = room_path(room, STORY_FOLDER "/state.yaml");
    (void)g_unlink(path); /* it may not be there */
    if (*stage != '\0') {
        g_autoptr(MarbreState) state = state_at(stage);
        room_put_state(room, STORY_FOLDER, state);
    }
    return room_dossier(room, STORY_FOLDER, NULL);
}

static const MarbrePerson *
person(const MarbreDossier *dossier, const char *id)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
    return id == NULL ? NULL : marbre_people_by_id(marbre_policy_get_people(policy), id);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Row *row = &rows[i];
        g_autoptr(MarbreDossier) dossier = dossier_at(room, row->stage);
        g_autoptr(GPtrArray) findings = findings_of(row->findings);
        const MarbreQuestion question = {.move = row->move,
                                         .dossier = dossier,
                                         .findings = findings,
                                         .actor = person(dossier, row->who),
                                         .now = NOW,
                                         .to = row->to};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_autofree char *said = say(answer);
        if (strcmp(g_strstrip(said), row->expected) != 0)
            g_error("row %zu: %s %s by %s: said “%s”, not “%s”", i, marbre_move_name(row->move),
                    row->stage, row->who, said, row->expected);
    }
}

/* Which sentence it is, where one rule has several. */
static void
test_words(Room *room, const void *data)
{
    static const struct {
        const char *stage;
        MarbreMove move;
        const char *to, *message;
    } cases[] = {
        {"draft", MARBRE_MOVE_RETURN, NULL, "there is nothing before it"},
        {"draft", MARBRE_MOVE_RETURN, "draft", "there is nothing before it"},
        {"draft", MARBRE_MOVE_ADVANCE, "nowhere", "to “nowhere”; it can go to: fact-check."},
        {"fact-check", MARBRE_MOVE_RETURN, "publish", "to “publish”; it can go to: draft."},
        {"published", MARBRE_MOVE_RETURN, NULL, "It is published already."},
        {"spiked", MARBRE_MOVE_ADVANCE, NULL, "restore it first"},
        {"retracted", MARBRE_MOVE_ADVANCE, NULL, "It was retracted."},
        {"elsewhere", MARBRE_MOVE_ADVANCE, NULL, "It stands at “elsewhere”"},
    };
    g_autoptr(GPtrArray) none = findings_of("");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, cases[i].stage);
        const MarbreQuestion question = {.move = cases[i].move,
                                         .dossier = dossier,
                                         .findings = none,
                                         .actor = person(dossier, "marc"),
                                         .now = NOW,
                                         .to = cases[i].to};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_assert_cmpuint(answer->obstacles->len, >=, 1);
        const MarbreObstacle *first = answer->obstacles->pdata[0];
        if (strstr(first->message, cases[i].message) == NULL)
            g_error("case %zu: %s", i, first->message);
    }
}

/* Where the workflow names nobody, nobody may. */
static void
test_unhurried(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = findings_of("");
    g_autoptr(MarbreDossier) dossier = dossier_at(room, "draft");
    const MarbreQuestion question = {.move = MARBRE_MOVE_ADVANCE,
                                     .dossier = dossier,
                                     .findings = none,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW,
                                     .reason = "fire",
                                     .urgent = true};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    g_assert_cmpuint(answer->obstacles->len, ==, 1);
    const MarbreObstacle *obstacle = answer->obstacles->pdata[0];
    g_assert_cmpstr(obstacle->rule, ==, "marbre/role-missing");
    g_assert_nonnull(strstr(obstacle->message, "does not say who may hurry"));
}

/* --- who can clear it --------------------------------------------------------------------------
 */

static const MarbreObstacle *
only(const MarbreAnswer *answer)
{
    g_assert_cmpuint(answer->obstacles->len, ==, 1);
    return answer->obstacles->pdata[0];
}

static void
test_who(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = findings_of("");
    g_autoptr(GPtrArray) waivable = findings_of("p");
    g_autoptr(MarbreDossier) draft = dossier_at(room, "draft");
    MarbreQuestion question = {
        .move = MARBRE_MOVE_ADVANCE, .dossier = draft, .findings = none, .now = NOW};
    {
        question.actor = person(draft, "lea");
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        assert_ids(only(answer)->who, "noe marc");
    }
    {
        question.actor = person(draft, "noe");
        question.findings = waivable;
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        assert_ids(only(answer)->who, "noe marc");
        assert_ids(only(answer)->waivable_by, "marc");
        g_assert_null(only(answer)->command);
    }
    g_autoptr(MarbreDossier) checked = dossier_at(room, "fact-check");
    question = (MarbreQuestion){.move = MARBRE_MOVE_ADVANCE,
                                .dossier = checked,
                                .findings = none,
                                .actor = person(checked, "paul"),
                                .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    assert_ids(only(answer)->who, "lea paul marc");
    g_assert_cmpstr(only(answer)->command, ==, "marbre approve haut-karabakh");
}

/* --- approvals ---------------------------------------------------------------------------------
 */

static char *
ask(const MarbreDossier *dossier, MarbreMove move, const char *who, int64_t now)
{
    g_autoptr(GPtrArray) none = findings_of("");
    const MarbreQuestion question = {.move = move,
                                     .dossier = dossier,
                                     .findings = none,
                                     .actor = person(dossier, who),
                                     .now = now};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    return g_strstrip(say(answer));
}

#define assert_said(dossier, move, who, now, expected)                                             \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *said_ = ask((dossier), (move), (who), (now));                             \
        g_assert_cmpstr(said_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END

static void
test_approvals(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_said(dossier, MARBRE_MOVE_ADVANCE, "lea", NOW, "> publish");
        assert_said(dossier, MARBRE_MOVE_APPROVE, "lea", NOW, ORDER " > fact-check");
        assert_said(dossier, MARBRE_MOVE_APPROVE, "paul", NOW, "> fact-check");
    }
    g_free(state->stage);
    state->stage = g_strdup("publish");
    room_put_state(room, STORY_FOLDER, state);
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW, "> published");
    }
    /* A change voids it, and says which words did; whoever made it can't renew it. */
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "lea@example.org");
    assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW,
                "approval marbre/approval-void > published");
    assert_said(dossier, MARBRE_MOVE_APPROVE, "lea", NOW, MISSING " > fact-check");
    assert_said(dossier, MARBRE_MOVE_APPROVE, "paul", NOW, "> fact-check");
    g_autoptr(GPtrArray) none = findings_of("");
    const MarbreQuestion question = {.move = MARBRE_MOVE_PUBLISH,
                                     .dossier = dossier,
                                     .findings = none,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    g_assert_nonnull(strstr(only(answer)->message, "Léa Morel"));
    g_assert_nonnull(strstr(only(answer)->message, "“Enfin.” was added"));
    g_assert_cmpstr(only(answer)->command, ==, "marbre approve haut-karabakh --stage fact-check");
    assert_ids(only(answer)->who, "paul marc");
}

static char *
ask_again(const MarbreDossier *dossier, const char *findings, const char *to, const char *reason)
{
    g_autoptr(GPtrArray) found = findings_of(findings);
    const MarbreQuestion question = {.move = MARBRE_MOVE_APPROVE,
                                     .dossier = dossier,
                                     .findings = found,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW,
                                     .to = to,
                                     .reason = reason};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    return g_strstrip(say(answer));
}

#define assert_again(dossier, findings, to, reason, expected)                                      \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *said_ = ask_again((dossier), (findings), (to), (reason));                 \
        g_assert_cmpstr(said_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END

static guint
count_owed(const MarbreDossier *dossier)
{
    const MarbreQuestion question = {.dossier = dossier, .now = NOW};
    g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
    for (guint i = 0; i < owed->len; i++)
        g_assert_cmpstr(((MarbreObstacle *)owed->pdata[i])->command, ==,
                        "marbre approve haut-karabakh --stage fact-check -m WHY");
    return owed->len;
}

/* What was published is approved anew where it is owed, for a reason, and never on words that
   readers have not seen. */
static void
test_owed(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("published");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_cmpuint(count_owed(dossier), ==, 0);
        assert_again(dossier, "", NULL, "Parce que", ORDER);
        assert_again(dossier, "", "fact-check", "Parce que", ORDER);
    }
    room_put(room, STORY_FOLDER "/claims.yaml",
             "claims:\n  - id: a\n    quote: \"Le soir\"\n    status: verified\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "lea@example.org");
    g_assert_cmpuint(count_owed(dossier), ==, 1);
    assert_again(dossier, "", NULL, "Parce que", "> fact-check");
    assert_again(dossier, "", "fact-check", "Parce que", "> fact-check");
    assert_again(dossier, "", NULL, NULL, "order marbre/reason-missing > fact-check");
    assert_again(dossier, "", NULL, "", "order marbre/reason-missing > fact-check");
    assert_again(dossier, "s", NULL, "Parce que", "finding marbre/silent-edit");
    assert_again(dossier, "", "draft", "Parce que", ORDER);
    assert_said(dossier, MARBRE_MOVE_ADVANCE, "marc", NOW, ORDER);
    /* Answered for anew, the void one beside it asks nothing more. */
    room_commit(room, "noe", "");
    room_approve(room, STORY_FOLDER, state, "fact-check", "paul");
    g_autoptr(MarbreDossier) later = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_cmpuint(count_owed(later), ==, 0);
    assert_again(later, "", "fact-check", "Parce que", ORDER);
}

/* --- what they are told ------------------------------------------------------------------------
 */

static char *
told(const MarbreDossier *dossier, MarbreMove move, const char *who, const char *findings)
{
    g_autoptr(GPtrArray) found = findings_of(findings);
    const MarbreQuestion question = {.move = move,
                                     .dossier = dossier,
                                     .findings = found,
                                     .actor = person(dossier, who),
                                     .now = NOW,
                                     .reason = "why"};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    const MarbreObstacle *first = only(answer);
    g_autofree char *ids = ids_of(first->who);
    return g_strdup_printf("%s|%s|%s", first->message, ids, first->command);
}

#define assert_told(dossier, move, who, findings, expected)                                        \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *told_ = told((dossier), (move), (who), (findings));                       \
        g_assert_cmpstr(told_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END

static void
add_change(MarbreGiven *given, const char *part)
{
    MarbreWordChange *change = g_new0(MarbreWordChange, 1);
    change->part = g_strdup(part);
    change->removed = g_strdup("");
    change->added = g_strdup("Enfin.");
    change->added_count = 1;
    g_ptr_array_set_free_func(given->changes, (GDestroyNotify)marbre_word_change_free);
    g_ptr_array_add(given->changes, change);
}

/* Why an approval counts no more, in the words of each reason. */
static void
test_void_words(Room *room, const void *data)
{
#define TELLS(message) message "|lea paul marc|marbre approve haut-karabakh"
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    MarbreStation *station = (MarbreStation *)station_of(dossier, "fact-check");
    MarbreGiven *given = station->given->pdata[0];
    g_ptr_array_set_size(station->may, 0);
    static const char *const ids[] = {"lea", "paul", "marc"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        g_ptr_array_add(station->may, (gpointer)person(dossier, ids[i]));
    station->owed = true;
    given->valid = false;
    given->undone = true;
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "lea", "",
                TELLS("The approval of “fact-check” by Léa Morel counts no more: it was undone "
                      "when they left."));
    given->undone = false;
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "lea", "",
                TELLS("The approval of “fact-check” by Léa Morel no longer holds: the text has "
                      "changed."));
    add_change(given, "source");
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "lea", "",
                TELLS("The source has changed since “fact-check” was approved by Léa Morel: "
                      "“Enfin.” was added. Does the text still hold?"));
    add_change(given, "text");
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "lea", "",
                TELLS("The approval of “fact-check” by Léa Morel no longer holds: “Enfin.” was "
                      "added, “Enfin.” was added."));
}

/* Whose words they are, and whom to ask but oneself. */
static void
test_own_words(Room *room, const void *data)
{
    {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, "fact-check");
        assert_told(dossier, MARBRE_MOVE_ADVANCE, "paul", "",
                    "An approval of “fact-check” is missing.|lea paul marc|marbre approve "
                    "haut-karabakh");
    }
    room_write(room, "paul", STORY_TEXT, FRONT "---\n\n" BODY "\nEnfin tout.\n");
    g_autoptr(MarbreDossier) dossier = dossier_at(room, "fact-check");
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "paul", "",
                "An approval of “fact-check” is missing. Not yours: 2 words are yours.|lea marc|"
                "marbre approve haut-karabakh");
}

/* What to type about a finding. */
static void
test_finding_words(Room *room, const void *data)
{
    {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, "published");
        assert_told(dossier, MARBRE_MOVE_SAVE, "marc", "s",
                    "…||marbre correct haut-karabakh --kind correction");
    }
    g_autoptr(MarbreDossier) dossier = dossier_at(room, "draft");
    assert_told(dossier, MARBRE_MOVE_ADVANCE, "marc", "e", "…|noe marc|(null)");
    g_autoptr(GPtrArray) found = marbre_findings_new();
    g_autoptr(GPtrArray) fix = marbre_edits_new();
    marbre_edits_add(fix, (MarbreSpan){0, 1}, "x");
    g_ptr_array_add(found, marbre_finding_new(&(MarbreFinding){.rule = "draft/missing-key",
                                                               .severity = MARBRE_SEVERITY_ERROR,
                                                               .stage = "draft",
                                                               .article = STORY_FOLDER,
                                                               .path = STORY_TEXT,
                                                               .message = "…",
                                                               .blocks = MARBRE_BLOCKS_NOW,
                                                               .fix = fix}));
    const MarbreQuestion question = {.move = MARBRE_MOVE_ADVANCE,
                                     .dossier = dossier,
                                     .findings = found,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    g_assert_cmpstr(only(answer)->command, ==, "marbre fix haut-karabakh");
}

/* Whoever could give it has written the words: no command would help. */
static void
test_nobody(Room *room, const void *data)
{
    g_autofree char *people = room_get(room, "people.yaml");
    g_autoptr(GString) fewer = g_string_new(people);
    g_string_replace(fewer, "[fact-checker]", "[fact-checker-of-old]", 0);
    room_put(room, "people.yaml", fewer->str);
    run(&room->scratch,
        "sed -i 's/\\[fact-checker\\]/[editor]/; s/\\[fact-checker, editor\\]/[editor]/' "
        "workflows/newsroom.yaml");
    room_write(room, "marc", STORY_TEXT, FRONT "---\n\n" BODY);
    static const char *const stages[] = {"fact-check", "publish"};
    g_autoptr(GPtrArray) none = findings_of("");
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, stages[i]);
        const MarbreQuestion question = {.move = MARBRE_MOVE_ADVANCE,
                                         .dossier = dossier,
                                         .findings = none,
                                         .actor = person(dossier, "marc"),
                                         .now = NOW};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_assert_cmpstr(only(answer)->rule, ==, "marbre/approval-missing");
        g_assert_nonnull(
            strstr(only(answer)->message, "one more person with one of the roles editor"));
        g_assert_null(only(answer)->command);
        g_assert_cmpuint(only(answer)->who->len, ==, 0);
    }
}

/* --- the article that it translates ------------------------------------------------------------
 */

/* Approved, and published; what it translates has news since, which this stage answers. */
static MarbreDossier *
with_news(Room *room, MarbreState *state, MarbreOriginalNews news)
{
    room_put_state(room, STORY_FOLDER, state);
    MarbreDossier *dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_clear_pointer(&dossier->original, marbre_original_free);
    dossier->original = g_new0(MarbreOriginal, 1);
    dossier->original->news = news;
    dossier->original->said = g_strdup("articles/2023/11/autre");
    dossier->original->folder = g_strdup("articles/2023/11/autre");
    dossier->original->title = g_strdup("Autre");
    dossier->original->kind = g_strdup("correction");
    dossier->original->stage = marbre_workflow_stage(dossier->workflow, "fact-check");
    return dossier;
}

static void
assert_owes(const MarbreDossier *dossier, const char *rule, const char *command, const char *who)
{
    const MarbreQuestion question = {.dossier = dossier, .now = NOW};
    g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
    g_assert_cmpuint(owed->len, ==, 1);
    const MarbreObstacle *obstacle = owed->pdata[0];
    g_assert_cmpstr(obstacle->rule, ==, rule);
    g_assert_cmpstr(obstacle->command, ==, command);
    assert_ids(obstacle->who, who);
}

static void
test_original(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("published");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autofree char *content = room_content(room, STORY_FOLDER);
    g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
    state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    {
        g_autoptr(MarbreDossier) dossier = with_news(room, state, MARBRE_ORIGINAL_CORRECTED);
        assert_owes(dossier, "marbre/source-corrected",
                    "marbre approve haut-karabakh --stage fact-check -m WHY", "lea paul marc");
        assert_again(dossier, "", NULL, "Parce que", "> fact-check");
        assert_again(dossier, "", "fact-check", "Parce que", "> fact-check");
        assert_again(dossier, "", NULL, NULL, "order marbre/reason-missing > fact-check");
    }
    {
        /* The finding of it says what to type as well. */
        g_autoptr(MarbreState) last = state_at("publish");
        room_approve(room, STORY_FOLDER, last, "fact-check", "lea");
        g_autoptr(MarbreDossier) dossier = with_news(room, last, MARBRE_ORIGINAL_CORRECTED);
        assert_told(dossier, MARBRE_MOVE_PUBLISH, "marc", "o",
                    "…|marc|marbre approve haut-karabakh --stage fact-check -m WHY");
        room_put_state(room, STORY_FOLDER, state);
        room_commit(room, "lea", "");
    }
    {
        g_autoptr(MarbreDossier) dossier = with_news(room, state, MARBRE_ORIGINAL_RETRACTED);
        assert_owes(dossier, "marbre/source-retracted",
                    "marbre retract haut-karabakh --note NOTE -m WHY", "marc");
    }
    {
        g_autoptr(MarbreDossier) dossier = with_news(room, state, MARBRE_ORIGINAL_MENDED);
        const MarbreQuestion question = {.dossier = dossier, .now = NOW};
        g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
        g_assert_cmpuint(owed->len, ==, 0);
        assert_again(dossier, "", NULL, "Parce que", ORDER);
    }
    g_clear_pointer(&state->publication, marbre_publication_free);
    g_free(state->stage);
    state->stage = g_strdup("publish");
    g_autoptr(MarbreDossier) dossier = with_news(room, state, MARBRE_ORIGINAL_RETRACTED);
    assert_owes(dossier, "marbre/source-retracted", "marbre spike haut-karabakh -m WHY", "marc");
}

/* --- embargo -----------------------------------------------------------------------------------
 */

static MarbreDossier *
under_embargo(Room *room, const char *line)
{
    g_autoptr(MarbreState) state = state_at("publish");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, line);
    room_put(room, STORY_TEXT, text);
    return room_dossier(room, STORY_FOLDER, "noe@example.org");
}

/* An instant binds until it comes, a day through its end on the newsroom's clocks; what can't be
   read binds for good. */
static void
test_embargo(Room *room, const void *data)
{
    static const int64_t midnight = INT64_C(1700002800); /* the 15th begins in Paris */
    static const struct {
        const char *line;
        int64_t now;
        bool held;
    } cases[] = {
        {"", NOW, false},
        {"embargo: \"\"\n", NOW, false},
        {"embargo:\n", NOW, false},
        {"embargo: 2023-11-14T23:13:20+01:00\n", NOW - 1, true},
        {"embargo: 2023-11-14T23:13:20+01:00\n", NOW, false},
        {"embargo: \"2023-11-14 23:13\"\n", NOW - 21, true},
        {"embargo: \"2023-11-14 23:13\"\n", NOW, false},
        {"embargo: 2023-11-14\n", midnight - 1, true},
        {"embargo: 2023-11-14\n", midnight, false},
        {"embargo: 2023-11-13\n", NOW, false},
        {"embargo: \"14 novembre 2023\"\n", midnight - 1, true},
        {"embargo: \"14 novembre 2023\"\n", midnight, false},
        {"embargo: demain\n", NOW + 10000 * DAY, true},
        {"embargo: [2023-11-13]\n", NOW, true},
        {"embargo: {until: 2023-11-13}\n", NOW, true},
        {"embargo: true\n", NOW, true},
        {"embargo: 12\n", NOW, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = under_embargo(room, cases[i].line);
        g_autofree char *said = ask(dossier, MARBRE_MOVE_PUBLISH, "marc", cases[i].now);
        const char *expected =
            cases[i].held ? "embargo marbre/embargoed > published" : "> published";
        if (strcmp(said, expected) != 0)
            g_error("%s: %s", cases[i].line, said);
    }
}

/* It keeps an article from being published, never from being made ready. */
static void
test_embargo_early(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "embargo: 2099-01-01\n---\n\n" BODY);
    g_autoptr(MarbreDossier) dossier = dossier_at(room, "draft");
    assert_said(dossier, MARBRE_MOVE_ADVANCE, "noe", NOW, "> fact-check");
}

/* Of any published language: they are published together. */
static void
test_embargo_second(Room *room, const void *data)
{
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    room_write(room, "noe", STORY_FOLDER "/index.en.md",
               "---\ntitle: \"T\"\nembargo: 2099-01-01\n---\n\nWords.\n");
    g_autoptr(MarbreDossier) dossier = under_embargo(room, "");
    assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW, "embargo marbre/embargoed > published");
}

/* --- waivers -----------------------------------------------------------------------------------
 */

static void
test_waive(Room *room, const void *data)
{
    static const struct {
        const char *stage;
        const char *who;
        const char *rule;
        const char *until;
        const char *findings;
        const char *expected;
    } cases[] = {
        {"draft", "marc", "draft/placeholder", "2023-11-20", "p", "> draft"},
        {"fact-check", "marc", "draft/placeholder", "2023-11-20", "p", "> draft"},
        {"draft", "marc", "draft/placeholder", "2023-11-14", "p", "> draft"},
        {"draft", "marc", "draft/placeholder", "2023-11-28", "p", "> draft"},
        {"draft", "marc", "draft/placeholder", "2023-11-29", "p",
         "order draft/placeholder > draft"},
        {"draft", "marc", "draft/placeholder", "2023-11-13", "p",
         "order draft/placeholder > draft"},
        {"draft", "marc", "draft/placeholder", "soon", "p", "order draft/placeholder > draft"},
        {"draft", "marc", "draft/placeholder", NULL, "p", "order draft/placeholder > draft"},
        {"draft", "noe", "draft/placeholder", "2023-11-20", "p", ROLE " > draft"},
        {"draft", "noe", "draft/placeholder", "soon", "p",
         ROLE ", order draft/placeholder > draft"},
        {"draft", "marc", "draft/placeholder", "2023-11-20", "e", "order draft/placeholder"},
        {"draft", "marc", "draft/missing-key", "2023-11-20", "e",
         "order draft/missing-key > draft"},
        {"published", "marc", "marbre/silent-edit", "2023-11-20", "s", ORDER},
        {"publish", "marc", "marbre/silent-edit", "2023-11-20", "s", "order marbre/silent-edit"},
        {"spiked", "marc", "draft/placeholder", "2023-11-20", "p", ORDER},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, cases[i].stage);
        g_autoptr(GPtrArray) findings = findings_of(cases[i].findings);
        const MarbreQuestion question = {.move = MARBRE_MOVE_WAIVE,
                                         .dossier = dossier,
                                         .findings = findings,
                                         .actor = person(dossier, cases[i].who),
                                         .now = NOW,
                                         .rule = cases[i].rule,
                                         .until = cases[i].until};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_autofree char *said = g_strstrip(say(answer));
        if (strcmp(said, cases[i].expected) != 0)
            g_error("case %zu: %s", i, said);
    }
}

static void
take_waived(void *user, const MarbreChecked *checked)
{
    GString *text = user;
    for (guint i = 0; i < checked->findings->len; i++) {
        const MarbreFinding *finding = checked->findings->pdata[i];
        g_string_append_printf(text, "%s%s%s", text->len == 0 ? "" : " ", finding->rule,
                               finding->waived                          ? " waived"
                               : finding->blocks == MARBRE_BLOCKS_NOW   ? " now"
                               : finding->blocks == MARBRE_BLOCKS_LATER ? " later"
                                                                        : "");
    }
}

static char *
check_at(Room *room, int64_t now)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) article = room_read(newsroom, STORY_FOLDER);
    const MarbreCheckSettings settings = {
        .pool = room->pool, .now = {now, (char *)"Europe/Paris"}, .scope = MARBRE_SCOPE_GATE};
    marbre_check_article(newsroom, &settings, room_plan(room, NULL), article, take_waived, text,
                         &error);
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}

#define assert_checked(room, now, expected)                                                        \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *checked_ = check_at((room), (now));                                       \
        g_assert_cmpstr(checked_, ==, (expected));                                                 \
    }                                                                                              \
    G_STMT_END

/* A waiver lasts through its day where the newsroom is, on its words, while its rule may be
   waived. */
static void
test_waived(Room *room, const void *data)
{
    static const int64_t midnight = INT64_C(1700002800);
    g_autoptr(GError) error = NULL;
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    assert_checked(room, NOW, "draft/placeholder now");
    g_autoptr(MarbreState) state = state_at("draft");
    {
        g_autoptr(MarbreArticle) article = room_read(room->newsroom, STORY_FOLDER);
        MarbrePlan *plan = room->plan;
        g_autofree char *digest = marbre_record_judged(
            room->newsroom, article,
            marbre_plan_get_judged(plan, marbre_workflow_first(marbre_plan_get_workflow(plan))),
            &error);
        g_assert_no_error(error);
        g_ptr_array_add(state->waivers, marbre_waiver_new("draft/placeholder", "marc", "why",
                                                          "2023-11-14", digest));
    }
    room_put_state(room, STORY_FOLDER, state);
    assert_checked(room, NOW, "draft/placeholder waived");
    assert_checked(room, midnight - 1, "draft/placeholder waived");
    assert_checked(room, midnight, "draft/placeholder now");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX.\n");
    assert_checked(room, NOW, "draft/placeholder now");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "XXX\n");
    run(&room->scratch, "sed -i 's/rules: .draft.placeholder./rules: [draft\\/too-short]/' "
                        "workflows/newsroom.yaml");
    assert_checked(room, NOW, "draft/placeholder now");
}

/* The record names a workflow that is no more: nothing of it passes. */
static void
test_unknown_workflow(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("draft");
    g_free(state->workflow);
    state->workflow = g_strdup("gone");
    room_put_state(room, STORY_FOLDER, state);
    assert_checked(room, NOW, "marbre/bad-state now");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/gate/rows", test_rows);
    test_story("/gate/who", test_who);
    test_story("/gate/approvals", test_approvals);
    test_story("/gate/owed", test_owed);
    test_story("/gate/words", test_words);
    test_story("/gate/unhurried", test_unhurried);
    test_story("/gate/void-words", test_void_words);
    test_story("/gate/own-words", test_own_words);
    test_story("/gate/finding-words", test_finding_words);
    test_room("/gate/nobody", test_nobody);
    g_test_add("/gate/original", Room, WORKFLOW "retract: {roles: [editor]}\n", room_set_up_story,
               test_original, room_tear_down);
    test_story("/gate/embargo", test_embargo);
    test_story("/gate/embargo-early", test_embargo_early);
    test_story("/gate/embargo-second", test_embargo_second);
    test_story("/gate/waive", test_waive);
    test_story("/gate/waived", test_waived);
    test_story("/gate/unknown-workflow", test_unknown_workflow);
    return g_test_run();
}
