/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_MARKDOWN_H
#define PUBLISH_MARKDOWN_H

#include "article.h"

/** An article as Markdown: what its page says, before it what is known of it publicly. */
void markdown_write(const article *of, buffer *out);

/** One that was taken back: the note and nothing else; the story is enough. */
void markdown_retract(const article *of, buffer *out);

#endif
