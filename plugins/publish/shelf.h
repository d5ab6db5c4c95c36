/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_SHELF_H
#define PUBLISH_SHELF_H

#include "article.h"

/** The articles of a run, each of which is read once for its page and all lists that show it. */
typedef struct shelf {
    article **read; /* by the index of the entry; NULL where nobody asked for it */
    size_t count;   /* of entries */
} shelf;

/** An article, read when it is first asked for; it belongs to the run's shelf. */
int32_t shelf_take(const site *within, const story *which, article **ret);

void shelf_clear(shelf *of);

#endif
