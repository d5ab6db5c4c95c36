/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_NINJS_H
#define PUBLISH_NINJS_H

#include "article.h"

/** An article as IPTC's ninjs 2.2, or 3.1 where the option says so. */
void ninjs_write(const article *of, buffer *out);

/** One that was taken back: that it is canceled, and the note; the story is enough. */
void ninjs_retract(const article *of, buffer *out);

#endif
