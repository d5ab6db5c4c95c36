/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_STRETCHES_H
#define TRANSLATION_STRETCHES_H

#include "language.h"
#include "marbre/plugin.h"

/* Words of a text without any small word of its own language among them: what may have been left
 * in the other one. */

/** Make the set that `stretches_read` needs, for a text in French or in English. */
void stretches_words(word_set *set, bool french);

typedef struct stretch {
    mbr_span words;    /* from the first to the last */
    mbr_span known;    /* from the first that is surely of the other language to the last */
    size_t count;      /* of the words */
    size_t lower;      /* of these, those that begin with a small letter */
    size_t links;      /* the, of; de, la: names have them too */
    size_t strong;     /* was, they; est, qui: only sentences have them */
    size_t common;     /* other frequent words of the other language */
    size_t behind;     /* words behind the last one that is known */
    bool begins, ends; /* with a sentence */
    bool shut;         /* by a sign, not by a word of the text's language */
    bool apart;        /* in brackets or quotation marks */
} stretch;

typedef struct stretches {
    language_counts counts; /* of the whole text, as `language_count` has them */
    stretch *items;
    size_t count, room;
    bool repeats; /* a word may stand twice side by side: others need not look for it */
} stretches;

/** Find them in a text; the list is emptied first. False when memory ran out. */
bool stretches_read(const word_set *set, const mbr_text *text, bool french, stretches *list);

void stretches_clear(stretches *list);

/** Three words and more within a sentence that can be no name, no title and no loan. */
bool stretch_is_run(const stretch *of, const mbr_text *text, bool french);

/** A whole sentence, and no loan. */
bool stretch_is_sentence(const stretch *of, const mbr_text *text, bool french);

/** It may be one, and its small words do not tell. */
bool stretch_is_doubtful(const stretch *of, const mbr_text *text);

#endif
