/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_READING_H
#define FACTCHECK_READING_H

#include "lexis.h"

#include "marbre/plugin.h"

/* A paragraph word by word, each with its classes and what stands before it. */

#define GAP_COMMA 1u
#define GAP_STOP 2u  /* . ! ? … */
#define GAP_COLON 4u /* : ; */
#define GAP_DASH 8u
#define GAP_OPEN 16u /* a sign that opens a quotation, or one that does either */
#define GAP_CLOSE 32u
#define GAP_OTHER 64u
#define GAP_PAUSE (GAP_COMMA | GAP_STOP | GAP_COLON | GAP_DASH | GAP_OPEN | GAP_CLOSE)

struct word {
    uint32_t start, end;
    uint8_t gap;    /* between the word before and this one */
    uint8_t length; /* words of the longest phrase that begins here; 1 */
    bool capital, figure;
    uint64_t key; /* lexis_key() */
    uint64_t classes;
};

struct words {
    const char *data;
    size_t size;
    struct word *items;
    size_t count, room;
    uint64_t classes; /* of all of them together */
    bool french;
};

/** Read a text in NFC, without invisible characters. The text must outlive the words. False
 *  without memory. */
bool
words_read(struct words *of, const struct lexis *lexis, bool french, const char *data, size_t size);
void words_clear(struct words *of);

/** The first word that ends behind a place. */
size_t words_at(const struct words *of, size_t place);

/** Does the word have one of the classes? False behind the last. */
bool word_is(const struct words *of, size_t index, uint64_t classes);

/** Is the word this one, in small letters? */
bool word_reads(const struct words *of, size_t index, const char *text);

#endif
