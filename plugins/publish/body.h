/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_BODY_H
#define PUBLISH_BODY_H

#include "article.h"
#include "theme.h"

/* The body as the host renders it, with captions and credits put under its pictures. */

/** Write the body. */
void body_write(const article *of, buffer *out);

/** One picture with its caption and credit, on the article's own page. */
void body_figure(const article *of, const picture *shown, const char *class, buffer *out);

/** The same for a list of articles: the credit, without the caption. */
void body_thumbnail(const article *of, const picture *shown, const view *from, buffer *out);

/** Whether an address within the page, as written in HTML, is that of a file beside it. */
bool body_is_file(mbr_text address, mbr_text file);

/** Whether the body shows a file. */
bool body_shows(mbr_text content, mbr_text file);

/** The address of the body's first picture that is a file beside the page; false for none. */
bool body_first_picture(const article *of, mbr_text *ret_address, mbr_text *ret_alt);

#endif
