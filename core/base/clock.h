/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

/* What the clocks of a zone show, as seconds of UTC. Times are as many seconds after 1 January 1970
   as the clocks say. */

/** The second at which they show `local`: the first one where they show it twice, the first one
 * after the gap where they never do. */
int64_t marbre_clock_first(int64_t local, GTimeZone *zone);

/** The last second that may be meant: the second one where they show it twice, and where they never
 * do, as they would show it without the change. */
int64_t marbre_clock_last(int64_t local, GTimeZone *zone);
