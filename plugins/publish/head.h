/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_HEAD_H
#define PUBLISH_HEAD_H

#include "article.h"

/** What the head of an article's page says to machines: languages, Open Graph, JSON-LD. */
void head_write(const article *of, buffer *out);

#endif
