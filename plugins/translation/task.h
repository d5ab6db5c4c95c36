/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_TASK_H
#define TRANSLATION_TASK_H

#include "flag.h"
#include "found.h"
#include "glossary.h"
#include "guess.h"
#include "language.h"
#include "numerals.h"
#include "pairing.h"
#include "pieces.h"

#define MOST_OF_A_RULE 500 /* findings of one rule in one article */
#define FLAG_LANGUAGES 2

/** An instance of the check: what is made ready once. */
struct mbr_task {
    services host;
    word_set languages;
    word_set stretches[2]; /* of a text in English, and in French */
    guess *guess;
    name_list glossary;
    struct flag_finder *finders[FLAG_LANGUAGES]; /* French, English */
    numerals english, french;
};

/** One run: the published text in pieces, titles first, and what is known of each. */
typedef struct reading {
    const mbr_task *task;
    mbr_job *job;
    locale usage;
    pieces text;
    bool *foreign;  /* of each piece: in another language than the article's */
    bool *repeats;  /* of each piece: a word may stand twice in it, side by side */
    pieces source;  /* its blocks; none where there is no source */
    pairing *pairs; /* from the source to the text, in order */
    size_t pair_count;
    bool *told;      /* of each piece of the source: what it lacks has been said */
    bool *text_told; /* of each piece of the text: what it was made from is gone; or NULL */
    bool *spoken_of; /* of each piece of the source: how it differs from its answer is said */
} reading;

/** Read the source and how its blocks answer those of the text. No source is no error. */
int32_t source_read(reading *of);
void source_clear(reading *of);

/** What is wrong between the two sides of a pair has been said by a rule that says more. */
bool pair_is_told(const reading *of, size_t pair);

/** How the blocks of one version of the source answer those of another, or of the text. The list
 *  is to be freed, also after a failure; it begins empty. */
int32_t pairings_read(
    const reading *of, const pieces *from, const pieces *to, pairing **ret, size_t *ret_count);

/* The rules, a file each; all take a reading and report what they find. */
int32_t untranslated_check(reading *of); /* sets `foreign` and `repeats`: it comes first */
int32_t lost_check(reading *of); /* sets `told` and `spoken_of`: before quoted, paragraphs */
int32_t paragraphs_check(reading *of);
int32_t typography_check(reading *of); /* quotation marks and spaces */
int32_t sentences_check(reading *of);
int32_t doubled_check(reading *of);
int32_t attributed_check(reading *of);
/* What the source says since the translation was approved; sets `told`, and of a source that
   is taken back leaves nothing to compare with: it comes first. */
int32_t changed_check(reading *of);
int32_t names_check(reading *of);
int32_t numbers_check(reading *of);
int32_t quoted_check(reading *of);
int32_t links_check(reading *of);
int32_t emphasis_check(reading *of); /* link-mismatch too */

#endif
