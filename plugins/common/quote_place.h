/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_QUOTE_PLACE_H
#define COMMON_QUOTE_PLACE_H

#include "marbre/plugin.h"

#include <stdbool.h>

/* What stands beside a quotation mark says what it was meant for. */

/** Back over white space, stops and signs to the start of the word before. */
size_t quote_word_before(const char *data, size_t at);

/** « before a stop or at the end of all: meant to close. */
bool quote_closes_here(const char *data, size_t size, mbr_span sign);

/** » that stands where a quotation begins. */
bool quote_opens_here(const char *data, size_t size, mbr_span sign);

/** 27” */
bool quote_is_measure(const char *data, mbr_span sign);

/** Nothing but stops and spaces between the end of the last quotation, 0 for none, and this sign.
 */
bool quote_is_right_after(const char *data, size_t size, size_t closed, mbr_span sign);

#endif
