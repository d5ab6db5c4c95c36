/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_FOLD_H
#define CREDIT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Words for comparing: small letters without accents, and digits, with one space between words and
   one before and behind them all, so that " lea morel " is found in " c 2023 lea morel afp ". */

/** Fold valid UTF-8. Owned; NULL without memory. */
char *fold_words(const char *text, size_t size);

/** Is this whole run of words, folded too, in the text? No words are in none. */
bool fold_has(const char *text, const char *words);

/** The next word at or after `*at`: its bytes, and its place in `*ret`; 0 after the last. */
size_t fold_next(const char *text, size_t *at, const char **ret);

#endif
