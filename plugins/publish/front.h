/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FRONT_H
#define PUBLISH_FRONT_H

#include "article.h"

/** The newest articles in one language. */
typedef struct front {
    const site *site;
    mbr_text folder; /* of the language in the site tree: "" or "en/" */
    mbr_text language;
    article *items;
    size_t count;
} front;

/** The front page. */
void front_write(const front *of, buffer *out);

/** The feed. */
void atom_write(const front *of, buffer *out);

#endif
