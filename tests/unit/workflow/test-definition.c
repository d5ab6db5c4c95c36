/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/definition.h"

#include "../sign/keys.h"
#include "facts.h"
#include "said.h"

static MarbreWorkflow *
parse_as(const char *path, const char *text, const MarbrePeople *people, GPtrArray *problems)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));

    return marbre_workflow_parse(path, file, people, problems);
}

static MarbreWorkflow *
parse(const char *text, GPtrArray *problems)
{
    return parse_as("workflows/desk.yaml", text, NULL, problems);
}

/* A file of the tree, below the folder of the tests. */
static char *
read_file(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static MarbreWorkflow *
load(const char *name)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *file = g_strconcat("../../../workflows/", name, ".yaml", NULL);
    g_autofree char *path = g_strconcat("workflows/", name, ".yaml", NULL);
    g_autofree char *text = read_file(file);
    MarbreWorkflow *workflow = parse_as(path, text, NULL, problems);

    ASSERT_SAID(problems, NULL);
    return workflow;
}

static const char *const nothing[] = {NULL};
static const char *const everything[] = {"source-lang", "en", "media", "1", NULL};
static const char *const pictures[] = {"media", "1", NULL};

static char *
names_of(GPtrArray *stages)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (unsigned i = 0; i < stages->len; i++) {
        const MarbreStage *stage = g_ptr_array_index(stages, i);

        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", stage->id);
    }
    g_ptr_array_unref(stages);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void
assert_stages(GPtrArray *stages, const char *expected)
{
    g_autofree char *names = names_of(stages);

    g_assert_cmpstr(names, ==, expected);
}

static void
test_stock(void)
{
    g_autoptr(MarbreWorkflow) workflow = load("newsroom");
    const MarbreStage *draft = marbre_workflow_first(workflow);
    const MarbreStage *check = marbre_workflow_stage(workflow, "fact-check");
    const MarbreStage *last = marbre_workflow_last(workflow);
    const MarbreUse *use = NULL;
    const MarbreYamlNode *least = NULL;

    g_assert_cmpstr(workflow->name, ==, "newsroom");
    g_assert_cmpuint(marbre_workflow_count(workflow), ==, 5);
    g_assert_cmpstr(draft->id, ==, "draft");
    g_assert_cmpstr(draft->roles[1], ==, "editor");
    g_assert_cmpuint(draft->checks->len, ==, 2);
    g_assert_cmpuint(draft->approvals.count, ==, 0);
    use = g_ptr_array_index(draft->checks, 0);
    g_assert_cmpstr(use->plugin, ==, "draft");
    g_assert_null(use->task);
    g_assert_false(use->action);
    least = marbre_yaml_lookup(use->with, "words.min");
    g_assert_cmpint(marbre_yaml_node_get_int(least), ==, 80);

    g_assert_cmpuint(check->index, ==, 2);
    g_assert_cmpuint(check->approvals.count, ==, 1);
    g_assert_true(check->approvals.four_eyes);
    g_assert_cmpuint(check->waivers.longest, ==, 14);
    g_assert_true(marbre_stage_may_waive(check, "factcheck/flag-far"));
    g_assert_false(marbre_stage_may_waive(check, "factcheck/flag-missing"));
    g_assert_false(marbre_stage_may_waive(draft, "factcheck/flag-far"));

    g_assert_true(marbre_stage_is_last(workflow, last));
    g_assert_false(marbre_stage_is_last(workflow, check));
    use = g_ptr_array_index(last->actions, 0);
    g_assert_true(use->action);
    g_assert_false(use->network);
    g_assert_cmpstr(workflow->retract_roles[0], ==, "editor");
}

/* The workflow for one person differs in its name and in that nobody needs another's eyes. */
static void
test_solo(void)
{
    g_autoptr(MarbreWorkflow) workflow = load("newsroom");
    g_autoptr(MarbreWorkflow) solo = load("newsroom-solo");

    g_assert_cmpuint(marbre_workflow_count(solo), ==, marbre_workflow_count(workflow));
    for (size_t i = 0; i < marbre_workflow_count(solo); i++) {
        const MarbreStage *stage = marbre_workflow_at(solo, i);
        const MarbreStage *other = marbre_workflow_at(workflow, i);

        g_assert_cmpstr(stage->id, ==, other->id);
        g_assert_false(stage->approvals.four_eyes);
        g_assert_cmpuint(stage->approvals.count, ==, other->approvals.count);
        g_assert_cmpuint(stage->checks->len, ==, other->checks->len);
    }
}

