/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/stranded.h"

#include "base/error.h"
#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Articles at a stage that is no more. */
typedef struct {
    const MarbreWorkflow *workflow; /* not owned; the usual one where theirs is gone */
    char *stage;
    unsigned count;
    char *first; /* folder of the first of them */
} Stranded;

typedef struct {
    MarbreNewsroom *newsroom;
    GArray *found; /* of Stranded */
    GArray *debts; /* of Stranded: what they owe an answer for */
    GError *error;
} Search;

static void
stranded_clear(void *data)
{
    Stranded *stranded = data;
    g_free(stranded->stage);
    g_free(stranded->first);
}

static void
add(Search *search,
    GArray *found,
    const MarbreWorkflow *workflow,
    const char *stage,
    const char *folder)
{
    for (guint i = 0; i < found->len; i++) {
        Stranded *stranded = &g_array_index(found, Stranded, i);
        if (stranded->workflow == workflow && strcmp(stranded->stage, stage) == 0) {
            stranded->count++;
            return;
        }
    }
    const Stranded stranded = {workflow, g_strdup(stage), 1, g_strdup(folder)};
    g_array_append_val(found, stranded);
}

static bool
look(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(search->newsroom),
                                                   path, MARBRE_STATE_LIMIT, &reason);
    if (bytes == NULL) {
        if (reason->code != MARBRE_ERROR_NOT_FOUND)
            search->error = g_steal_pointer(&reason);
        return search->error == NULL;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = marbre_state_parse(path, bytes, problems);
    if (state == NULL)
        return true; /* a broken state is for `check` to tell */
    const MarbrePolicy *policy = marbre_newsroom_get_policy(search->newsroom);
    const MarbreWorkflow *workflow = marbre_policy_workflow_for(policy, state->workflow);
    for (guint i = 0; i < state->owed->len; i++) {
        const char *owed = ((const MarbreOwed *)state->owed->pdata[i])->stage;
        if (marbre_workflow_stage(workflow, owed) == NULL)
            add(search, search->debts, workflow, owed, folder);
    }
    if (!marbre_stage_is_reserved(state->stage) &&
        marbre_workflow_resolve(workflow, state->stage) == NULL)
        add(search, search->found, workflow, state->stage, folder);
    return true;
}

static void
tell(const Stranded *stranded, GPtrArray *problems)
{
    const MarbreWorkflow *workflow = stranded->workflow;
    const MarbreStage *first = marbre_workflow_first(workflow);
    const char *nearest = marbre_workflow_nearest(workflow, stranded->stage);
    marbre_problems_add(
        problems, workflow->path, marbre_yaml_get_lines(workflow->document), first->span.start,
        g_dngettext(GETTEXT_PACKAGE,
                    "%u article stands at “%s”, which this workflow does not have (%s); say where "
                    "it goes:  moved: {%s: %s}",
                    "%u articles stand at “%s”, which this workflow does not have (the first: %s); "
                    "say where they go:  moved: {%s: %s}",
                    stranded->count),
        stranded->count, stranded->stage, stranded->first, stranded->stage,
        nearest == NULL ? first->id : nearest);
}

static void
tell_debt(const Stranded *stranded, GPtrArray *problems)
{
    const MarbreWorkflow *workflow = stranded->workflow;
    marbre_problems_add(
        problems, workflow->path, marbre_yaml_get_lines(workflow->document),
        marbre_workflow_first(workflow)->span.start,
        g_dngettext(GETTEXT_PACKAGE,
                    "%u article owes an answer for “%s” (%s), and this workflow knows that stage "
                    "no more: nobody could give it",
                    "%u articles owe an answer for “%s” (the first: %s), and this workflow knows "
                    "that stage no more: nobody could give it",
                    stranded->count),
        stranded->count, stranded->stage, stranded->first);
}

bool
marbre_stranded_find(MarbreNewsroom *newsroom, GPtrArray *problems, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Stranded));
    g_array_set_clear_func(found, stranded_clear);
    g_autoptr(GArray) debts = g_array_new(FALSE, FALSE, sizeof(Stranded));
    g_array_set_clear_func(debts, stranded_clear);
    Search search = {newsroom, found, debts, NULL};
    if (!marbre_newsroom_each(newsroom, look, &search, error))
        return false;
    if (search.error != NULL) {
        g_propagate_error(error, search.error);
        return false;
    }
    for (guint i = 0; i < found->len; i++)
        tell(&g_array_index(found, Stranded, i), problems);
    for (guint i = 0; i < debts->len; i++)
        tell_debt(&g_array_index(debts, Stranded, i), problems);
    return true;
}
