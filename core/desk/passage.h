/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"

#include <glib.h>
#include <stdbool.h>

/* What differs between two versions of a text, in passages that a reader understands by themselves:
   a number with what it counts, a whole name, a whole quotation, a whole title. */

/** Where readers find it. */
typedef enum {
    MARBRE_PASSAGE_TEXT,
    MARBRE_PASSAGE_TITLE,
    MARBRE_PASSAGE_STANDFIRST,
    MARBRE_PASSAGE_CAPTION,
    MARBRE_PASSAGE_BYLINE,
    MARBRE_PASSAGE_CREDIT,
} MarbrePassagePlace;

/** How many places there are. */
#define MARBRE_PASSAGE_PLACES 6

typedef struct {
    MarbrePassagePlace place;
    char *old; /**< without markup, on one line, no-break spaces kept; "" of what was added */
    char *new; /**< likewise; "" of what was taken out */
} MarbrePassage;

void marbre_passage_free(MarbrePassage *passage);

/** An empty list of MarbrePassage. (transfer full) */
GPtrArray *marbre_passages_new(void);

/**
 * Add the passages by which two plain texts differ; paragraphs stand on lines of their own. What
 * differs in spaces and signs alone is none; the same change is told once.
 *
 * @param lang  of both
 * @return whether there were more than are worth telling
 */
bool marbre_passages_between(GPtrArray *passages,
                             MarbrePassagePlace place,
                             const char *before,
                             const char *after,
                             const char *lang);

/**
 * The same of two states of one language's file: title, standfirst, text, and the captions,
 * bylines and credits that readers see.
 *
 * @param before  (nullable) NULL where there was none; then, or without `after`, nothing differs
 */
bool marbre_passages_of(GPtrArray *passages, const MarbreCopy *before, const MarbreCopy *after);
