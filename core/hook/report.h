/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "hook/push.h"

/** How many refusals a pusher reads one by one. */
#define MARBRE_REFUSALS_SHOWN 20

/** Who says no to what. */
typedef enum {
    MARBRE_REPORT_SERVER,    /**< the server, to a push */
    MARBRE_REPORT_REHEARSAL, /**< a clone, to a push that the server would refuse */
    MARBRE_REPORT_COMMIT,    /**< a clone, to a commit */
} MarbreReportKind;

/**
 * What a push or a commit is refused for, as its author reads it in a terminal: each title, what is
 * wrong, whose commit it is, what would be right; nothing that a terminal would obey.
 *
 * @param refusals  of MarbreRefusal, one at least
 * @return (transfer full) lines
 */
char *marbre_push_report(MarbreReportKind kind, const GPtrArray *refusals);