static void
test_titles(void)
{
    g_autoptr(MarbreWorkflow) workflow = load("newsroom");
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) bare = parse(
        "{version: 1, name: desk, stages: [{id: a, roles: [r], title: {it: B, de: A}}]}", problems);

    g_assert_cmpstr(marbre_workflow_title(workflow, "fr"), ==, "Circuit de la rédaction");
    g_assert_cmpstr(marbre_workflow_title(workflow, "fr-CA"), ==, "Circuit de la rédaction");
    g_assert_cmpstr(marbre_workflow_title(workflow, "de"), ==, "Newsroom");
    g_assert_cmpstr(marbre_stage_title(marbre_workflow_stage(workflow, "fact-check"), "fr"), ==,
                    "Vérification");
    g_assert_cmpstr(marbre_workflow_title(bare, "fr"), ==, "desk");
    g_assert_cmpstr(marbre_stage_title(marbre_workflow_first(bare), "fr"), ==, "A");
}

static void
test_ways(void)
{
    g_autoptr(MarbreWorkflow) workflow = load("newsroom");
    const MarbreStage *draft = marbre_workflow_stage(workflow, "draft");
    const MarbreStage *check = marbre_workflow_stage(workflow, "fact-check");
    const MarbreStage *last = marbre_workflow_stage(workflow, "publish");

    assert_stages(marbre_workflow_next(workflow, draft, give_fact, (void *)nothing), "fact-check");
    assert_stages(marbre_workflow_next(workflow, draft, give_fact, (void *)everything),
                  "translation");
    assert_stages(marbre_workflow_next(workflow, check, give_fact, (void *)nothing), "publish");
    assert_stages(marbre_workflow_next(workflow, check, give_fact, (void *)pictures),
                  "photo-credit");
    assert_stages(marbre_workflow_next(workflow, last, give_fact, (void *)everything), "");
    assert_stages(marbre_workflow_earlier(workflow, last, give_fact, (void *)nothing),
                  "draft fact-check");
    assert_stages(marbre_workflow_earlier(workflow, last, give_fact, (void *)everything),
                  "draft translation fact-check photo-credit");
    assert_stages(marbre_workflow_back(workflow, last, give_fact, (void *)pictures),
                  "photo-credit fact-check draft");
    assert_stages(marbre_workflow_back(workflow, NULL, give_fact, (void *)nothing),
                  "publish fact-check draft");
    assert_stages(marbre_workflow_back(workflow, draft, give_fact, (void *)nothing), "");
}

static const char branching[] =
    "version: 1\n"
    "name: desk\n"
    "moved: {proof: c}\n"
    "severity: {draft/too-short: error, draft/too-long: off}\n"
    "stages:\n"
    "  - {id: a, roles: [r], next: [c, d, b]}\n"
    "  - {id: b, roles: [r], when: {media: present}, severity: {draft/too-short: note}}\n"
    "  - {id: c, roles: [r], when: {claims: present}}\n"
    "  - id: d\n"
    "    roles: [r]\n"
    "    return-to: [a]\n"
    "    signed: false\n"
    "    actions: [{uses: translate/machine, grant: [network]}]\n";

static void
test_branches(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) workflow = parse(branching, problems);
    const MarbreStage *a = NULL;
    const MarbreStage *d = NULL;
    const MarbreUse *use = NULL;

    ASSERT_SAID(problems, NULL);
    a = marbre_workflow_stage(workflow, "a");
    d = marbre_workflow_stage(workflow, "d");
    use = g_ptr_array_index(d->actions, 0);
    g_assert_cmpstr(use->plugin, ==, "translate");
    g_assert_cmpstr(use->task, ==, "machine");
    g_assert_true(use->network);
    assert_stages(marbre_workflow_next(workflow, a, give_fact, (void *)nothing), "d");
    assert_stages(marbre_workflow_next(workflow, a, give_fact, (void *)pictures), "b d");
    assert_stages(marbre_workflow_back(workflow, d, give_fact, (void *)pictures), "a");
}

