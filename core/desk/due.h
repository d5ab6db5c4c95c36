/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/transition.h"
#include "newsroom/agenda.h"

#include <glib.h>

/** One thing whose hour has come, and what became of it. */
typedef struct {
    char *folder;
    char *title;
    MarbreMove move;    /**< PUBLISH or UNPUBLISH */
    int64_t at;         /**< the second that was set for it */
    MarbreReply *reply; /**< (nullable) the gate's; NULL where there is an error */
    GError *error;      /**< (nullable) it could not be asked or done; the others were */
} MarbreDue;

void marbre_due_free(MarbreDue *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreDue, marbre_due_free)

/**
 * Do all whose hour has come: take offline what was to be online until then, and publish what
 * stands at the last stage. Everything is judged again by the gate; what it refuses, or what fails,
 * stops nothing else. Where nothing is due, nobody need be known and no article is opened.
 *
 * @param roll      (nullable) the index of the branch's articles
 * @param ret_kept  (nullable) as marbre_desk_move()
 * @return (transfer full) of MarbreDue, the earliest hour first; NULL with an error:
 *     MARBRE_ERROR_REFUSED (unknown person), _FAILED
 */
GPtrArray *marbre_desk_due(const MarbreSession *session,
                           MarbreRoll *roll,
                           GPtrArray *ret_kept,
                           GError **error);
