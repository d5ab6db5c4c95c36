/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/** What was put right in a text on its way in, counted. All zero: nothing. */
typedef struct {
    unsigned strays;     /**< bytes of Windows-1252 in a text that is UTF-8 otherwise */
    unsigned mojibake;   /**< characters read in a wrong encoding before they came, put right */
    unsigned suspicious; /**< places that look like it in a text that does not decode as a whole */
    unsigned lost;       /**< U+FFFD: characters that were lost before the copy came */
    unsigned composed;   /**< letters that came with their accents apart */
    unsigned line_ends;  /**< line and paragraph separators, form feeds and their like */
    unsigned invisible;  /**< soft hyphens, zero width spaces */
    unsigned directions; /**< signs that turn the direction of writing over */
    unsigned controls;   /**< other control characters */
} MarbreRepairs;

/** Add the counts of `other`. */
void marbre_repairs_add(MarbreRepairs *repairs, const MarbreRepairs *other);

/** Say each repair once, with its count, translated: char * added to `ret_said`. */
void marbre_repairs_say(const MarbreRepairs *repairs, GPtrArray *ret_said);