static void
test_resolve(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) workflow = parse(branching, problems);

    g_assert_cmpstr(marbre_workflow_resolve(workflow, "b")->id, ==, "b");
    g_assert_cmpstr(marbre_workflow_resolve(workflow, "proof")->id, ==, "c");
    g_assert_null(marbre_workflow_resolve(workflow, "published"));
    g_assert_null(marbre_workflow_resolve(workflow, NULL));
    g_assert_null(marbre_workflow_stage(workflow, "proof"));
    g_assert_true(marbre_stage_is_reserved("spiked"));
    g_assert_false(marbre_stage_is_reserved("Spiked"));
    g_assert_false(marbre_stage_is_reserved(NULL));
}

static void
test_nearest(void)
{
    g_autoptr(MarbreWorkflow) workflow = load("newsroom");

    g_assert_cmpstr(marbre_workflow_nearest(workflow, "factcheck"), ==, "fact-check");
    g_assert_cmpstr(marbre_workflow_nearest(workflow, "Publish"), ==, "publish");
    g_assert_null(marbre_workflow_nearest(workflow, "zzzzzz"));
}

static void
test_severity(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) workflow = parse(branching, problems);
    const MarbreStage *a = marbre_workflow_stage(workflow, "a");
    const MarbreStage *b = marbre_workflow_stage(workflow, "b");
    const MarbreSeverity own = MARBRE_SEVERITY_WARNING;

    g_assert_cmpint(marbre_stage_severity(workflow, a, "draft/too-short", own), ==,
                    MARBRE_SEVERITY_ERROR);
    g_assert_cmpint(marbre_stage_severity(workflow, b, "draft/too-short", own), ==,
                    MARBRE_SEVERITY_NOTE);
    g_assert_cmpint(marbre_stage_severity(workflow, b, "draft/too-long", own), ==,
                    MARBRE_SEVERITY_OFF);
    g_assert_cmpint(marbre_stage_severity(workflow, NULL, "draft/too-long", own), ==,
                    MARBRE_SEVERITY_OFF);
    g_assert_cmpint(marbre_stage_severity(workflow, a, "draft/placeholder", own), ==, own);
    g_assert_cmpint(marbre_stage_severity(workflow, a, "marbre/bad-yaml", own), ==, own);
}

/* Every problem of the file at once, from top to bottom. */
static void
test_problems(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *text = read_file("data/bad.yaml");

    g_assert_null(parse(text, problems));
    ASSERT_SAID(problems, "2:7 both have the same name",
                "3:9 “français” is no language; write it as “fr” or “pt-BR”",
                "4:1 did you mean \"stages\"", "7:5 every article starts at the first stage",
                "8:21 “c” is no plugin; write PLUGIN or PLUGIN/TASK, as in “draft”",
                "9:13 “Reporter” cannot be a name",
                "12:12 “draft” does not come after this stage, so that articles would go in a "
                "circle; the ways back are named by “return-to”",
                "13:17 there is no stage “drat”; did you mean “draft”?",
                "14:9 already a stage “check”, on line 10", "17:9 “draft” is still a stage",
                "18:10 the key \"roles\" is missing in \"retract\"",
                "18:11 did you mean \"roles\"");
}

static void
assert_one(const char *stage, const char *said)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *text = g_strconcat("version: 1\nname: desk\nstages:\n"
                                        "- {id: first, roles: [r]}\n- ",
                                        stage, "\n- {id: last, roles: [r]}\n", NULL);

    g_assert_null(parse(text, problems));
    ASSERT_SAID(problems, said);
}

