/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_ALIGNMENT_H
#define TRANSLATION_ALIGNMENT_H

#include "marbre/plugin.h"

#include <stdbool.h>

/* Which paragraphs of a source have no answer in a text that has fewer of them. Two that became
 * one are not missing: real translators join paragraphs. */

/** What is compared of a block. */
typedef struct profile {
    int32_t kind;
    uint64_t length;     /* in bytes */
    uint64_t anchors[2]; /* figures and names in it, as bits of a filter */
} profile;

profile profile_of(int32_t kind, mbr_text text);

typedef struct missing {
    size_t count;  /* paragraphs without an answer */
    size_t source; /* the first of them */
    size_t text; /* the block of the text before which it would stand; past the last: at the end */
} missing;

/** Compare `source_count` blocks with `text_count`, which is less. False when memory ran out. */
bool alignment_missing(const profile *source,
                       size_t source_count,
                       const profile *text,
                       size_t text_count,
                       missing *ret);

#endif
