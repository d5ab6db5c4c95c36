/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_LINKED_H
#define PUBLISH_LINKED_H

#include "article.h"

/** The article as schema.org's NewsArticle in JSON-LD, fit to stand in a <script>. */
void linked_write(const article *of, buffer *out);

#endif
