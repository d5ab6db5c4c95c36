/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "article.h"

/** The page of an article. */
void page_write(const article *of, buffer *out);

/** What was changed after publication, each with its date; nothing where nothing was. */
void page_corrections(const article *of, buffer *out);

#endif
