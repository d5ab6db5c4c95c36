/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/instant.h"

#include <glib.h>

/* Days and hours as people write them, in the language of messages: the sentence around them is in
   the same one. What programs read stays RFC 3339: marbre_instant_format(). */

/** `17 March 2026`; in French `17 mars 2026`, `1er mars 2026`: the day on the instant's own clock.
 *  (transfer full) */
char *marbre_date_day(MarbreInstant instant);

/** `17 March 2026, 20:55`; in French `17 mars 2026 à 20:55`, for within a sentence, whose
 *  lines do not end before the hour. (transfer full) */
char *marbre_date_hour(MarbreInstant instant);

/** `17 March 2026, 20:55`; in French `17 mars 2026, 20:55`, for a column. (transfer full) */
char *marbre_date_cell(MarbreInstant instant);

/**
 * The same of a day that somebody wrote as `2026-03-17`, of whose text nothing else is known.
 *
 * @return (transfer full) `17 March 2026`; what is no such day as marbre_text_shown() gives it
 */
char *marbre_date_written(const char *written);
