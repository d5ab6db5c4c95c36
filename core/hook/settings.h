/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/* What a server's git configuration says to the hook. What can't be read there is never a yes. */

/** The commit taken on trust: a whole id, and no name that somebody could move. (transfer full) */
char *marbre_server_trust(MarbreStore *store, GError **error);

/** How many seconds a push may be judged for: marbre.hookTimeout, else 60. */
bool marbre_server_seconds(MarbreStore *store, unsigned *ret_seconds, GError **error);

/** The newsroom's branch. (transfer none) */
const char *marbre_server_branch(MarbreStore *store, GError **error);
