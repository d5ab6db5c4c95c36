/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: where an article and the rules stand on the branch's own line. */
#pragma once

#include "store/snapshot.h"

#include <glib.h>
#include <stdbool.h>

/** Commits of the branch's own line behind `trust` up to `tip`, newest first; the last is `trust`
 * itself. (transfer full) of char *; NULL with MARBRE_ERROR_FAILED where it is not on that line */
GPtrArray *marbre_line_read(MarbreStore *store, const char *trust, const char *tip, GError **error);

/** What must not change but by a step. */
typedef struct {
    char content[41]; /**< git id of the article's folder; "" where there is none */
    char *rules;      /**< git ids of the policy's files */
} MarbreStanding;

/** Clears what was there. */
bool marbre_standing_read(MarbreStanding *standing,
                          MarbreStore *store,
                          const char *commit,
                          const char *folder,
                          GError **error);
bool marbre_standing_equal(const MarbreStanding *one, const MarbreStanding *other);
void marbre_standing_clear(MarbreStanding *standing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreStanding, marbre_standing_clear)
