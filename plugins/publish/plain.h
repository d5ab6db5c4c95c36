/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_PLAIN_H
#define PUBLISH_PLAIN_H

#include "buffer.h"

/** The words of an HTML text without its markup: an empty line between paragraphs, a sign or a
 *  number before what is listed. Pictures and their captions are left out. */
void plain_write(mbr_text html, buffer *out);

#endif
