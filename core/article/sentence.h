/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <stddef.h>
#include <stdint.h>

/**
 * The sentence around a place, without white space at its ends. Abbreviations (M., Mme, Dr,
 * p. ex., Mr., e.g.), initials, numbers and an ellipsis that goes on in lower case end none;
 * closing quotes and brackets belong to the sentence they close. White space between two sentences
 * counts to the one behind it, at the end of the text to the last one. The next sentence is found
 * at the end of this one.
 *
 * @param lang  (nullable) BCP 47; its abbreviations, "fr" or "en"; both where it is another
 */
MarbreSpan marbre_sentence_at(const char *text, size_t size, uint64_t at, const char *lang);