/* Where signatures are asked for, the rules can be changed by signature alone. */
static void
test_signed(void)
{
    static const char text[] =
        "version: 1\nname: desk\nstages:\n"
        "- {id: a, roles: [admin], signed: true}\n- {id: b, roles: [admin]}\n";
    static const char keyless[] = "version: 1\npeople:\n- {id: lea, name: L, emails: [l@e.org], "
                                  "roles: [admin]}\n";
    static const char signing[] = "version: 1\npeople:\n- {id: lea, name: L, emails: [l@e.org], "
                                  "roles: [admin], keys: [\"" KEY_ED25519 "\"]}\n";
    static const char two[] = "version: 1\nadmins-needed: 2\npeople:\n"
                              "- {id: lea, name: L, emails: [l@e.org], roles: [admin]}\n"
                              "- {id: marc, name: M, emails: [m@e.org], roles: [admin]}\n";
    static const char *const files[] = {keyless, signing};

    g_autoptr(GPtrArray) of_two = marbre_problems_new();
    g_autoptr(GBytes) both = g_bytes_new_static(two, strlen(two));
    g_autoptr(MarbrePeople) pair = marbre_people_parse("people.yaml", both, of_two);
    g_assert_null(parse_as("workflows/desk.yaml", text, pair, of_two));
    ASSERT_SAID(of_two,
                "4:27 a change of the rules would take the signatures of 2 administrators, and "
                "people.yaml has no keys for as many: begin with  marbre people add-key");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
        g_autoptr(GBytes) file = g_bytes_new_static(files[i], strlen(files[i]));
        g_autoptr(MarbrePeople) people = marbre_people_parse("people.yaml", file, problems);
        g_autoptr(MarbreWorkflow) workflow =
            marbre_workflow_parse("workflows/desk.yaml", bytes, people, problems);
        if (i == 0) {
            g_assert_null(workflow);
            ASSERT_SAID(problems, "4:27 marbre people add-key");
            continue;
        }
        g_assert_cmpuint(problems->len, ==, 0);
        g_assert_true(marbre_workflow_at(workflow, 0)->is_signed);
        g_assert_false(marbre_workflow_at(workflow, 1)->is_signed);
    }
}

static void
test_stages(void)
{
    assert_one("{id: first, roles: [r]}", "5:8 already a stage “first”, on line 4");
    assert_one("{id: published, roles: [r]}", "5:8 “published” cannot be a stage");
    assert_one("{id: Check, roles: [r]}", "5:8 “Check” cannot be a name");
    assert_one("{id: yes, roles: r}", "5:20 must be");
    assert_one("{id: 5, roles: [r]}", "5:8 must be");
    assert_one("{id: a, roles: []}", "5:18 nobody could move");
    assert_one("{id: a}", "5:3 roles");
    assert_one("{roles: [r]}", "5:3 id");
    assert_one("{id: a, role: [r], roles: [r]}", "5:11 did you mean \"roles\"");
    assert_one("{id: a, roles: [r], signed: maybe}", "5:31 must be");
    assert_one("{id: a, roles: [r], title: Draft}", "5:30 must be");
    assert_one("{id: a, roles: [r], when: present}", "5:29 must be");
}

/* What is owed belongs to the last stage, and has a length of time. */
static void
test_owed(void)
{
    static const char good[] =
        "version: 1\nname: desk\nstages:\n- {id: a, roles: [r]}\n"
        "- {id: b, roles: [r], owed: {stages: [x, y], of: other, within: 2d}}\n"
        "urgent: {roles: [r], within: 12h}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) workflow = parse(good, problems);
    const MarbreOwing *owing = &marbre_workflow_last(workflow)->owing;

    g_assert_cmpstr(owing->of, ==, "other");
    g_assert_cmpstr(owing->stages[1], ==, "y");
    g_assert_cmpint(owing->within, ==, 2 * 86400);
    g_assert_cmpstr(workflow->urgent_roles[0], ==, "r");
    g_assert_cmpint(workflow->urgent, ==, 12 * 3600);
    g_assert_cmpuint(marbre_workflow_all(workflow), ==, 2);
    g_assert_null(marbre_workflow_first(workflow)->owing.of);
    assert_one("{id: a, roles: [r], owed: {stages: [x], of: other, within: 1h}}",
               "5:23 belongs to the last stage");
    assert_one("{id: a, roles: [r], owe: {}}", "5:23 did you mean \"owed\"");
}

static void
test_hours(void)
{
    static const char *const wrong[] = {"12", "12 h", "0h", "-1h", "1y", "h", "3651d", "1.5h"};

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autofree char *text =
            g_strdup_printf("version: 1\nname: desk\nstages: [{id: a, roles: [r]}]\n"
                            "urgent: {roles: [r], within: \"%s\"}\n",
                            wrong[i]);

        g_assert_null(parse(text, problems));
        ASSERT_SAID(problems, "4:30 a length of time is written in hours, days or weeks, as “12h” "
                              "or “2d”, up to ten years");
    }
}

