/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_TOKENS_H
#define TRANSLATION_TOKENS_H

#include "word_set.h"

#include "marbre/plugin.h"

#include <stdbool.h>

/* A passage in words and signs, and what they are to an editor. */

typedef struct token {
    size_t start, end;
    uint64_t hash; /* signs of one purpose have the same: all quotation marks, all dashes */
    uint32_t first;
    bool word, opens; /* `opens`: a sentence or a quotation begins with it */
    bool quoted;
} token;

typedef struct tokens {
    mbr_text text;
    token *items;
    size_t count, room;
    size_t lookups;              /* made in the context */
    size_t flag_first, flag_end; /* the sentence last asked about */
    bool flag;
} tokens;

/** Read a text, which must outlive the list. False when memory ran out. */
bool tokens_read(tokens *list, mbr_text text);
void tokens_clear(tokens *list);

bool token_is_quote(uint32_t sign);

/** A figure, a sign of money, a number in words, a day or a month. */
bool token_is_number(const token *one, const char *data);

/**
 * A name: a capital in mid-sentence, or at the head of one where the context has it elsewhere.
 *
 * @param small  words that are no names
 */
bool token_is_name(tokens *list, const token *one, const word_set *small, mbr_text context);

/** Whether the sentence around a token says what could not be verified. Ask in order. */
bool tokens_flag_at(tokens *list, size_t at);

#endif
