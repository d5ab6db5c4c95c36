/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_PAGES_H
#define DRAFT_PAGES_H

#include "page_lines.h"
#include "services.h"

/* Lines of web pages: those of lexicon/boilerplate.yaml, and the newsroom's own in a file of the
   same form. */

typedef struct page_list {
    const page_line **lines; /* whole lines and beginnings, sorted by their first byte */
    size_t count;
    size_t first[257];       /* of the lines that begin with a byte */
    const page_line **loose; /* that stand anywhere, or behind a number */
    size_t loose_count;
    page_line *own;
    size_t own_count, own_room;
    char fault[400]; /* what is wrong with the newsroom's file, and where; empty: nothing */
} page_list;

/** Make the list ready, the newsroom's lines with it. A file of another shape is no error here:
 *  `fault` says it. To be cleared either way. */
int32_t page_list_load(page_list *of, const services *host, const mbr_config *config);

/** The same of the built-in lines alone. False where memory ran out. */
bool page_list_make(page_list *of);

void page_list_clear(page_list *of);

/** A line as it is compared; `folded` by fold_line(). */
typedef struct page_label {
    const char *folded;
    size_t size;
    bool edge;     /* near the head or the foot of the article */
    bool sentence; /* a stop ends it */
} page_label;

/** Whether the line is one of the list's; those that stand anywhere in a line apart. */
bool page_list_has(const page_list *of, const page_label *label);

/** A phrase of the list that stands anywhere in the line: its range in `folded`. */
bool
page_list_holds(const page_list *of, const page_label *label, size_t *ret_start, size_t *ret_end);

#endif
