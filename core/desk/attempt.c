/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/attempt.h"

#include "base/error.h"

/* How often a move is begun again when plain git moves the branch at just this moment. */
#define ATTEMPTS 6
#define PATIENCE (INT64_C(5) * G_USEC_PER_SEC)

static bool
may_try_again(const GError *reason, unsigned attempts, int64_t started)
{
    if (reason->domain != MARBRE_ERROR || reason->code != MARBRE_ERROR_BUSY ||
        attempts >= ATTEMPTS || g_get_monotonic_time() - started >= PATIENCE)
        return false;
    g_usleep((gulong)g_random_int_range(1000, 20000 * (gint32)attempts));
    return true;
}

bool
marbre_attempt(MarbreAttempt attempt, void *act, GError **error)
{
    g_autoptr(GError) reason = NULL;
    int64_t started = g_get_monotonic_time();
    bool done = attempt(act, &reason);
    for (unsigned i = 1; !done && may_try_again(reason, i, started); i++) {
        g_clear_error(&reason);
        done = attempt(act, &reason);
    }
    if (!done)
        g_propagate_error(error, g_steal_pointer(&reason));
    return done;
}

MarbreNewsroom *
marbre_attempt_begin(const MarbreSession *session, MarbreWrite **ret_write, GError **error)
{
    *ret_write = NULL;
    if (session->dry_run)
        return marbre_session_newsroom(session, error);
    g_autoptr(MarbreWrite) write = marbre_store_begin(session->store, error);
    MarbreNewsroom *tip =
        write == NULL ? NULL : marbre_newsroom_new(session->store, marbre_write_base(write), error);
    if (tip == NULL)
        return NULL;
    marbre_session_seal(session, tip, write);
    *ret_write = g_steal_pointer(&write);
    return tip;
}
