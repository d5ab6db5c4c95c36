/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_UNTOUCHABLE_H
#define COMMON_UNTOUCHABLE_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** Whether words stand where they are no words: in an address of the web or of mail, behind a
 *  number sign, or between the braces of a shortcode. */
bool untouchable(const mbr_text *text, mbr_span words);

/** Whether a hyphen makes them a part of a longer word. */
bool is_part_of_word(const mbr_text *text, mbr_span words);

#endif
