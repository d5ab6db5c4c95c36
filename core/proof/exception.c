/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/exception.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- at the end --------------------------------------------------------------------------------
 */

static bool
is_same(MarbreSnapshot *one, MarbreSnapshot *other, const char *path)
{
    g_autoptr(MarbreEntry) here = marbre_snapshot_entry(one, path, NULL);
    g_autoptr(MarbreEntry) there = marbre_snapshot_entry(other, path, NULL);
    if (here == NULL || there == NULL)
        return here == there;
    return here->kind == there->kind && strcmp(here->oid, there->oid) == 0;
}

/* Whether the rules that bind what comes after it are not those that bound it. What can't be read
   may be anything. */
static bool
changes_rules(MarbreStore *store, const char *id)
{
    static const char *const rules[] = {MARBRE_SETTINGS_PATH, MARBRE_PEOPLE_PATH,
                                        MARBRE_WORKFLOWS_FOLDER, MARBRE_ATTRIBUTES_PATH};
    g_autoptr(MarbreCommit) commit = marbre_commit_read(store, id, NULL);
    g_autoptr(MarbreSnapshot) before =
        commit == NULL || commit->parents[0] == NULL
            ? NULL
            : marbre_snapshot_commit(store, commit->parents[0], NULL);
    g_autoptr(MarbreSnapshot) after =
        before == NULL ? NULL : marbre_snapshot_commit(store, id, NULL);
    if (after == NULL)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        if (!is_same(before, after, rules[i]))
            return true;
    return false;
}

void
marbre_exceptions_apply(MarbreJudge *judge)
{
    MarbreVerdict *verdict = judge->verdict;
    if (judge->settings->no_exceptions || verdict->violations->len == 0)
        return;
    g_autoptr(MarbreSnapshot) end = marbre_snapshot_commit(judge->store, verdict->to, NULL);
    const MarbreLaw *law = end == NULL ? NULL : marbre_laws_of(judge->laws, end, NULL, NULL);
    for (guint i = 0; law != NULL && i < verdict->violations->len; i++) {
        MarbreViolation *violation = g_ptr_array_index(verdict->violations, i);
        const MarbreException *exception =
            violation->old ? marbre_settings_exception(marbre_policy_get_settings(law->policy),
                                                       violation->commit, violation->rule)
                           : NULL;
        if (exception == NULL || changes_rules(judge->store, violation->commit))
            continue;
        violation->excepted = g_strdup(exception->reason);
        verdict->exceptions++;
    }
}

/* --- when they are written ---------------------------------------------------------------------
 */

/* False with an error where that can't be told. */
static bool
is_history(const MarbrePassage *passage, const char *id, bool *ret_is, GError **error)
{
    MarbreStore *store = passage->judge->store;
    g_autoptr(GError) reason = NULL;
    g_autofree char *there = marbre_store_resolve(store, id, NULL);
    *ret_is = there != NULL && strcmp(there, id) == 0 &&
              marbre_store_is_ancestor(store, id, passage->commit->parents[0], &reason);
    if (reason == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

bool
marbre_exceptions_judge(const MarbrePassage *passage, const MarbrePolicy *policy, GError **error)
{
    const MarbreSettings *before = marbre_policy_get_settings(passage->law->policy);
    const GPtrArray *exceptions = marbre_policy_get_settings(policy)->exceptions;
    for (guint i = 0; i < exceptions->len; i++) {
        const MarbreException *exception = g_ptr_array_index(exceptions, i);
        bool old = false;
        if (marbre_settings_exception(before, exception->commit, exception->rule) != NULL)
            continue;
        if (!is_history(passage, exception->commit, &old, error))
            return false;
        if (!old)
            marbre_passage_violate(
                passage, NULL, "marbre/policy-broken",
                g_strdup_printf(_("%.10s is excepted from a rule, and is no commit of this "
                                  "history"),
                                exception->commit),
                g_strdup(_("exceptions are for what is history already")));
    }
    return true;
}
