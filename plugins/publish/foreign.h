/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FOREIGN_H
#define PUBLISH_FOREIGN_H

#include "buffer.h"

#include <stddef.h>

/* Words of other languages in an article's own, which screen readers are to say as such. The front
   matter names them: `foreign: {en: [fake news, soft power]}`. */

typedef struct phrase {
    mbr_text text, language; /* lent */
} phrase;

typedef struct foreign {
    phrase *items; /* the longest first */
    size_t count;
    bool begins[256]; /* by the first byte, small letters */
} foreign;

/** Add a phrase; one that is blank or too long, or of no language, is left out. */
void foreign_add(foreign *of, mbr_text text, mbr_text language);

/** Call it when all are there. */
void foreign_sort(foreign *of);

void foreign_clear(foreign *of);

/**
 * Write a text for a place between tags, in <span lang="…"> what is foreign. Capitals, the kind of
 * apostrophe and of space do not matter; whole words alone are meant.
 *
 * @param of       (nullable)
 * @param is_html  it is written as HTML already, without a tag
 */
void foreign_write(const foreign *of, mbr_text text, bool is_html, buffer *out);

#endif
