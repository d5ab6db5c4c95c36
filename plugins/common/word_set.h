/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_WORD_SET_H
#define COMMON_WORD_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets of short words, made once and asked for every word of every article. */

#define WORD_SET_ROOM 1024

/** Words of at most eight bytes of lower-case UTF-8, each with the language or kind it is of. */
typedef struct word_set {
    uint64_t key[WORD_SET_ROOM];
    uint8_t value[WORD_SET_ROOM];
} word_set;

/** Add the words of `list`, separated by single spaces. Longer words, and those that find no
 *  room, are refused: false. */
bool word_set_add(word_set *set, const char *list, uint8_t value);

/** The value of a word, its case folded; 0 where it is not in the set. */
uint8_t word_set_find(const word_set *set, const char *word, size_t size);

/** The same for a word of at most eight bytes, whose folded bytes `key` has, the last one lowest.
 */
uint8_t word_set_find_key(const word_set *set, uint64_t key);

#endif
