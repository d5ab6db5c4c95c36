/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_FIGURES_INSIDE_H
#define TRANSLATION_FIGURES_INSIDE_H

#include "figures.h"
#include "letters.h"
#include "utf8.h"

/* What the parts of the reader of figures share. */

/* A word and what it is. */
typedef struct word {
    size_t start, end;
    uint8_t kind;
    uint16_t value;
} word;

/* One text on the way through it. */
typedef struct reader {
    const char *data;
    size_t size;
    const numerals *words;
    figures *list;
    uint32_t text;
    size_t first; /* the first figure of this text */
    size_t taken; /* a half before this place belongs to the number before it */
    word *last;   /* the word read last: what stands behind a number is asked for again and again */
    bool failed;
} reader;

/* A byte that begins a letter, as NUMERAL_BYTE_LETTER. */
static inline bool
reader_is_letter(uint8_t c)
{
    return (uint8_t)((c | 0x20) - 'a') < 26 || (c >= 0xc3 && c != 0xe2);
}

static inline uint8_t
reader_byte(const reader *r, size_t at)
{
    return at < r->size ? (uint8_t)r->data[at] : 0;
}

static inline bool
reader_is_digit(const reader *r, size_t at)
{
    return utf8_is_digit(reader_byte(r, at));
}

/* The end of the letters at `at`. */
static inline size_t
reader_letters(const reader *r, size_t at)
{
    const uint8_t *bytes = r->words->bytes;
    if (at >= r->size || (bytes[(uint8_t)r->data[at]] & NUMERAL_BYTE_LETTER) == 0)
        return at;
    for (;;) {
        at = letters_end(r->data, r->size, at);
        if (at >= r->size || (bytes[(uint8_t)r->data[at]] & NUMERAL_BYTE_WITHIN) == 0)
            return at;
        do
            at++;
        while (at < r->size && (bytes[(uint8_t)r->data[at]] & NUMERAL_BYTE_WITHIN) != 0 &&
               (uint8_t)r->data[at] >= 0x80);
    }
}

/* After the white space at `at`, or after a hyphen; 0 where something else stands there. */
size_t reader_join(const reader *r, size_t at);
size_t reader_spaces(const reader *r, size_t at);

/* The word at `at`, of no kind where it is not in the tables; false where there is no word. */
bool reader_word(const reader *r, size_t at, word *ret);

/* The word that ends before `at` and the white space or hyphen there. */
bool reader_word_before(const reader *r, size_t at, word *ret);

/* A word of this kind at `at`; its end, or 0. */
size_t reader_kind(const reader *r, size_t at, numeral_kind kind, uint16_t *ret_value);

/* The end of what goes on without white space: letters, digits and what stands between them. */
size_t reader_token_end(const reader *r, size_t at);

void reader_add(reader *r, const figure *one);

/* Read what begins with a digit, or with a word that may begin a figure; where to go on, always
 * behind `at`. */
size_t read_digits(reader *r, size_t at);
size_t read_words(reader *r, const word *first);

/* What words say: cardinals; dozens, ordinals, "both" and the like, decades, « années 1990 ». */
size_t read_cardinal(reader *r, const word *first);
size_t read_collective(reader *r, const word *first);
size_t read_ordinal(reader *r, const word *first);
size_t read_hint(reader *r, const word *first);
size_t read_decade(reader *r, const word *first);
size_t read_years(reader *r, const word *first);

/* "a hundred", « un millier », "half a million": what stands before a word that counts many, its
 * start and how often it counts; false: "several hundred", « des milliers ». */
bool reader_counted(const reader *r, size_t *start, amount *ret);

/* A date that begins with the month, or with a day of `digits` that ends at `end`; 0: none. */
size_t read_date_of_month(reader *r, const word *month);
size_t read_date_of_day(reader *r, size_t start, size_t end, uint64_t day);
size_t read_date_of_digits(reader *r, size_t start);

/* A time of the day of these hours and minutes, whose digits end at `end`: the sign of hours, the
 * minutes, a.m. or p.m. behind them; 0: it is none. Adds it. */
size_t read_time(reader *r, size_t start, size_t end, unsigned hours, unsigned minutes);

/* The same for hours in words, or said as a number of hours: soir, matin. */
bool reader_evening(const reader *r, size_t at, bool *ret_morning);

/* What stands behind the number: scale words, halves, percent, currency, units; then add it. */
size_t read_tail(reader *r, figure *one);

/* Give the unit of a figure to those before it in a range or a list: "2-3 million", "10 to 12
 * miles", "3-5 p.m.". To be done before it is added. */
void reader_chain(reader *r, figure *one);

void figure_add_other(figure *one, amount value);

#endif
