/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/definition.h"
#include "workflow/stage.h"

#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- the stages ---- */

/* The ids as they are written, so that every stage knows where the others are. */
static const char **
collect_ids(const MarbreYamlNode *list, size_t count)
{
    const char **ids = g_new0(const char *, count + 1);

    for (size_t i = 0; i < count; i++) {
        const MarbreYamlNode *map = marbre_yaml_node_get_child(list, i);
        const char *id = marbre_yaml_node_get_string(marbre_yaml_find(map, "id"));

        ids[i] = id != NULL && marbre_id_is_valid(id) ? id : "";
    }
    return ids;
}

static size_t
count_stages(const MarbreReading *reading, const MarbreYamlNode *root, const MarbreYamlNode *list)
{
    size_t count = marbre_yaml_node_get_count(list);

    if (count == 0)
        marbre_yaml_problem(reading->yaml, list, reading->problems,
                            _("a workflow has one stage at least"));
    if (count <= MARBRE_WORKFLOW_STAGES_MAX)
        return count;
    marbre_yaml_problem(reading->yaml, marbre_yaml_node_get_child(list, MARBRE_WORKFLOW_STAGES_MAX),
                        reading->problems, _("a workflow has at most %d stages, and this has %zu"),
                        MARBRE_WORKFLOW_STAGES_MAX, count);
    return MARBRE_WORKFLOW_STAGES_MAX;
}

static void
read_moved(const MarbreStages *stages, const MarbreYamlNode *map, MarbreWorkflow *workflow)
{
    const MarbreReading *reading = &stages->reading;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, NULL, reading->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const char *old = marbre_yaml_node_get_key(map, i);
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        const char *target = marbre_reading_id(reading, node);

        g_autofree char *shown = marbre_text_shown(old);

        if (g_strv_contains(stages->ids, old)) {
            marbre_yaml_problem_at_key(reading->yaml, node, reading->problems,
                                       _("“%s” is still a stage; “moved” is for dropped ones, and "
                                         "says where their articles go"),
                                       shown);
        } else if (!marbre_id_is_valid(old) || marbre_stage_is_reserved(old)) {
            marbre_yaml_problem_at_key(reading->yaml, node, reading->problems,
                                       _("“%s” cannot have been a stage; a name must have "
                                         "lower-case letters, digits and hyphens only"),
                                       shown);
        } else if (target != NULL && marbre_stages_find(stages, node, target) < stages->count) {
            g_hash_table_replace(workflow->moved, g_strdup(old), g_strdup(target));
        }
    }
}

static void
read_stages(const MarbreReading *reading, const MarbreYamlNode *root, MarbreWorkflow *workflow)
{
    const MarbreYamlNode *list =
        marbre_yaml_expect_key(reading->yaml, root, "stages", reading->problems);
    g_autofree const char **ids = NULL;
    MarbreStages stages = {*reading, NULL, 0};

    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return;
    stages.count = count_stages(reading, root, list);
    ids = collect_ids(list, stages.count);
    stages.ids = ids;
    for (size_t i = 0; i < stages.count; i++)
        g_ptr_array_add(workflow->stages,
                        marbre_stage_parse(&stages, marbre_yaml_node_get_child(list, i), i));
    read_moved(&stages, marbre_yaml_find(root, "moved"), workflow);
}

/* ---- the file ---- */

/* The workflow is called as its file is, for that is how articles name it. */
static void
read_name(const MarbreReading *reading, const MarbreYamlNode *root, MarbreWorkflow *workflow)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, root, "name", reading->problems);
    g_autofree char *file = g_path_get_basename(workflow->path);
    char *dot = strrchr(file, '.');

    if (dot != NULL)
        *dot = '\0';
    workflow->name = g_strdup(marbre_reading_id(reading, node));
    if (workflow->name != NULL && strcmp(workflow->name, file) != 0)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("the file is %s.yaml, and the workflow is “%s”; both have the same "
                              "name"),
                            file, workflow->name);
}

