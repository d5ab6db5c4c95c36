/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_LISTING_H
#define PUBLISH_LISTING_H

#include "article.h"

/** As many articles as a page or a feed shows of a list. */
#define LISTING_SHOWS 50

/** A list of the run with the newest of its articles; texts are lent until the run ends. */
typedef struct listing {
    const site *site;
    const words *words;
    size_t which; /* of the run's lists */
    mbr_list told;
    size_t root;     /* bytes of its path that are the language's folder */
    article **items; /* newest first; of retracted ones there is the story alone */
    size_t count;    /* of items */
} listing;

/** Read a list and its first articles, LISTING_SHOWS at most; listing_clear() in any case. */
int32_t listing_read(listing *of, const site *within, size_t which, const mbr_list *told);

void listing_clear(listing *of);

/** The story of its n-th entry, of `told.count`, without reading its article. */
int32_t listing_story(const listing *of, size_t n, story *ret);

/**
 * Links to the same list in the other languages that have it, and to itself among them: each page
 * of them has the same links, or a search engine believes none. Nothing for a list of one language.
 */
void listing_alternates(const listing *of, buffer *out);

#endif
