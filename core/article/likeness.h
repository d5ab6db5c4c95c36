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
 * How unlike blocks of one text and those of the other are that may answer them, in hundredths of
 * a unit of information (natural logarithm), below 0 where they surely do. After Gale and Church,
 * "A Program for Aligning Sentences in Bilingual Corpora" (1993), for the lengths, and Simard,
 * Foster and Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora" (1992).
 *
 * @param from, to              the first block on either side
 * @param from_count, to_count  one of them is 1
 */
int32_t marbre_likeness_cost(
    const MarbreLikeness *of, size_t from, size_t from_count, size_t to, size_t to_count);

/** What it costs to leave a block of either text without an answer. */
int32_t marbre_likeness_alone(const MarbreProfile *profile);
