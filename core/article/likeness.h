/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/profile.h"

/** What a block costs that nothing answers. */
#define MARBRE_LIKENESS_ALONE 340
/** Above any cost: what can't answer each other. */
#define MARBRE_LIKENESS_NEVER 4000

/** Two texts whose blocks are compared. */
typedef struct {
    const MarbreProfile *from, *to;
    const MarbreAnchor *from_anchors, *to_anchors;
    uint64_t ratio; /**< length of `to` for 1024 bytes of `from` */
    bool folds;     /**< lists may have become paragraphs: a text in another language */
} MarbreLikeness;

/**
 * How unlike two blocks are, in hundredths of a unit of information (natural logarithm), below 0
 * where one surely answers the other. After Gale and Church, "A Program for Aligning Sentences in
 * Bilingual Corpora" (1993), for the lengths, and Simard, Foster and Isabelle, "Using Cognates to
 * Align Sentences in Bilingual Corpora" (1992), for the words.
 */
int32_t marbre_likeness_pair(const MarbreLikeness *of, size_t from, size_t to);

/**
 * The same of one block and several that may answer it together.
 *
 * @param from, to              the first block on either side
 * @param from_count, to_count  one of them is 1
 * @param least  what is at least this need not be worked out: it is the answer then
 */
int32_t marbre_likeness_joined(const MarbreLikeness *of,
                               size_t from,
                               size_t from_count,
                               size_t to,
                               size_t to_count,
                               int32_t least);

/** What it costs to leave a block of either text without an answer. */
int32_t marbre_likeness_alone(const MarbreProfile *profile);
