/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_FIGURES_H
#define TRANSLATION_FIGURES_H

#include "amount.h"
#include "marbre/plugin.h"
#include "numerals.h"

/* The numbers of a text as values, in digits of either convention and in words; dates and times
 * are read as such. A, an and one say no number; names with digits in them (G20, F-16) are none,
 * nor are addresses, references and telephone numbers. */

#define MOST_FIGURES 20000 /* of one text; of what is longer nothing is compared */
#define FIGURE_OTHERS 3

typedef enum figure_kind {
    FIGURE_NUMBER,
    FIGURE_PERCENT,
    FIGURE_POINTS, /* of percentage */
    FIGURE_PART,   /* a fraction: parts of whole */
    FIGURE_ORDINAL,
    FIGURE_YEAR,
    FIGURE_DECADE,
    FIGURE_DATE,
    FIGURE_TIME, /* of the day: the value is in minutes */
} figure_kind;

/* How much it says about a translation when nothing answers a figure. */
typedef enum figure_weight {
    WEIGHT_NONE,   /* it may answer others, and is never spoken of */
    WEIGHT_LITTLE, /* only if another stands in its place */
    WEIGHT_WORD,   /* a small number in words: when it is lost, not when it is added */
    WEIGHT_FIGURE,
} figure_weight;

typedef struct figure {
    mbr_span span; /* with the scale words and the sign or word of percent */
    uint32_t text; /* which of the texts */
    uint8_t kind;
    uint8_t weight;
    uint8_t others;
    uint8_t currency; /* 0: none said */
    bool square;      /* a measure of area */
    uint8_t measure;  /* one that is not metric */
    uint8_t lapse;    /* SPAN_: of time */
    int8_t scale;     /* the power of ten that words say */
    bool worded;      /* no digits in it */
    bool metric;
    amount value;                /* of a part, how many; of a date, the day */
    amount other[FIGURE_OTHERS]; /* values it may have as well */
    uint16_t whole;              /* of a part: of how many; of a date: the year, or 0 */
    uint8_t month;               /* of a date, or 0 */
} figure;

typedef struct figures {
    figure *items;
    size_t count, room;
    bool too_many;
} figures;

/** Add the figures of one text. False when memory ran out. */
bool figures_read(figures *list, const numerals *words, const mbr_text *text, uint32_t which);

void figures_clear(figures *list);

/** Write a figure as it is written in French or in English, NUL-terminated, into `room` bytes;
 *  the length. */
size_t figure_write(const figure *of, bool french, char *out, size_t room);

#endif
