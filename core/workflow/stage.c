/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/stage.h"

#include "base/path.h"
#include "workflow/use.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_APPROVALS 100

/* ---- approvals, waivers, grades ---- */

static void
read_approvals(const MarbreReading *reading, const MarbreYamlNode *map, MarbreApprovals *approvals)
{
    static const char *const known[] = {"count", "roles", "four-eyes", NULL};
    int64_t count = 1;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems)) {
        approvals->roles = marbre_reading_ids(reading, NULL);
        return;
    }
    (void)marbre_yaml_expect_int(reading->yaml, marbre_yaml_find(map, "count"), 1, MOST_APPROVALS,
                                 reading->problems, &count);
    approvals->count = (unsigned)count;
    approvals->roles = marbre_reading_roles(
        reading, marbre_yaml_expect_key(reading->yaml, map, "roles", reading->problems));
    (void)marbre_yaml_expect_bool(reading->yaml, marbre_yaml_find(map, "four-eyes"),
                                  reading->problems, &approvals->four_eyes);
}

/* What is owed is owed from publication, and publication is leaving the last stage. */
static void
read_owing(const MarbreStages *stages, const MarbreYamlNode *map, MarbreStage *stage)
{
    static const char *const known[] = {"stages", "of", "within", NULL};
    const MarbreReading *reading = &stages->reading;
    MarbreOwing *owing = &stage->owing;
    const MarbreYamlNode *list = NULL;

    if (map != NULL && marbre_yaml_expect_map(reading->yaml, map, known, reading->problems)) {
        list = marbre_yaml_expect_key(reading->yaml, map, "stages", reading->problems);
        owing->of = g_strdup(marbre_reading_id(
            reading, marbre_yaml_expect_key(reading->yaml, map, "of", reading->problems)));
        (void)marbre_reading_hours(
            reading, marbre_yaml_expect_key(reading->yaml, map, "within", reading->problems),
            &owing->within);
        owing->span = marbre_yaml_node_get_span(map);
        if (stage->index + 1 != stages->count)
            marbre_yaml_problem_at_key(reading->yaml, map, reading->problems,
                                       _("what is owed is owed from publication: “owed” belongs "
                                         "to the last stage, which an article leaves by it"));
    }
    owing->stages = marbre_reading_ids(reading, list);
}

static char **
read_waived_rules(const MarbreReading *reading, const MarbreYamlNode *list)
{
    g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func(g_free);

    if (list != NULL && marbre_yaml_expect_list(reading->yaml, list, reading->problems)) {
        for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
            const MarbreYamlNode *node = marbre_yaml_node_get_child(list, i);
            const char *rule = marbre_yaml_expect_text(reading->yaml, node, reading->problems);

            if (rule != NULL && marbre_reading_rule(reading, node, rule, false))
                g_ptr_array_add(rules, g_strdup(rule));
        }
    }
    g_ptr_array_add(rules, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&rules), FALSE);
}

static void
read_waivers(const MarbreReading *reading, const MarbreYamlNode *map, MarbreWaivers *waivers)
{
    static const char *const known[] = {"roles", "rules", "longest", NULL};
    const MarbreYamlNode *rules = NULL;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems)) {
        waivers->roles = marbre_reading_ids(reading, NULL);
        waivers->rules = marbre_reading_ids(reading, NULL);
        return;
    }
    waivers->roles = marbre_reading_roles(
        reading, marbre_yaml_expect_key(reading->yaml, map, "roles", reading->problems));
    rules = marbre_yaml_expect_key(reading->yaml, map, "rules", reading->problems);
    waivers->rules = read_waived_rules(reading, rules);
    waivers->span = marbre_yaml_node_get_span(rules);
    (void)marbre_reading_days(reading, marbre_yaml_find(map, "longest"), &waivers->longest);
}

static void
free_grade(gpointer data)
{
    MarbreGrade *grade = data;

    g_free(grade->rule);
    g_free(grade);
}

static void
read_grade(const MarbreReading *reading,
           const char *rule,
           const MarbreYamlNode *node,
           GPtrArray *grades)
{
    static const char *const words[] = {"error", "warning", "note", "off", NULL};
    MarbreSeverity severity = MARBRE_SEVERITY_ERROR;
    bool named = marbre_reading_rule(reading, node, rule, true);
    const char *word =
        marbre_yaml_expect_choice(reading->yaml, node, words, reading->problems, NULL);
    MarbreGrade *grade = NULL;

    if (!named || word == NULL || !marbre_severity_parse(word, &severity))
        return;
    grade = g_new0(MarbreGrade, 1);
    grade->rule = g_strdup(rule);
    grade->severity = severity;
    grade->span = marbre_yaml_node_get_key_span(node);
    g_ptr_array_add(grades, grade);
}

