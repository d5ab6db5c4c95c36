/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/law.h"

#include "base/error.h"
#include "base/problem.h"

#include <glib/gi18n-lib.h>

struct MarbreLaws {
    GHashTable *known; /* ids of the files to MarbreLaw */
};

static void
law_free(void *data)
{
    MarbreLaw *law = data;
    marbre_policy_unref(law->policy);
    g_hash_table_unref(law->plans);
    g_free(law);
}

MarbreLaws *
marbre_laws_new(void)
{
    MarbreLaws *laws = g_new0(MarbreLaws, 1);
    laws->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, law_free);
    return laws;
}

void
marbre_laws_free(MarbreLaws *laws)
{
    if (laws == NULL)
        return;
    g_hash_table_unref(laws->known);
    g_free(laws);
}

GPtrArray *
marbre_laws_plans(const MarbreLaws *laws)
{
    GPtrArray *plans = g_ptr_array_new();
    GHashTableIter law_iter, plan_iter;
    gpointer law = NULL, plan = NULL;
    g_hash_table_iter_init(&law_iter, laws->known);
    while (g_hash_table_iter_next(&law_iter, NULL, &law)) {
        g_hash_table_iter_init(&plan_iter, ((MarbreLaw *)law)->plans);
        while (g_hash_table_iter_next(&plan_iter, NULL, &plan))
            g_ptr_array_add(plans, plan);
    }
    return plans;
}

/* What tells one policy from another without reading it. (transfer full) */
static char *
name_of(MarbreSnapshot *snapshot)
{
    static const char *const files[] = {MARBRE_SETTINGS_PATH, MARBRE_PEOPLE_PATH,
                                        MARBRE_WORKFLOWS_FOLDER};
    GString *name = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, files[i], NULL);
        g_string_append_printf(name, "%s ", entry == NULL ? "-" : entry->oid);
    }
    return g_string_free(name, FALSE);
}

MarbreLaw *
marbre_laws_of(MarbreLaws *laws, MarbreSnapshot *snapshot, bool *ret_broken, GError **error)
{
    g_autofree char *name = name_of(snapshot);
    MarbreLaw *law = g_hash_table_lookup(laws->known, name);
    if (law != NULL)
        return law;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = marbre_policy_load(snapshot, problems);
    if (policy == NULL) {
        g_autoptr(GError) reason = marbre_policy_problems_to_error(problems);
        if (ret_broken != NULL)
            *ret_broken |= reason->code == MARBRE_ERROR_USAGE;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the rules of commit %s can't be read, so nothing after it can be judged: "
                      "%s"),
                    marbre_snapshot_commit_id(snapshot), reason->message);
        return NULL;
    }
    law = g_new0(MarbreLaw, 1);
    law->policy = g_steal_pointer(&policy);
    law->plans =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)marbre_plan_unref);
    g_hash_table_insert(laws->known, g_steal_pointer(&name), law);
    return law;
}

MarbrePlan *
marbre_law_plan(MarbreLaw *law,
                MarbreNewsroom *newsroom,
                MarbrePool *pool,
                const char *workflow,
                GError **error)
{
    const MarbreWorkflow *found = marbre_policy_workflow(law->policy, workflow);
    if (found == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("there is no workflow “%s”; `marbre workflow list` names them"), workflow);
        return NULL;
    }
    MarbrePlan *plan = g_hash_table_lookup(law->plans, found->name);
    if (plan != NULL)
        return plan;
    plan = marbre_plan_new(newsroom, found, pool, error);
    if (plan != NULL)
        g_hash_table_insert(law->plans, g_strdup(found->name), plan);
    return plan;
}
