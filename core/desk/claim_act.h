/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/claiming.h"
#include "desk/pending.h"

#include <glib.h>

/* Between the files that change the claims ledger of an article. */

/* A change on its way. */
typedef struct {
    const MarbreSession *session;
    const MarbreClaiming *claiming;
    MarbreNewsroom *tip;
    MarbrePending *pending;
    GBytes *before;       /* (nullable) the ledger as it lies */
    GBytes *after;        /* (nullable) as it will be */
    GPtrArray *sentences; /* of char *: that entries speak of */
    MarbreByWhom whom;
    MarbreClaimed *done;
} MarbreClaimAct;

/** Whether what is asked for could be written at all; MARBRE_ERROR_USAGE. */
bool marbre_claim_check_request(const MarbreClaiming *claiming,
                                GTimeZone *zone,
                                int64_t now,
                                GError **error);

/** Make `after` of `before`, and note in `done` what became of each claim. */
bool marbre_claim_change(MarbreClaimAct *act, GError **error);
