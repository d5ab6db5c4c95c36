/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/plan.h"

#include "marbre/plugin.h"
#include "newsroom/facts.h"
#include "room.h"

static const char *
name_at(const GPtrArray *checks, guint i)
{
    return ((const MarbrePlannedCheck *)g_ptr_array_index(checks, i))->name;
}

static const char twice[] =
    "version: 1\n"
    "name: newsroom\n"
    "stages:\n"
    "  - id: draft\n"
    "    roles: [editor]\n"
    "    checks: [{uses: factcheck}, {uses: draft, with: {required: [title]}}]\n"
    "  - id: fact-check\n"
    "    when: {claims: present}\n"
    "    roles: [editor]\n"
    "    checks: [{uses: factcheck}, {uses: draft, with: {required: [title, date]}}]\n"
    "  - id: publish\n"
    "    roles: [editor]\n"
    "    checks: [{uses: publish}]\n"
    "    actions: [{uses: publish, with: {formats: [html]}}]\n";

/* The same check with the same options runs once; with others it is another. */
static void
test_once(Room *room, const void *data)
{
    (void)room_at(room, NULL);
    MarbrePlan *plan = room_plan(room, NULL);
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(plan);
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    g_assert_cmpuint(checks->len, ==, 4);
    g_assert_cmpstr(name_at(checks, 0), ==, "factcheck");
    g_assert_cmpstr(name_at(checks, 1), ==, "draft");
    g_assert_cmpstr(name_at(checks, 2), ==, "draft");
    g_assert_cmpstr(name_at(checks, 3), ==, "publish");
    const MarbrePlannedCheck *first = g_ptr_array_index(checks, 0);
    g_assert_cmpuint(first->stages->len, ==, 2);
    g_assert_cmpuint(marbre_plan_get_actions(plan, marbre_workflow_last(workflow))->len, ==, 1);
    g_assert_cmpuint(marbre_plan_get_actions(plan, marbre_workflow_first(workflow))->len, ==, 0);

    const MarbreJudged *judged = marbre_plan_get_judged(plan, marbre_workflow_first(workflow));
    g_assert_cmpuint(judged->parts, ==, MBR_PART_TEXT | MBR_PART_CLAIMS | MBR_PART_MEDIA);
    g_assert_true(g_strv_contains((const char *const *)judged->keys, "outlet"));
    g_assert_true(g_strv_contains((const char *const *)judged->keys, "title"));
    for (size_t i = 1; judged->keys[i] != NULL; i++)
        g_assert_cmpstr(judged->keys[i - 1], <, judged->keys[i]);
}

static void
test_earliest(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY);
    (void)room_as_it_lies(room);
    MarbrePlan *plan = room_plan(room, NULL);
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    g_autoptr(MarbreArticle) article = room_read(room->newsroom, STORY_FOLDER);
    const MarbreStage *stage =
        marbre_planned_stage(g_ptr_array_index(checks, 0), NULL, marbre_facts_of_article, article);
    g_assert_cmpstr(stage->id, ==, "draft");
    g_assert_null(
        marbre_planned_stage(g_ptr_array_index(checks, 2), NULL, marbre_facts_of_article, article));
}

static const char legal[] = "version: 1\n"
                            "name: newsroom\n"
                            "stages:\n"
                            "  - {id: draft, roles: [editor]}\n"
                            "  - id: legal\n"
                            "    roles: [editor]\n"
                            "    approvals: {count: 1, roles: [editor]}\n";

/* An approval that no task says the words of is bound to all that readers see. */
static void
test_alone(Room *room, const void *data)
{
    (void)room_as_it_lies(room);
    MarbrePlan *plan = room_plan(room, NULL);
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(plan);
    const MarbreJudged *judged = marbre_plan_get_judged(plan, marbre_workflow_last(workflow));
    g_assert_cmpuint(judged->parts, ==, MBR_PART_TEXT | MBR_PART_MEDIA);
    g_assert_cmpstr(judged->keys[0], ==, "*");
    g_assert_null(judged->keys[1]);
    judged = marbre_plan_get_judged(plan, marbre_workflow_first(workflow));
    g_assert_cmpuint(judged->parts, ==, 0);
    g_assert_null(judged->keys[0]);
}

