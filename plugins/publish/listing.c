/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "listing.h"

#include "shelf.h"

#include <stdlib.h>

int32_t
listing_story(const listing *of, size_t n, story *ret)
{
    size_t index;
    const site *within = of->site;
    int32_t result = within->task->site->listed(within->job, of->which, n, &index);
    return result < 0 ? result : story_read(within, index, ret);
}

static int32_t
read_items(listing *of, size_t most)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < most; i++) {
        story one;
        result = listing_story(of, i, &one);
        if (result >= 0)
            result = shelf_take(of->site, &one, &of->items[of->count]);
        of->count += result >= 0;
    }
    return result;
}

int32_t
listing_read(listing *of, const site *within, size_t which, const mbr_list *told)
{
    size_t most = told->count < LISTING_SHOWS ? told->count : LISTING_SHOWS;
    *of = (listing){.site = within,
                    .words = words_of(told->language),
                    .which = which,
                    .told = *told,
                    .root = site_root_of(within, told->language)};
    of->items = calloc(most ? most : 1, sizeof *of->items);
    return of->items ? read_items(of, most) : MBR_E_NOMEM;
}

void
listing_clear(listing *of)
{
    free(of->items);
}
