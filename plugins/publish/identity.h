/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_IDENTITY_H
#define PUBLISH_IDENTITY_H

#include "article.h"

/* Names for good, the same in every format: tag URIs (RFC 4151) of an id that survives renames and
 * moves, in the year in which the newsroom was founded. Where there is no such id the address has
 * to do. As they are, not escaped. */

/** Of an article in its language; the story is enough. */
void identity_of_article(const article *of, buffer *out);

/** Of a list, by its folder in the site tree. */
void identity_of_list(const site *of, mbr_text folder, buffer *out);

#endif
