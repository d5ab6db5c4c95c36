/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_BOILERPLATE_H
#define DRAFT_BOILERPLATE_H

#include "pages.h"

#include <stdbool.h>

/* Lines that a web page has around an article. */

typedef struct boilerplate_line {
    const mbr_text *text;
    const mbr_text *next; /* the block after it; NULL: none */
    const mbr_text *before;
    bool edge; /* near the head or the foot of the article */
    bool heading;
} boilerplate_line;

/** True where the line is none of the article's; `ret` has its words: all of it, or the phrase in
 *  a longer one. */
bool boilerplate_is(const page_list *pages, const boilerplate_line *line, mbr_span *ret);

#endif