static const char wrong[] = "version: 1\n"
                            "name: newsroom\n"
                            "stages:\n"
                            "  - id: draft\n"
                            "    roles: [editor]\n"
                            "    checks:\n"
                            "      - uses: drafft\n"
                            "      - uses: draft\n"
                            "        with: {requird: [title]}\n"
                            "      - uses: factcheck/facts\n"
                            "      - uses: translation\n"
                            "        with: {glossary: glossary/absent.yaml}\n"
                            "  - id: publish\n"
                            "    roles: [editor]\n"
                            "    checks: [{uses: publish}]\n"
                            "    actions: [{uses: draft}]\n";

/* Everything that is wrong is said at once, each at its place. */
static void
test_all_at_once(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    static const char *const words[] = {"workflows/newsroom.yaml:7:15: ",
                                        "drafft",
                                        "workflows/newsroom.yaml:9:16: ",
                                        "requird",
                                        "required",
                                        "workflows/newsroom.yaml:10:15: ",
                                        "facts",
                                        "workflows/newsroom.yaml:12:26: ",
                                        "glossary/absent.yaml",
                                        "workflows/newsroom.yaml:16:22: "};
    (void)room_at(room, NULL);
    g_assert_null(marbre_newsroom_read_article(room->newsroom, "workflows", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    g_assert_cmpstr(error->message, ==, "workflows: no article here; `marbre list` names them all");
    g_clear_error(&error);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(room->newsroom);
    g_assert_null(
        marbre_plan_new(room->newsroom, marbre_policy_workflow(policy, NULL), room->pool, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(error->message, words[i]) == NULL)
            g_error("no “%s” in: %s", words[i], error->message);
}

static const char grades[] =
    "version: 1\n"
    "name: newsroom\n"
    "severity: {draft/placeholdr: off}\n"
    "stages:\n"
    "  - id: draft\n"
    "    roles: [editor]\n"
    "    checks: [{uses: draft, with: {required: [title]}}]\n"
    "    severity: {draft/too-short: off, draft/no-such: warning}\n"
    "    waivers: {roles: [editor], rules: [draft/too-long, draft/bad-dat]}\n"
    "  - id: publish\n"
    "    roles: [editor]\n"
    "    checks: [{uses: publish}]\n";

/* A rule that no plugin has is re-graded, or may be waived, by mistake. */
static void
test_unknown_rules(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    static const char *const words[] = {
        "workflows/newsroom.yaml:3:12: no check of this workflow has the rule "
        "“draft/placeholdr”; the nearest is “draft/placeholder”",
        "workflows/newsroom.yaml:8:38: ", "draft/no-such",
        "workflows/newsroom.yaml:9:39: no check of this workflow has the rule “draft/bad-dat”; "
        "the nearest is “draft/bad-date”"};
    (void)room_at(room, NULL);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(room->newsroom);
    g_assert_null(
        marbre_plan_new(room->newsroom, marbre_policy_workflow(policy, NULL), room->pool, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(error->message, words[i]) == NULL)
            g_error("no “%s” in: %s", words[i], error->message);
    g_assert_null(strstr(error->message, "too-short"));
    g_assert_null(strstr(error->message, "too-long"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test_with(path, workflow, function)                                                        \
    g_test_add((path), Room, (workflow), room_set_up, (function), room_tear_down)
    test_with("/newsroom/plan/once", twice, test_once);
    test_with("/newsroom/plan/earliest", twice, test_earliest);
    test_with("/newsroom/plan/alone", legal, test_alone);
    test_with("/newsroom/plan/all-at-once", wrong, test_all_at_once);
    test_with("/newsroom/plan/unknown-rules", grades, test_unknown_rules);
#undef test_with
    return g_test_run();
}
