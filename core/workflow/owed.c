/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/definition.h"

#include "base/path.h"
#include "workflow/stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The node of what the last stage's `owed` says under a key. */
static const MarbreYamlNode *
owed_node(const MarbreWorkflow *workflow, const char *key)
{
    const MarbreYamlNode *root = marbre_yaml_get_root(workflow->document);
    const MarbreYamlNode *list = marbre_yaml_find(root, "stages");
    const MarbreYamlNode *stage =
        marbre_yaml_node_get_child(list, marbre_workflow_count(workflow) - 1);

    return marbre_yaml_find(marbre_yaml_find(stage, "owed"), key);
}

static const MarbreWorkflow *
find_other(const MarbreWorkflow *workflow, const GPtrArray *workflows, GPtrArray *problems)
{
    const char *of = marbre_workflow_last(workflow)->owing.of;
    const MarbreYamlNode *node = owed_node(workflow, "of");
    g_autofree const char **names = g_new0(const char *, workflows->len + 1);

    if (strcmp(of, workflow->name) == 0) {
        marbre_yaml_problem(workflow->document, node, problems,
                            _("“of” names another workflow; who may hurry past the stages of this "
                              "one is said by “urgent”"));
        return NULL;
    }
    for (unsigned i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *other = g_ptr_array_index(workflows, i);

        if (strcmp(other->name, of) == 0)
            return other;
        names[i] = other->name;
    }
    marbre_yaml_problem(workflow->document, node, problems,
                        _("there is no workflow “%s”; did you mean “%s”?"), of,
                        marbre_nearest(of, names) != NULL ? marbre_nearest(of, names) : names[0]);
    return NULL;
}

/* The same stage once more, as one of this workflow's: it was read without a problem before. */
static MarbreStage *
read_again(const MarbreWorkflow *other, const MarbreStage *stage)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    size_t count = marbre_workflow_count(other);
    g_autofree const char **ids = g_new0(const char *, count + 1);
    const MarbreYamlNode *root = marbre_yaml_get_root(other->document);
    const MarbreYamlNode *list = marbre_yaml_find(root, "stages");

    for (size_t i = 0; i < count; i++)
        ids[i] = marbre_workflow_at(other, i)->id;
    const MarbreStages stages = {{other->document, none, NULL}, ids, count};
    return marbre_stage_parse(&stages, marbre_yaml_node_get_child(list, stage->index),
                              stage->index);
}

static void
add(MarbreWorkflow *workflow,
    const MarbreWorkflow *other,
    const MarbreYamlNode *node,
    const char *id,
    GPtrArray *problems)
{
    const MarbreStage *stage = marbre_workflow_resolve(other, id);
    const char *nearest = marbre_workflow_nearest(other, id);
    MarbreStage *again = NULL;

    if (stage == NULL || strcmp(stage->id, id) != 0) {
        marbre_yaml_problem(workflow->document, node, problems,
                            _("the workflow “%s” has no stage “%s”; the nearest is “%s”"),
                            other->name, id,
                            nearest != NULL ? nearest : marbre_workflow_first(other)->id);
        return;
    }
    if (marbre_workflow_resolve(workflow, id) != NULL) {
        marbre_yaml_problem(workflow->document, node, problems,
                            _("“%s” is a stage of this workflow too, or was: an approval of it "
                              "could mean either"),
                            id);
        return;
    }
    again = read_again(other, stage);
    again->index = marbre_workflow_all(workflow);
    g_ptr_array_add(workflow->owed, again);
}

void
marbre_workflow_link(MarbreWorkflow *workflow, const GPtrArray *workflows, GPtrArray *problems)
{
    const MarbreOwing *owing = &marbre_workflow_last(workflow)->owing;
    const MarbreWorkflow *other =
        owing->of == NULL ? NULL : find_other(workflow, workflows, problems);
    const MarbreYamlNode *list = owed_node(workflow, "stages");

    if (other == NULL)
        return;
    workflow->owed_document = marbre_yaml_ref(other->document);
    for (size_t i = 0; owing->stages[i] != NULL; i++)
        add(workflow, other, marbre_yaml_node_get_child(list, i), owing->stages[i], problems);
}
