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

static void
free_time(void *data)
{
    MarbreTimeClaimed *time = data;
    g_free(time->commit);
    g_free(time->at);
    g_free(time->folder);
    g_free(time);
}

const char **
marbre_time_held_words(MarbreTimeHeld held)
{
    static const char *const words[] = {"embargo", "waiver", "claim", "rights", "backward"};
    const char **named = g_new0(const char *, G_N_ELEMENTS(words) + 1);
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (held & (1u << i))
            named[count++] = words[i];
    return named;
}

void
marbre_verdict_add_time(MarbreVerdict *verdict,
                        const char *commit,
                        const char *at,
                        MarbreTimeHeld held,
                        const char *folder)
{
    MarbreTimeClaimed *time = g_new0(MarbreTimeClaimed, 1);
    *time = (MarbreTimeClaimed){g_strdup(commit), g_strdup(at), g_strdup(folder), held};
    g_ptr_array_add(verdict->times, time);
}

MarbreVerdict *
marbre_verdict_new(void)
{
    MarbreVerdict *verdict = g_new0(MarbreVerdict, 1);
    verdict->violations = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_violation_free);
    verdict->times = g_ptr_array_new_with_free_func(free_time);
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
    g_ptr_array_unref(verdict->times);
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
