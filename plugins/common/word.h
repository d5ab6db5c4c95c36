/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_WORD_H
#define COMMON_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* True where a word may begin or end: at either end of `text`, and wherever no letter or
   digit stands on both sides of `at`. Letters beyond ASCII are letters; typographic signs
   are not. `at` is a character boundary of valid UTF-8. */
bool word_breaks(const char *text, size_t size, size_t at);

/* Does the text end in a letter or a digit? */
bool word_is_last(const char *text, size_t size);

/* Finds `words` in `text` as whole words, at or after `from`. A figure is not found inside
   a longer one (205 in 1 205, 3 in 3,5), nor a word inside a compound (cinq in vingt-cinq).
   Returns false when there is none. */
bool word_find(
    const char *text, size_t size, const char *words, size_t length, size_t from, size_t *ret_at);

/* Folds a text that is no part of an article (an option, a name) the way the host folds the
   article's: lower case for ASCII and Latin-1, straight apostrophes, one space for a run of
   white space, soft hyphens gone. NUL-terminated; NULL without memory; owned by the caller. */
char *word_fold(const char *text, size_t size);

#endif