static void
read_retract(const MarbreReading *reading, const MarbreYamlNode *map, MarbreWorkflow *workflow)
{
    static const char *const known[] = {"roles", NULL};
    const MarbreYamlNode *list = NULL;

    if (map != NULL && marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
        list = marbre_yaml_expect_key(reading->yaml, map, "roles", reading->problems);
    workflow->retract_roles = marbre_reading_roles(reading, list);
}

static void
read_typos(const MarbreReading *reading, const MarbreYamlNode *node, MarbreWorkflow *workflow)
{
    const char *word =
        node == NULL ? NULL : marbre_yaml_expect_text(reading->yaml, node, reading->problems);

    if (word == NULL)
        return;
    workflow->typos = strcmp(word, "allow") == 0;
    if (!workflow->typos && strcmp(word, "refuse") != 0)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“typos” is “allow” or “refuse”: whether a published slip of the pen "
                              "may be mended without a note to readers"));
}

/* Who may hurry past the stages, and how long what they would have asked may stay owed. */
static void
read_urgent(const MarbreReading *reading, const MarbreYamlNode *map, MarbreWorkflow *workflow)
{
    static const char *const known[] = {"roles", "within", NULL};

    g_strfreev(workflow->urgent_roles);
    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems)) {
        workflow->urgent_roles = marbre_reading_ids(reading, NULL);
        return;
    }
    workflow->urgent_roles = marbre_reading_roles(
        reading, marbre_yaml_expect_key(reading->yaml, map, "roles", reading->problems));
    (void)marbre_reading_hours(
        reading, marbre_yaml_expect_key(reading->yaml, map, "within", reading->problems),
        &workflow->urgent);
}

static void
read_root(const MarbreReading *reading, const MarbreYamlNode *root, MarbreWorkflow *workflow)
{
    static const char *const known[] = {"version", "name",    "title", "stages", "severity",
                                        "moved",   "retract", "typos", "urgent", NULL};

    if (!marbre_yaml_expect_map(reading->yaml, root, known, reading->problems) ||
        !marbre_reading_version(reading, root))
        return;
    read_name(reading, root, workflow);
    g_hash_table_unref(workflow->title);
    workflow->title = marbre_reading_titles(reading, marbre_yaml_find(root, "title"));
    read_stages(reading, root, workflow);
    g_ptr_array_unref(workflow->grades);
    workflow->grades = marbre_grades_parse(reading, marbre_yaml_find(root, "severity"));
    read_retract(reading, marbre_yaml_find(root, "retract"), workflow);
    read_typos(reading, marbre_yaml_find(root, "typos"), workflow);
    read_urgent(reading, marbre_yaml_find(root, "urgent"), workflow);
}

static void
free_stage(gpointer stage)
{
    marbre_stage_free(stage);
}

static MarbreWorkflow *
workflow_new(const char *path)
{
    MarbreWorkflow *workflow = g_atomic_rc_box_new0(MarbreWorkflow);

    workflow->path = g_strdup(path);
    workflow->title = g_hash_table_new(g_str_hash, g_str_equal);
    workflow->stages = g_ptr_array_new_with_free_func(free_stage);
    workflow->grades = g_ptr_array_new();
    workflow->moved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    workflow->owed = g_ptr_array_new_with_free_func(free_stage);
    return workflow;
}

MarbreWorkflow *
marbre_workflow_parse(const char *path,
                      GBytes *file,
                      const MarbrePeople *people,
                      GPtrArray *problems)
{
    g_autoptr(MarbreWorkflow) workflow = workflow_new(path);
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    MarbreReading reading = {NULL, problems, people};
    unsigned before = problems->len;

    workflow->document = marbre_yaml_parse(path, file, whole, &MARBRE_YAML_POLICY, problems);
    reading.yaml = workflow->document;
    if (workflow->document != NULL)
        read_root(&reading, marbre_yaml_get_root(workflow->document), workflow);
    return marbre_reading_end(problems, before) ? g_steal_pointer(&workflow) : NULL;
}
