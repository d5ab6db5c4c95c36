/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shelf.h"

#include <stdlib.h>

static int32_t
make_room(const site *within)
{
    const mbr_site_api *api = within->task->site;
    shelf *of = within->shelf;
    if (of->read)
        return MBR_OK;
    of->count = api->count(within->job) + api->retracted(within->job);
    of->read = calloc(of->count ? of->count : 1, sizeof(*of->read));
    return of->read ? MBR_OK : MBR_E_NOMEM;
}

int32_t
shelf_take(const site *within, const story *which, article **ret)
{
    shelf *of = within->shelf;
    int32_t result = make_room(within);
    if (result < 0)
        return result;
    if (which->index >= of->count)
        return MBR_E_NOTFOUND;
    article **place = &of->read[which->index];
    if (!*place) {
        *place = calloc(1, sizeof **place);
        result = *place ? article_read(*place, within, which) : MBR_E_NOMEM;
    }
    *ret = *place;
    return result;
}

void
shelf_clear(shelf *of)
{
    for (size_t i = 0; of->read && i < of->count; i++) {
        if (of->read[i])
            article_clear(of->read[i]);
        free(of->read[i]);
    }
    free(of->read);
}
