/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "article.h"

/** The page of an article. */
void page_write(const article *of, buffer *out);

/** What was changed after publication, each with its date; nothing where nothing was. */
void page_corrections(const article *of, buffer *out);

/** `<title>` and what every page's head begins with; `title` comes before the newsroom's name. */
void page_head(const site *of,
               mbr_text language,
               mbr_text title,
               mbr_text folder,
               size_t root,
               const char *class,
               buffer *out);

/** Where the body of a story's page begins: the way past the newsroom's name, and this name. */
void page_masthead(const site *of, const words *in, mbr_text folder, size_t root, buffer *out);

/** The foot of every page, and the end of the document. */
void page_foot(const site *of, const words *in, mbr_text folder, size_t root, buffer *out);

/** "Par A, B et C", or what `by` says instead. */
void page_names(const names *of, const char *by, const char *class, const words *in, buffer *out);

#endif
