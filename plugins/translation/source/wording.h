/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_WORDING_H
#define TRANSLATION_WORDING_H

#include "word_set.h"

#include "marbre/plugin.h"

#include <stdbool.h>

/* How two wordings of one passage differ, and what of it an editor must look at first. */

#define WORDING_NUMBERS 1U /* a figure, a number in words, a day or a month */
#define WORDING_NAMES 2U
#define WORDING_QUOTES 4U /* words that somebody is quoted with, or who is */
#define WORDING_FLAG 8U   /* the sentence that says what could not be verified */
#define WORDING_WORDS 16U /* other words */
#define WORDING_SLIP 32U  /* nothing but a misspelling, spaces or punctuation */

typedef struct wording {
    mbr_span before, after; /* the words that differ, never without a word on either side */
    unsigned kinds;         /* WORDING_*; 0: the same text */
} wording;

/**
 * Compare two wordings.
 *
 * @param small    words that are no names, though a sentence may begin with them
 * @param context  where a word that begins a sentence may show that it is a name
 * @return false when memory ran out
 */
bool wording_compare(
    const word_set *small, mbr_text context, mbr_text before, mbr_text after, wording *ret);

/** The kinds of thing that a passage holds which came or went as a whole. */
unsigned wording_kinds(const word_set *small, mbr_text context, mbr_text passage);

#endif
