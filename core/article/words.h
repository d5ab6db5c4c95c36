/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** Most bytes of one word or phrase of a list, normalised. */
#define MARBRE_WORD_LIMIT 1024

/** A list of words and phrases made ready to be found. Immutable. */
typedef struct MarbreWords MarbreWords;

/**
 * Make a list ready. Each entry is normalised with `folds` (MARBRE_FOLD_*), so the text that is
 * searched must have been normalised with the same.
 *
 * @param sizes  (nullable) bytes of each entry; NULL where they are NUL-terminated
 * @return (transfer full, nullable) NULL where an entry is empty or over MARBRE_WORD_LIMIT
 */
MarbreWords *
marbre_words_new(const char *const *list, const size_t *sizes, size_t count, unsigned folds);
MarbreWords *marbre_words_ref(MarbreWords *words);
void marbre_words_unref(MarbreWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWords, marbre_words_unref)

/** The folds that the list was made with. */
unsigned marbre_words_get_folds(const MarbreWords *words);

/** The word around `at`, else the next one, of any list or none; false after the last. */
bool marbre_word_at(const char *text, size_t size, size_t at, MarbreSpan *ret_span);

/**
 * The next whole word of the list at or after `from`; of several that begin at one place the
 * longest. A hyphen or an apostrophe ends a word.
 *
 * @param ret_which  (nullable) its place in the list; of equal entries the first
 * @return false where there is none
 */
bool marbre_words_find(const MarbreWords *words,
                       const char *text,
                       size_t size,
                       size_t from,
                       size_t *ret_which,
                       MarbreSpan *ret_span);