static void
test_bad_ways(void)
{
    assert_one("{id: a, roles: [r], next: [lats]}", "5:30 no stage “lats”; did you mean “last”?");
    assert_one("{id: a, roles: [r], next: [zzzzz]}",
               "5:30 there is no stage “zzzzz”; name one of this workflow");
    assert_one("{id: a, roles: [r], next: [a]}", "5:30 go in a circle");
    assert_one("{id: a, roles: [r], next: [first]}", "5:30 go in a circle");
    assert_one("{id: a, roles: [r], next: [published]}", "5:30 leaving the last stage publishes");
    assert_one("{id: a, roles: [r], return-to: [last]}", "5:35 does not come before");
    assert_one("{id: a, roles: [r], return-to: [frist]}", "5:35 did you mean “first”?");
    assert_one("{id: a, roles: [r], next: last}", "5:29 must be");
}

static void
test_bad_uses(void)
{
    assert_one("{id: a, roles: [r], checks: [{use: draft, uses: draft}]}", "5:33 \"uses\"");
    assert_one("{id: a, roles: [r], checks: [{with: {}}]}", "5:32 uses");
    assert_one("{id: a, roles: [r], checks: [draft]}", "5:32 must be");
    assert_one("{id: a, roles: [r], checks: {uses: draft}}", "5:31 must be");
    assert_one("{id: a, roles: [r], checks: [{uses: ../draft}]}", "5:39 is no plugin");
    assert_one("{id: a, roles: [r], checks: [{uses: draft/a/b}]}", "5:39 is no plugin");
    assert_one("{id: a, roles: [r], checks: [{uses: marbre}]}", "5:39 is Marbre itself");
    assert_one("{id: a, roles: [r], checks: [{uses: draft, with: 3}]}", "5:52 must be");
    assert_one("{id: a, roles: [r], checks: [{uses: draft, grant: [network]}]}",
               "5:46 only an action");
    assert_one("{id: a, roles: [r], actions: [{uses: draft, grant: [netwrok]}]}", "5:55 network");
}

static void
test_bad_rules(void)
{
    assert_one("{id: a, roles: [r], severity: {marbre/bad-yaml: note}}",
               "5:34 “marbre/bad-yaml” is a rule of Marbre itself");
    assert_one("{id: a, roles: [r], severity: {too-short: note}}", "5:34 write PLUGIN/RULE");
    assert_one("{id: a, roles: [r], severity: {draft/too-short: warn}}", "5:51 warning");
    assert_one("{id: a, roles: [r], waivers: {roles: [r], rules: [marbre/silent-edit]}}",
               "5:53 neither re-graded nor waived");
    assert_one("{id: a, roles: [r], waivers: {roles: [r], rules: [x]}}", "5:53 is no rule");
    assert_one("{id: a, roles: [r], waivers: {roles: [r]}}", "5:32 rules");
    assert_one("{id: a, roles: [r], approvals: {count: 0, roles: [r]}}", "5:42 must be");
    assert_one("{id: a, roles: [r], approvals: {count: 1}}", "5:34 roles");
    assert_one("{id: a, roles: [r], approvals: {roles: [r], four-eyes: yes}}", "5:58 must be");
}

static void
test_durations(void)
{
    static const char *const bad[] = {"14",
                                      "d",
                                      "0d",
                                      "-1d",
                                      "14 d",
                                      "14days",
                                      "1.5d",
                                      "1e2",
                                      "~",
                                      "3651d",
                                      "99999999999999999999d",
                                      "[]"};

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *stage = g_strdup_printf(
            "{id: a, roles: [r], waivers: {roles: [r], rules: [], longest: %s}}", bad[i]);

        assert_one(
            stage,
            "5:65 a length of time is written in days or weeks, as “14d” or “2w”, up to ten years");
    }
}

static void
test_ends(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("version: 1\nname: desk\nstages:\n"
                        "- {id: a, roles: [r], when: {media: present}}\n"
                        "- {id: b, roles: [r], when: {section: []}}\n"
                        "- {id: c, roles: [r], when: {media: present}}\n",
                        problems));
    ASSERT_SAID(problems, "4:23 starts at the first stage", "5:39 no article could ever come here",
                "6:23 published from the last stage");
}

static void
test_moved(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("version: 1\nname: desk\nstages: [{id: one, roles: [r]}]\n"
                        "moved: {one: one, two: on, published: one, three: [], four: one}\n",
                        problems));
    ASSERT_SAID(problems, "4:9 “one” is still a stage", "4:24 did you mean “one”?",
                "4:28 “published” cannot have been a stage", "4:51 must be");
}

