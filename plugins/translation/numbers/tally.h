/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_TALLY_H
#define TRANSLATION_TALLY_H

#include "figures.h"
#include "pairing.h"

/* The figures of a text held against those of its source, in the paragraphs that answer each
 * other, then in their neighbours, then in all of both. */

typedef enum tally_kind {
    TALLY_OTHER,     /* another number stands where the source's should */
    TALLY_LOST,      /* the source's number is not in the text */
    TALLY_ADDED,     /* the text's number is not in the source */
    TALLY_CONVERTED, /* another unit, and the numbers do not agree */
} tally_kind;

typedef struct tally_fault {
    tally_kind kind;
    size_t pair;
    const figure *source; /* NULL where it was added */
    const figure *text;   /* NULL where it was lost */
} tally_fault;

typedef struct tally {
    tally_fault *items; /* in the order of the pairs */
    size_t count, room;
} tally;

/** Compare. False when memory ran out. Nothing is found where there is too much to compare. */
bool tally_take(
    tally *of, const figures *source, const figures *text, const pairing *pairs, size_t pair_count);

void tally_clear(tally *of);

/** Do these two say the same? */
bool tally_same(const figure *source, const figure *text);

#endif
