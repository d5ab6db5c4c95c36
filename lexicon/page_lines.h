/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PAGE_LINES_H
#define PAGE_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* lexicon/boilerplate.yaml as tables; README.md there says what the members mean. */

typedef enum { PAGE_LINE_WHOLE, PAGE_LINE_BEGINS, PAGE_LINE_ANYWHERE, PAGE_LINE_NUMBER } page_where;

/** A line that web pages have around an article. All words are folded. */
typedef struct page_line {
    page_where where;
    const char *words;
    const char *holds; /* NULL: nothing further */
    const char *lang;  /* NULL: any */
    const char *reason;
    bool edge;
    bool label;
    bool opens;
} page_line;

extern const page_line page_lines[];
extern const size_t page_line_count;

/** Words of share bars, NULL-terminated. */
extern const char *const page_bar_words[];

#endif
