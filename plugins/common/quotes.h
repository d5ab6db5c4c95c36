/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_QUOTES_H
#define COMMON_QUOTES_H

#include "marbre/plugin.h"

#include <stdbool.h>

/* Quotation marks of a run of paragraphs. A quotation over several paragraphs opens each of them
 * and closes once, or goes on after the dashes of a dialogue: so what a paragraph leaves open is
 * judged by how the next one begins. */

typedef struct quote_text {
    mbr_text text;
    bool alone; /* a heading or a title: never part of a longer quotation */
    bool skip;  /* in another language: nothing is said about it */
} quote_text;

#define MOST_QUOTE_FAULTS 10000

/** A quotation mark, guillemet or straight sign. */
typedef struct quote_sign {
    uint32_t c;
    uint32_t text;  /* which of the texts */
    uint32_t start; /* in it */
    uint32_t other; /* of U+2018: where the U+2019 stands that closes it */
    uint32_t depth; /* guillemets that are open there: set by quotes_judge */
} quote_sign;

/** Where a sign stands. */
static inline mbr_span
quote_sign_span(const quote_sign *sign)
{
    return (mbr_span){sign->start, sign->start + (sign->c < 0x80 ? 1u : sign->c < 0x800 ? 2u : 3u)};
}

typedef struct quote_signs {
    quote_sign *items;
    size_t count, room;
} quote_signs;

typedef enum quote_fault_kind {
    QUOTE_UNCLOSED, /* an opening sign that nothing closes */
    QUOTE_UNOPENED, /* a closing sign that nothing opened */
    QUOTE_EXTRA,    /* a closing sign right after the one that closed */
    QUOTE_REVERSED, /* a closing sign that opens, or an opening sign that closes */
    QUOTE_NESTED,   /* guillemets within guillemets */
    QUOTE_STYLE,    /* “ ”, ‘ ’ or straight signs where guillemets are due */
} quote_fault_kind;

typedef struct quote_fault {
    quote_fault_kind kind;
    size_t text;    /* which of the texts */
    mbr_span words; /* the sign and the word beside it; all of a nested or foreign quotation */
    mbr_span sign;
    mbr_span other; /* NESTED, STYLE, and REVERSED that opens: the sign that closes, else empty */
    bool mendable;  /* what it should be is plain */
} quote_fault;

typedef struct quote_faults {
    quote_fault *items;
    size_t count, room;
} quote_faults;

/** Judge `count` texts in document order by their signs, in the same order: whether each has its
 *  pair. False when memory ran out. */
bool quotes_judge(const quote_text *texts, size_t count, quote_signs *signs, quote_faults *faults);

/** After that, find what is set between other signs than the guillemets of French, and not within
 *  them: all faults are QUOTE_STYLE. */
bool quotes_judge_style(const quote_text *texts,
                        size_t count,
                        const quote_signs *signs,
                        quote_faults *faults);

void quote_faults_clear(quote_faults *faults);
void quote_signs_clear(quote_signs *signs);

#endif