GPtrArray *
marbre_grades_parse(const MarbreReading *reading, const MarbreYamlNode *node)
{
    GPtrArray *grades = g_ptr_array_new_with_free_func(free_grade);

    if (node == NULL || !marbre_yaml_expect_map(reading->yaml, node, NULL, reading->problems))
        return grades;
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
        read_grade(reading, marbre_yaml_node_get_key(node, i), marbre_yaml_node_get_child(node, i),
                   grades);
    return grades;
}

/* ---- ways ---- */

size_t
marbre_stages_find(const MarbreStages *stages, const MarbreYamlNode *node, const char *id)
{
    const MarbreReading *reading = &stages->reading;
    const char *nearest = NULL;

    for (size_t i = 0; i < stages->count; i++)
        if (strcmp(stages->ids[i], id) == 0)
            return i;
    nearest = marbre_nearest(id, stages->ids);
    if (marbre_stage_is_reserved(id))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is no stage to go to: leaving the last stage publishes, and "
                              "“marbre spike” and “marbre retract” do the rest"),
                            id);
    else if (nearest != NULL && *nearest != '\0')
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("there is no stage “%s”; did you mean “%s”?"), id, nearest);
    else
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("there is no stage “%s”; name one of this workflow"), id);
    return stages->count;
}

/* A list of stages that all lie after this one, or all before it. */
static char **
read_ways(const MarbreStages *stages, const MarbreYamlNode *list, size_t index, bool forward)
{
    const MarbreReading *reading = &stages->reading;
    char **ways = marbre_reading_ids(reading, list);

    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(list, i);
        const char *id = marbre_yaml_node_get_string(node);
        size_t target = 0;

        if (id == NULL || !marbre_id_is_valid(id))
            continue;
        target = marbre_stages_find(stages, node, id);
        if (target == stages->count)
            continue;
        if (forward && target <= index)
            marbre_yaml_problem(reading->yaml, node, reading->problems,
                                _("“%s” does not come after this stage, so that articles would go "
                                  "in a circle; the ways back are named by “return-to”"),
                                id);
        else if (!forward && target >= index)
            marbre_yaml_problem(reading->yaml, node, reading->problems,
                                _("“%s” does not come before this stage; the ways forward are "
                                  "named by “next”"),
                                id);
    }
    return ways;
}

/* ---- the stage ---- */

/* The line on which the stage of this index has its id. */
static uint64_t
line_of(const MarbreReading *reading, const MarbreYamlNode *map, size_t index)
{
    const MarbreYamlNode *list = marbre_yaml_node_get_parent(map);
    const MarbreYamlNode *id = marbre_yaml_find(marbre_yaml_node_get_child(list, index), "id");
    MarbreSpan span = marbre_yaml_node_get_span(id);

    return marbre_lines_place(marbre_yaml_get_lines(reading->yaml), span.start).line;
}

static void
check_id(const MarbreStages *stages,
         const MarbreYamlNode *map,
         const MarbreYamlNode *node,
         const MarbreStage *stage)
{
    const MarbreReading *reading = &stages->reading;

    if (marbre_stage_is_reserved(stage->id))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” cannot be a stage: the word stands for articles that have "
                              "left all stages"),
                            stage->id);
    for (size_t i = 0; i < stage->index; i++) {
        if (strcmp(stages->ids[i], stage->id) == 0) {
            marbre_yaml_problem(
                reading->yaml, node, reading->problems,
                _("there is already a stage “%s”, on line %llu; give one of them another name"),
                stage->id, (unsigned long long)line_of(reading, map, i));
            return;
        }
    }
}

static void
read_id(const MarbreStages *stages, const MarbreYamlNode *map, MarbreStage *stage)
{
    const MarbreReading *reading = &stages->reading;
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, map, "id", reading->problems);
    const char *id = marbre_reading_id(reading, node);

    stage->id = g_strdup(id != NULL ? id : "");
    stage->span = marbre_yaml_node_get_span(node);
    if (id != NULL)
        check_id(stages, map, node, stage);
}

/* Every article starts at the first stage and is published from the last one: a condition there
 * would leave some without a way in or out. */
