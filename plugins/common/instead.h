/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_INSTEAD_H
#define COMMON_INSTEAD_H

#include "pieces.h"

/** Words to write in place of others, as an edit of the file. */
typedef struct instead {
    mbr_span span; /* in the file; a little word before may be part of it */
    char *put;     /* NULL: what is due is not plain */
    size_t size;
} instead;

/** Which words are to stand in place of which. */
typedef struct instead_words {
    mbr_span written; /* a range of the piece's text */
    mbr_text words;
    bool french;  /* `de` elides before a vowel, `d’` no longer does before a consonant */
    bool capital; /* they begin a sentence */
} instead_words;

/** Make the change that puts the words in place of what is written. It stays
 *  empty where other words would have to change too (articles, prepositions), where markup stands
 *  within, or where the words would not fit into the front matter. To be cleared. */
int32_t instead_make(instead *ret,
                     const pieces *list,
                     const piece *one,
                     const services *host,
                     mbr_job *job,
                     const instead_words *how);

void instead_clear(instead *of);

#endif
