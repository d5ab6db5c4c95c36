/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** Whether the site shows what it is to show. */
typedef struct {
    bool nothing;       /**< the branch of rendered output is not there */
    GPtrArray *folders; /**< of char *: articles whose page is not, or no more, as it is to be */
} MarbreLag;

void marbre_lag_free(MarbreLag *lag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLag, marbre_lag_free)

/**
 * What readers do not see yet as the newsroom's record has it; `marbre publish` shows it. Opens the
 * records of what has changed since the branch was rendered, and nothing else.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED
 */
MarbreLag *marbre_desk_lag(MarbreNewsroom *tip, GError **error);
