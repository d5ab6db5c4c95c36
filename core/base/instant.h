/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** A moment in time, with the distance from UTC of the clock it was read from. */
typedef struct {
    int64_t seconds; /**< since 1970-01-01T00:00:00Z */
    int32_t offset;  /**< minutes east of UTC */
} MarbreInstant;

/** Read RFC 3339 with a zone; seconds may be left out, a fraction is dropped. Years 1 to 9999. */
bool marbre_instant_parse(const char *text, MarbreInstant *ret_instant);

/** `2023-09-19T14:03:22+02:00`; UTC is written `+00:00`. (transfer full) */
char *marbre_instant_format(MarbreInstant instant);

/** `seconds` as the clocks of `zone` show it. */
MarbreInstant marbre_instant_at(int64_t seconds, GTimeZone *zone);

/**
 * Read a date or a date with a time as people write it: `2023-09-19`, `2023-09-19 14:05`,
 * `2023-09-19T14:05:00+02:00`, `19/09/2023`, `19 septembre 2023`, `1er mai 2023, 18 h 30`,
 * `September 19, 2023`. Without a zone of its own it is taken in `zone`.
 *
 * @param ret_first  first second of what was written: of a day, the day's first
 * @param ret_after  first second behind it: of a day, the next day's first; of a time, one more
 */
bool
marbre_moment_parse(const char *written, GTimeZone *zone, int64_t *ret_first, int64_t *ret_after);

/**
 * The same for what must not happen too early: an hour without a zone that the clocks of `zone`
 * show twice, in the night when they go back, is the second one; one that they leap over is the
 * hour that it would have been.
 */
bool marbre_moment_parse_late(const char *written,
                              GTimeZone *zone,
                              int64_t *ret_first,
                              int64_t *ret_after);
