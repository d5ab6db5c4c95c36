/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FRAME_H
#define PUBLISH_FRAME_H

#include "article.h"
#include "theme.h"

/** As large as a list's page may be: with its style sheet and without pictures below 30 kB, unless
 * the style sheet leaves less than half of that. */
size_t frame_most(const site *of);

/** A page: its frame, and what writes the parts that make it this one. */
typedef struct frame {
    view view;
    const char *class;
    mbr_text title;     /* stands before the newsroom's name; may be empty */
    mbr_text canonical; /* its address */
    int32_t list;       /* MBR_LIST_* of the list that it shows, whose feed is linked; or 0 */
    mbr_text list_name;
    part masthead;                                 /* PART_MASTHEAD or PART_NAMEPLATE */
    void (*head)(const void *of, buffer *out);     /* what its head has besides */
    void (*main)(const void *of, buffer *out);     /* between masthead and foot */
    void (*sections)(const void *of, buffer *out); /* (nullable) navigation */
    const void *of;
} frame;

/** The whole document. */
void frame_write(const frame *of, buffer *out);

/** The view of an article's page. */
view frame_view_of(const article *of);

/** The way from a page to a folder of the site, given from the site's root. */
void frame_path(const view *from, mbr_text folder, buffer *out);

/** The same with the folder's index.html, so that links work on a disk too. */
void frame_way(const view *from, mbr_text folder, buffer *out);

/** The section that an article belongs to, with the way to its page; nothing for none. */
void frame_kicker(const view *from, mbr_text section, buffer *out);

/** "Par A, B et C": names, those of authors with links to their pages. */
void frame_names(const view *from, const names *of, bool are_authors, buffer *out);

/** <meta property="…" content="…">, where there is something to say. */
void frame_property(const char *property, mbr_text content, buffer *out);

/** og:locale, of languages whose region is known. */
void frame_locale(const char *property, mbr_text language, buffer *out);

/** <link rel="alternate" hreflang="…">; the address is one of the site's. */
void frame_alternate(mbr_text language, mbr_text base, mbr_text path, buffer *out);

#endif
