/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_QUOTING_H
#define TRANSLATION_QUOTING_H

#include "marbre/plugin.h"
#include "pairing.h"

#include <stdbool.h>

/* Quotations of a text held against those of its source, in the paragraphs that answer each
 * other. Merged and split quotations, and words in quotation marks out of irony, are as good as
 * any: what is told is a quotation of some length where the other side has none at all. */

/** What one paragraph quotes. */
typedef struct quoting {
    bool any;         /* a quotation mark of any kind, or the dash of a dialogue */
    bool title;       /* the longest quotation looks like the title of a work */
    bool marked;      /* emphasis stands in it, which may be a title */
    size_t words;     /* of the longest quotation */
    size_t spoken;    /* quotations of several words */
    size_t all;       /* and of any */
    mbr_span longest; /* with its signs */
} quoting;

quoting quoting_of(const mbr_text *text);

typedef struct quotation_fault {
    size_t pair;
    size_t text; /* which one has the quotation: of the source where it is lost */
    bool lost;   /* else added */
} quotation_fault;

/** The next fault at or after pair `*at`, which goes on behind it; false: none is left. */
bool quotations_compare(const quoting *source,
                        const quoting *text,
                        const pairing *pairs,
                        size_t count,
                        size_t *at,
                        quotation_fault *ret);

#endif
