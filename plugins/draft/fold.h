/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_FOLD_H
#define DRAFT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/** Small letters without accents, straight apostrophes, single spaces, nothing at either end that
 *  is no letter or digit but © ? and brackets. Returns the bytes written, at most `room`; more
 *  does not fit and gives 0. */
size_t fold_line(const char *data, size_t size, char *out, size_t room);

/** The same as lexicon/boilerplate.yaml is folded: no space stands before a colon. With `from`
 *  (nullable), which has room for one more than `out`, the place in `data` that each byte came
 *  from, and the place behind the last. */
size_t fold_page_line(const char *data, size_t size, char *out, size_t room, size_t *from);

/** The same of words that a line begins with or holds: signs at the ends stay. */
size_t fold_words(const char *data, size_t size, char *out, size_t room);

#endif
