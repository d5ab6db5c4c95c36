/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef LEXICON_WORD_LIST_H
#define LEXICON_WORD_LIST_H

#include <stddef.h>

/** A list of a file of words, by its name there; a table of them ends with a NULL name. */
typedef struct word_list {
    const char *name;
    const char *const *words;
    size_t count;
} word_list;

#endif
