/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "listing.h"

#include "frame.h"
#include "shelf.h"
#include "text.h"

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

/* The next word, which is taken off; "" behind the last. */
static mbr_text
take_word(mbr_text *of)
{
    const char *space = of->size > 0 ? memchr(of->data, ' ', of->size) : NULL;
    size_t size = space ? (size_t)(space - of->data) : of->size;
    const mbr_text word = {of->data, size};
    *of = text_from(*of, space ? size + 1 : size);
    return word;
}

static bool
place_in(const listing *of, mbr_text language, mbr_text *ret)
{
    return of->site->task->site->place(of->site->job, of->told.kind, of->told.name, language,
                                       ret) >= 0;
}

void
listing_alternates(const listing *of, buffer *out)
{
    const mbr_text base = {of->site->base.data, of->site->base.size};
    mbr_text left = of->told.languages, first, folder;
    if (!left.size || !memchr(left.data, ' ', left.size))
        return;
    for (mbr_text word; (word = take_word(&left)).size > 0;)
        if (place_in(of, word, &folder))
            frame_alternate(word, base, folder, out);
    left = of->told.languages;
    first = take_word(&left);
    if (place_in(of, first, &folder))
        frame_alternate(text_of("x-default"), base, folder, out);
}
