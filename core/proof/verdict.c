/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/verdict.h"

void
marbre_violation_free(MarbreViolation *violation)
{
    if (violation == NULL)
        return;
    g_free(violation->commit);
    g_free(violation->folder);
    g_free(violation->rule);
    g_free(violation->actor);
    g_free(violation->message);
    g_free(violation->right);
    g_free(violation->excepted);
    g_free(violation);
}

void
marbre_violation_members(MarbreJson *json, const MarbreViolation *violation)
{
    marbre_json_member_string(json, "commit", violation->commit);
    marbre_json_member_string(json, "article", violation->folder);
    marbre_json_member_string(json, "rule", violation->rule);
    marbre_json_member_string(json, "actor", violation->actor);
    marbre_json_member_string(json, "message", violation->message);
}

MarbreVerdict *
marbre_verdict_new(void)
{
    MarbreVerdict *verdict = g_new0(MarbreVerdict, 1);
    verdict->violations = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_violation_free);
    return verdict;
}

void
marbre_verdict_free(MarbreVerdict *verdict)
{
    if (verdict == NULL)
        return;
    g_free(verdict->trust);
    g_free(verdict->from);
    g_free(verdict->to);
    g_ptr_array_unref(verdict->violations);
    g_free(verdict);
}

bool
marbre_verdict_is_ok(const MarbreVerdict *verdict)
{
    return verdict->unjudged == 0 && verdict->violations->len == verdict->exceptions;
}

void
marbre_verdict_settle(MarbreVerdict *verdict)
{
    verdict->is_signed = verdict->proved > 0 && verdict->proved == verdict->transitions;
}
