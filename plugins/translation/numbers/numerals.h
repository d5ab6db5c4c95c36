/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_NUMERALS_H
#define TRANSLATION_NUMERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words of which numbers and dates are made, and those that stand beside them. */

typedef enum numeral_kind {
    NUMERAL_NONE,
    NUMERAL_UNIT,       /* 0 to 9 */
    NUMERAL_TEEN,       /* 10 to 19 */
    NUMERAL_TENS,       /* 20 to 90 */
    NUMERAL_HUNDRED,    /* hundred, cent */
    NUMERAL_SCALE,      /* thousand and above: the power of ten */
    NUMERAL_COLLECTIVE, /* dozen, vingtaine: of how many */
    NUMERAL_ORDINAL,    /* in words */
    NUMERAL_PART,       /* half, tiers: of how many the whole is made */
    NUMERAL_HINT,       /* says a number without naming it: both, triple, siècle */
    NUMERAL_TENS_OF,    /* sixties */
    NUMERAL_MONTH,
    NUMERAL_LAST_STARTER = NUMERAL_MONTH, /* what stands above may begin a figure */
    NUMERAL_YEARS,                        /* années, before a decade */
    NUMERAL_WEB,                          /* http, www */
    NUMERAL_AND,
    NUMERAL_ONE, /* a, an: one of something */
    NUMERAL_OF,
    NUMERAL_TO,       /* between the ends of a range */
    NUMERAL_IN,       /* one in five, un sur cinq */
    NUMERAL_THE,      /* before the day of a date */
    NUMERAL_PER,      /* per cent, pour cent */
    NUMERAL_CENT,     /* cent, of English per cent */
    NUMERAL_PERCENT,  /* percent */
    NUMERAL_POINT,    /* point, points */
    NUMERAL_SHARE,    /* percentage, pourcentage */
    NUMERAL_CURRENCY, /* which one */
    NUMERAL_MEASURE,  /* miles and so on: which one */
    NUMERAL_METRIC,
    NUMERAL_SPAN,    /* of time: which one */
    NUMERAL_ZONE,    /* of time: ET, GMT, locale */
    NUMERAL_EVENING, /* du soir, de l'après-midi */
    NUMERAL_MORNING,
    NUMERAL_TH,     /* what makes digits an ordinal: th, ème */
    NUMERAL_SHORT,  /* what makes digits a scale: k, bn: the power of ten */
    NUMERAL_PREFIX, /* may stand before a hyphen and digits that are a number: mid, mi */
    NUMERAL_BASIS,  /* before points: hundredths of one */
    NUMERAL_SQUARE,
    NUMERAL_ADJECTIVE,
} numeral_kind;

enum {
    SPAN_MINUTE = 1,
    SPAN_HOUR,
    SPAN_DAY,
    SPAN_WEEK,
    SPAN_MONTH,
    SPAN_YEAR,
    SPAN_DECADE,
    SPAN_CENTURY
};
enum {
    MEASURE_MILE = 1,
    MEASURE_FOOT,
    MEASURE_INCH,
    MEASURE_YARD,
    MEASURE_ACRE,
    MEASURE_POUND,
    MEASURE_OUNCE,
    MEASURE_GALLON,
    MEASURE_FAHRENHEIT
};
enum {
    CURRENCY_DOLLAR = 1,
    CURRENCY_EURO,
    CURRENCY_POUND,
    CURRENCY_YEN,
    CURRENCY_YUAN,
    CURRENCY_ROUBLE,
    CURRENCY_RUPEE,
    CURRENCY_FRANC,
    CURRENCY_SHEKEL
};

typedef struct numeral {
    uint32_t hash; /* of the folded word; 0: no word */
    uint16_t value;
    uint8_t kind;
} numeral;

#define NUMERAL_ROOM 1024

/* What a byte of text may be: the first of a letter, one of a word, a digit. Letters are ASCII, and
 * all that begins a character beyond Latin-1's signs; U+2000 to U+2FFF are signs and spaces. */
enum {
    NUMERAL_BYTE_LETTER = 1,
    NUMERAL_BYTE_WITHIN = 2,
    NUMERAL_BYTE_DIGIT = 4,
    NUMERAL_BYTE_ROMAN = 8, /* may begin a Roman figure, in French */
    NUMERAL_BYTE_JOINS = 16 /* behind letters: a name or a date may go on, F-16 and mid-2019 */
};

/** The words of one language. */
typedef struct numerals {
    bool french;
    uint8_t bytes[256]; /* NUMERAL_BYTE_ */
    numeral slots[NUMERAL_ROOM];
    /* By their first two letters, the lengths in bytes of the words that begin figures. */
    uint32_t lengths[32][32];
    /* Likewise the third letters that these have, as bits. */
    uint32_t thirds[32][32];
} numerals;

/** A row of the tables: words separated by spaces, each `step` more than the one before. */
typedef struct numeral_row {
    uint8_t kind;
    uint16_t first, step;
    const char *words; /* without accents */
} numeral_row;

extern const numeral_row numerals_english[], numerals_french[]; /* ended by a row without words */

void numerals_make(numerals *of, bool french);

/** The word of `size` bytes, case and accents folded; NULL where it is none of these. */
const numeral *numeral_find(const numerals *of, const char *word, size_t size);

/** Quickly: may a word of `size` bytes, the first of ASCII, begin a figure? */
static inline bool
numeral_may_start(const numerals *of, const char *word, size_t size)
{
    uint8_t first = word[0] & 31, second = size > 1 ? (uint8_t)word[1] : 0;
    uint8_t third = size > 2 ? (uint8_t)word[2] : 0x80;
    second = second >= 0x80 ? 0 : second & 31;
    /* In sums, not in steps: what the next word is like cannot be foreseen. */
    bool length = size < 32 && (of->lengths[first][second] >> (size & 31) & 1) != 0;
    return length & ((third >= 0x80) | ((of->thirds[first][second] >> (third & 31) & 1) != 0));
}

#endif
