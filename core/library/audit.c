/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marbre/audit.h"

#include "base/error.h"
#include "library/inside.h"
#include "proof/verify.h"

#include <string.h>

struct marbre_audit {
    MarbreVerdict *verdict; /* what is lent lies in it */
    GArray *violations;
};

static marbre_audit *
audit_of(MarbreVerdict *verdict)
{
    marbre_audit *audit = g_new0(marbre_audit, 1);
    audit->verdict = verdict;
    audit->violations = g_array_new(FALSE, FALSE, sizeof(marbre_violation));
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *broken = verdict->violations->pdata[i];
        const marbre_violation lent = {.struct_size = sizeof lent,
                                       .commit = broken->commit,
                                       .article = broken->folder,
                                       .rule = broken->rule,
                                       .actor = broken->actor,
                                       .message = broken->message,
                                       .right = broken->right};
        g_array_append_val(audit->violations, lent);
    }
    return audit;
}

marbre_status
marbre_room_audit(marbre_room *room,
                  const char *trust,
                  const char *from,
                  const char *to,
                  marbre_audit **ret_audit,
                  char **ret_error)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {.trust = trust,
                                           .lang = room->lang,
                                           .pool = room->pool,
                                           .finder = room->kept == NULL ? NULL : room->finder};
    MarbreVerdict *verdict = marbre_verify(room->store, &settings, from, to, &error);
    if (verdict == NULL) {
        marbre_status status = marbre_library_fail(error, ret_error);
        /* What can't be judged is no no of the newsroom's. */
        return status == MARBRE_STATUS_NO ? MARBRE_STATUS_UNABLE : status;
    }
    *ret_audit = audit_of(verdict);
    return marbre_verdict_is_ok(verdict) ? MARBRE_STATUS_YES : MARBRE_STATUS_NO;
}

void
marbre_audit_free(marbre_audit *audit)
{
    if (audit == NULL)
        return;
    g_array_unref(audit->violations);
    marbre_verdict_free(audit->verdict);
    g_free(audit);
}

void
marbre_audit_tally(const marbre_audit *audit, marbre_tally *ret_tally)
{
    const MarbreVerdict *verdict = audit->verdict;
    const marbre_tally all = {.struct_size = MIN(ret_tally->struct_size, sizeof all),
                              .commits = verdict->commits,
                              .transitions = verdict->transitions,
                              .signatures = verdict->proved,
                              .is_signed = verdict->is_signed};
    memcpy(ret_tally, &all, all.struct_size);
}

size_t
marbre_audit_count(const marbre_audit *audit)
{
    return audit->violations->len;
}

const marbre_violation *
marbre_audit_violation(const marbre_audit *audit, size_t at)
{
    g_return_val_if_fail(at < audit->violations->len, NULL);
    return &g_array_index(audit->violations, marbre_violation, at);
}
