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

/** Letters one after the other, in a text. */
typedef struct set_word {
    size_t end;
    uint64_t key; /* their folded bytes as a set has them, up to eight */
    bool accent;  /* letters beyond ASCII are among them */
    bool other;   /* letters beyond Latin-1, which the key has not */
} set_word;

/** The letters that begin at `at`; where there are none, the word ends there. */
set_word word_set_read(const char *data, size_t size, size_t at);

/** The value of a word that was read so at `at`; 0 where it is not in the set. */
uint8_t word_set_find_read(const word_set *set, const char *data, size_t at, const set_word *word);

#endif
