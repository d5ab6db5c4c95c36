/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "asking.h"

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
        if (*cases[i].findings == 'e' && strcmp(cases[i].rule, "draft/placeholder") == 0)
            g_assert_nonnull(strstr(((MarbreObstacle *)answer->obstacles->pdata[0])->message,
                                    "Nothing in this article breaks"));
    }
}

/* The very waiver that there is already changes nothing; any other does. */
static void
test_waived_again(Room *room, const void *data)
{
    static const struct {
        const char *rule, *by, *reason, *until, *digest;
        const char *expected;
        const char *who;
    } cases[] = {
        {"draft/placeholder", "marc", "why", "2023-11-20", NULL, ORDER " > draft"},
        {"draft/placeholder", "marc", "why", "2023-11-20", NULL, ROLE " > draft", "nobody"},
        {"draft/missing-key", "marc", "why", "2023-11-20", NULL, "> draft"},
        {"draft/placeholder", "noe", "why", "2023-11-20", NULL, "> draft"},
        {"draft/placeholder", "marc", "because", "2023-11-20", NULL, "> draft"},
        {"draft/placeholder", "marc", "why", "2023-11-19", NULL, "> draft"},
        {"draft/placeholder", "marc", "why", "2023-11-20", "sha256:00", "> draft"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = dossier_at(room, "draft");
        g_autoptr(GPtrArray) findings = findings_of("p");
        const char *digest =
            cases[i].digest != NULL ? cases[i].digest : station_of(dossier, "draft")->digest;
        g_ptr_array_add(
            dossier->state->waivers,
            marbre_waiver_new(cases[i].rule, cases[i].by, cases[i].reason, cases[i].until, digest));
        const MarbreQuestion question = {
            .move = MARBRE_MOVE_WAIVE,
            .dossier = dossier,
            .findings = findings,
            .actor = person(dossier, cases[i].who == NULL ? "marc" : cases[i].who),
            .now = NOW,
            .rule = "draft/placeholder",
            .reason = " why\n",
            .until = "20/11/2023"};
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
    test_story("/gate/waiver/waive", test_waive);
    test_story("/gate/waiver/again", test_waived_again);
    test_story("/gate/waiver/waived", test_waived);
    test_story("/gate/waiver/unknown-workflow", test_unknown_workflow);
    return g_test_run();
}
