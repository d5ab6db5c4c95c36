/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_SENTENCES_H
#define COMMON_SENTENCES_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** The next place at or after `from` where a full stop cuts a sentence: a word, the stop, white
 *  space and a word in small letters, all of it in `ret`. Abbreviations, initials, figures and
 *  suspension points do not count. False: none is left. */
bool sentence_broken(const mbr_text *text, size_t from, mbr_span *ret);

/** Whether a sentence may begin at `at`: where a capital need not mean a name. */
bool sentence_begins(const mbr_text *text, size_t at);

/** May the full stop at `stop` end a sentence? Not after an abbreviation, an initial, a figure
 *  that is no year, or another stop. */
bool sentence_may_end(const char *data, size_t stop);

/** Is the first word at or after `from` one in small letters, which no sentence begins with? Its
 *  range, in `ret`. */
bool sentence_goes_on(const mbr_text *text, size_t from, mbr_span *ret);

#endif
