/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What people are told: which sentence, whom to ask, what to type. */
#include "article/diff.h"
#include "asking.h"

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

/* What is offline because its time had ended comes back, and who may bring it back is told. */
static void
test_ended(Room *room, const void *data)
{
    static const MarbreMove moves[] = {MARBRE_MOVE_ADVANCE, MARBRE_MOVE_CORRECT,
                                       MARBRE_MOVE_RETRACT};
    g_autoptr(MarbreState) state = state_at("retracted");
    state->retracted = marbre_retraction_new("marc", (MarbreInstant){NOW, 60});
    state->retracted->kind = g_strdup(MARBRE_KIND_ENDED);
    marbre_notes_set(state->retracted->notes, "fr", "Hors ligne");
    room_put_state(room, STORY_FOLDER, state);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_autoptr(GPtrArray) none = findings_of("");
    for (size_t i = 0; i < G_N_ELEMENTS(moves); i++) {
        const MarbreQuestion question = {.move = moves[i],
                                         .dossier = dossier,
                                         .findings = none,
                                         .actor = person(dossier, "marc"),
                                         .now = NOW,
                                         .kind = "correction"};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_assert_cmpuint(answer->obstacles->len, >=, 1);
        const MarbreObstacle *first = answer->obstacles->pdata[0];
        g_assert_cmpstr(first->message, ==, "It is no longer online, for its time had ended.");
        g_assert_cmpstr(first->command, ==, "marbre restore haut-karabakh");
        g_assert_cmpuint(first->who->len, >, 0);
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

/* --- the article that it translates --- */

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

/* Nobody answers for what was put aside or taken back. */
static void
test_closed(Room *room, const void *data)
{
    static const char *const stages[] = {"spiked", "retracted"};
    g_autofree char *content = room_content(room, STORY_FOLDER);
    g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        g_autoptr(MarbreState) state = state_at(stages[i]);
        state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
        g_autoptr(MarbreDossier) dossier = with_news(room, state, MARBRE_ORIGINAL_CORRECTED);
        const MarbreQuestion question = {.dossier = dossier, .now = NOW};
        g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
        g_assert_cmpuint(owed->len, ==, 0);
    }
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/gate/words/order", test_words);
    test_story("/gate/words/unhurried", test_unhurried);
    test_story("/gate/words/void", test_void_words);
    test_story("/gate/words/own", test_own_words);
    test_story("/gate/words/finding", test_finding_words);
    test_room("/gate/words/nobody", test_nobody);
    g_test_add("/gate/words/original", Room, WORKFLOW "retract: {roles: [editor]}\n",
               room_set_up_story, test_original, room_tear_down);
    test_story("/gate/words/closed", test_closed);
    test_story("/gate/words/ended", test_ended);
    return g_test_run();
}
