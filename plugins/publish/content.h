/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_CONTENT_H
#define PUBLISH_CONTENT_H

#include "article.h"

/** The text of an article and what was changed in it, as HTML that stands by itself: whole
 *  addresses, and well-formed as XML. `hero` puts the picture above it that its page has. It is
 *  made once for each. */
void content_write(const article *of, bool hero, buffer *out);

/** The note of an article that was taken back, as one paragraph of the same. */
void content_write_notice(const article *of, buffer *out);

#endif
