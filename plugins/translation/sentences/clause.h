/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_CLAUSE_H
#define TRANSLATION_CLAUSE_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A stretch of a sentence, word by word, with the signs between. */

#define CLAUSE_WORDS 96

#define SIGN_COMMA 1u
#define SIGN_DASH 2u
#define SIGN_COLON 4u
#define SIGN_QUOTE 8u /* a quotation stands between */
#define SIGN_OTHER 16u

typedef struct clause_word {
    size_t start, end;
    uint8_t signs; /* SIGN_*, between the word before and this one; 0: nothing but spaces */
} clause_word;

typedef struct clause {
    const mbr_text *text;
    clause_word words[CLAUSE_WORDS];
    size_t count;
    size_t end;    /* where the clause ends in the text */
    uint8_t signs; /* behind the last word */
} clause;

/** Read words from `from` to the end of the sentence, to `to`, or to the next opening quotation
 *  mark; with `over`, quotations are passed over instead. */
void clause_read(clause *of, const mbr_text *text, size_t from, size_t to, bool over);

/** Is the word in a list sorted by its bytes? Case folded, apostrophes straight. */
bool clause_word_in(const clause *of, size_t index, const char *const *list, size_t count);

/** Word `index` in small letters with straight apostrophes, cut to `size` bytes; its length. */
size_t clause_fold(const clause *of, size_t index, char *out, size_t size);

/** A quotation, signs included, outermost; `opened` is false where it began in an earlier text,
 *  `closed` where it ends in a later one. */
typedef struct quoted {
    size_t start, end;
    bool opened, closed;
} quoted;

/** The next one at or after `from`, which lies outside of quotations. */
bool quoted_next(const mbr_text *text, size_t from, quoted *ret);

/** Where the sentence begins that `at` lies in, not further back than `from`. */
size_t clause_sentence_start(const mbr_text *text, size_t from, size_t at);

#endif
