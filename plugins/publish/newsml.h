/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_NEWSML_H
#define PUBLISH_NEWSML_H

#include "article.h"

/** An article as a news item of NewsML-G2 2.35. */
void newsml_write(const article *of, buffer *out);

/** One that was taken back: that it is canceled, and the note; the story is enough. */
void newsml_retract(const article *of, buffer *out);

#endif