static void
read_when(const MarbreStages *stages, const MarbreYamlNode *node, MarbreStage *stage)
{
    const MarbreReading *reading = &stages->reading;

    if (node == NULL)
        return;
    stage->when = marbre_condition_parse(reading->yaml, node, reading->problems);
    if (stage->index == 0)
        marbre_yaml_problem_at_key(
            reading->yaml, node, reading->problems,
            _("every article starts at the first stage, so it has no “when”; take that key away"));
    else if (stage->index + 1 == stages->count)
        marbre_yaml_problem_at_key(reading->yaml, node, reading->problems,
                                   _("every article is published from the last stage, so it has no "
                                     "“when”; take that key away"));
}

/* Where signatures are asked for, a change of the rules asks for administrators' as well: without
   their keys nobody could ever change them. */
static void
read_signed(const MarbreReading *reading, const MarbreYamlNode *node, MarbreStage *stage)
{
    bool good = marbre_yaml_expect_bool(reading->yaml, node, reading->problems, &stage->is_signed);

    if (!good || !stage->is_signed || reading->people == NULL)
        return;
    unsigned needed = marbre_people_get_admins_needed(reading->people);
    if (marbre_people_count_signing_admins(reading->people) < needed)
        marbre_yaml_problem_at_key(
            reading->yaml, node, reading->problems,
            g_dngettext(GETTEXT_PACKAGE,
                        "a change of the rules would take the signature of %u administrator, and "
                        "people.yaml has no key for as many: begin with  marbre people add-key",
                        "a change of the rules would take the signatures of %u administrators, "
                        "and people.yaml has no keys for as many: begin with  marbre people "
                        "add-key",
                        needed),
            needed);
}

static void
read_roles(const MarbreReading *reading, const MarbreYamlNode *map, MarbreStage *stage)
{
    const MarbreYamlNode *list =
        marbre_yaml_expect_key(reading->yaml, map, "roles", reading->problems);

    stage->roles = marbre_reading_roles(reading, list);
    if (marbre_yaml_node_get_kind(list) == MARBRE_YAML_LIST &&
        marbre_yaml_node_get_count(list) == 0)
        marbre_yaml_problem(reading->yaml, list, reading->problems,
                            _("nobody could move an article out of this stage; name a role"));
}

static void
read_parts(const MarbreStages *stages, const MarbreYamlNode *map, MarbreStage *stage)
{
    const MarbreReading *reading = &stages->reading;
    const MarbreYamlNode *back = marbre_yaml_find(map, "return-to");

    read_when(stages, marbre_yaml_find(map, "when"), stage);
    read_roles(reading, map, stage);
    read_approvals(reading, marbre_yaml_find(map, "approvals"), &stage->approvals);
    read_waivers(reading, marbre_yaml_find(map, "waivers"), &stage->waivers);
    read_owing(stages, marbre_yaml_find(map, "owed"), stage);
    stage->next = read_ways(stages, marbre_yaml_find(map, "next"), stage->index, true);
    if (back != NULL)
        stage->return_to = read_ways(stages, back, stage->index, false);
    read_signed(reading, marbre_yaml_find(map, "signed"), stage);
}

MarbreStage *
marbre_stage_parse(const MarbreStages *stages, const MarbreYamlNode *node, size_t index)
{
    static const char *const known[] = {"id",        "title",     "when",    "roles",    "checks",
                                        "actions",   "approvals", "waivers", "severity", "next",
                                        "return-to", "signed",    "owed",    NULL};
    const MarbreReading *reading = &stages->reading;
    bool map = marbre_yaml_expect_map(reading->yaml, node, known, reading->problems);
    MarbreStage *stage = g_new0(MarbreStage, 1);

    stage->index = index;
    if (map) {
        read_id(stages, node, stage);
        read_parts(stages, node, stage);
    }
    stage->title = marbre_reading_titles(reading, marbre_yaml_find(node, "title"));
    stage->checks = marbre_uses_parse(reading, marbre_yaml_find(node, "checks"), false);
    stage->actions = marbre_uses_parse(reading, marbre_yaml_find(node, "actions"), true);
    stage->grades = marbre_grades_parse(reading, marbre_yaml_find(node, "severity"));
    return stage;
}

void
marbre_stage_free(MarbreStage *stage)
{
    if (stage == NULL)
        return;
    g_free(stage->id);
    g_hash_table_unref(stage->title);
    marbre_condition_free(stage->when);
    g_strfreev(stage->roles);
    g_ptr_array_unref(stage->checks);
    g_ptr_array_unref(stage->actions);
    g_strfreev(stage->approvals.roles);
    g_strfreev(stage->waivers.roles);
    g_strfreev(stage->waivers.rules);
    g_strfreev(stage->owing.stages);
    g_free(stage->owing.of);
    g_ptr_array_unref(stage->grades);
    g_strfreev(stage->next);
    g_strfreev(stage->return_to);
    g_free(stage);
}
