/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_LANGUAGE_H
#define COMMON_LANGUAGE_H

#include "word_set.h"

#include <stdbool.h>
#include <stddef.h>

/* Which of two languages a run of text is written in, by its small words. */

typedef enum locale {
    LOCALE_OTHER,
    LOCALE_ENGLISH,
    LOCALE_FRANCE,
    LOCALE_CANADA,
    LOCALE_SWITZERLAND,
} locale;

/** What a BCP 47 tag means for typography; French without a region is that of France. */
locale locale_of(const char *tag, size_t size);

bool locale_is_french(locale of);

/** Make the set that `language_count` needs. */
void language_words(word_set *set);

typedef struct language_counts {
    size_t words;   /* with at least a letter; what an apostrophe joins counts as several */
    size_t lower;   /* of these, those that begin with a small letter */
    size_t english; /* small words that only English has */
    size_t french;
} language_counts;

language_counts language_count(const word_set *set, const char *data, size_t size);

/** More of English than of French in it: not to be judged as French. */
bool language_is_foreign(const language_counts *counts, bool french);

/** A whole passage left in the other language: names and titles are not. */
bool language_is_untranslated(const language_counts *counts, bool french, bool ends_as_sentence);

#endif