static void
test_shape(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GString) many = g_string_new("version: 1\nname: desk\nstages:\n");

    g_assert_null(parse("", problems));
    g_assert_null(parse("version: 3\nstages: x\n", problems));
    g_assert_null(parse("version: 1\nname: desk\nstages: []\n", problems));
    ASSERT_SAID(problems, "1:1 must be",
                "1:10 this Marbre reads version 1 of the file only; write “version: 1”, or use a "
                "newer Marbre",
                "3:9 one stage at least");
    for (unsigned i = 0; i < 201; i++)
        g_string_append_printf(many, "- {id: s%u, roles: [r]}\n", i);
    g_ptr_array_set_size(problems, 0);
    g_assert_null(parse(many->str, problems));
    ASSERT_SAID(problems, "204:3 at most 200 stages, and this has 201");
}

static void
test_roles(void)
{
    static const char text[] = "version: 1\npeople:\n"
                               "  - {id: a, emails: [a@x], roles: [admin, editor, fact-checker]}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) file = g_bytes_new_static(text, sizeof text - 1);
    g_autoptr(MarbrePeople) people = marbre_people_parse("people.yaml", file, problems);

    g_assert_nonnull(people);
    g_assert_null(parse_as("workflows/desk.yaml",
                           "version: 1\nname: desk\nstages:\n"
                           "- id: a\n"
                           "  roles: [editer, editor]\n"
                           "  approvals: {roles: [factchecker]}\n"
                           "  waivers: {roles: [zzzzzz], rules: []}\n"
                           "retract: {roles: [chief]}\n",
                           people, problems));
    ASSERT_SAID(problems,
                "5:11 nobody in people.yaml has the role “editer”; did you mean “editor”?",
                "6:23 did you mean “fact-checker”?", "7:21 nobody in people.yaml",
                "8:19 nobody in people.yaml");
}

static void
test_typos(void)
{
    static const struct {
        const char *line;
        bool allowed;
    } cases[] = {{"", false}, {"typos: allow\n", true}, {"typos: refuse\n", false}};
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(
            "version: 1\nname: desk\nstages:\n- {id: a, roles: [editor]}\n", cases[i].line, NULL);
        g_autoptr(MarbreWorkflow) workflow = parse_as("workflows/desk.yaml", text, NULL, problems);

        g_assert_nonnull(workflow);
        g_assert_true(workflow->typos == cases[i].allowed);
    }
    g_assert_null(parse_as("workflows/desk.yaml",
                           "version: 1\nname: desk\nstages:\n- {id: a, roles: [editor]}\n"
                           "typos: sometimes\n",
                           NULL, problems));
    ASSERT_SAID(problems, "5:8 “typos” is “allow” or “refuse”");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/definition/stock", test_stock);
    g_test_add_func("/workflow/definition/solo", test_solo);
    g_test_add_func("/workflow/definition/typos", test_typos);
    g_test_add_func("/workflow/definition/titles", test_titles);
    g_test_add_func("/workflow/definition/ways", test_ways);
    g_test_add_func("/workflow/definition/branches", test_branches);
    g_test_add_func("/workflow/definition/resolve", test_resolve);
    g_test_add_func("/workflow/definition/nearest", test_nearest);
    g_test_add_func("/workflow/definition/severity", test_severity);
    g_test_add_func("/workflow/definition/problems", test_problems);
    g_test_add_func("/workflow/definition/signed", test_signed);
    g_test_add_func("/workflow/definition/stages", test_stages);
    g_test_add_func("/workflow/definition/bad-ways", test_bad_ways);
    g_test_add_func("/workflow/definition/bad-uses", test_bad_uses);
    g_test_add_func("/workflow/definition/bad-rules", test_bad_rules);
    g_test_add_func("/workflow/definition/durations", test_durations);
    g_test_add_func("/workflow/definition/ends", test_ends);
    g_test_add_func("/workflow/definition/moved", test_moved);
    g_test_add_func("/workflow/definition/shape", test_shape);
    g_test_add_func("/workflow/definition/roles", test_roles);
    g_test_add_func("/workflow/definition/owed", test_owed);
    g_test_add_func("/workflow/definition/hours", test_hours);
    return g_test_run();
}
