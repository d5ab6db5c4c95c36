/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A sitemap of sitemaps.org 0.9 with Google's extension for news: what was published in the last
 * two days, 1,000 addresses at most. The days end at the newest publication and not at the clock,
 * so that the same newsroom has the same sitemap tomorrow. */
#include "sitemap.h"

#include "text.h"
#include "xml.h"

#include <stdlib.h>

#define MOST 1000
#define TWO_DAYS (2 * 24 * 60 * 60)

typedef struct entry {
    story story;
    int64_t at;
} entry;

typedef struct entries {
    entry *items;
    size_t count, room;
} entries;

/* --- what is new -------------------------------------------------------------------------------
 */

static bool
add(entries *to, const story *one, int64_t at)
{
    if (to->count == to->room) {
        size_t room = to->room ? 2 * to->room : 64;
        entry *grown = realloc(to->items, room * sizeof *grown);
        if (!grown)
            return false;
        to->items = grown;
        to->room = room;
    }
    to->items[to->count++] = (entry){*one, at};
    return true;
}

/* A list stands newest first: it is read as far as it is new. */
static bool
gather_list(entries *to, const listing *from)
{
    const site *within = from->site;
    int64_t newest = INT64_MIN, at, after;
    for (size_t n = 0; n < from->told.count; n++) {
        story one;
        if (listing_story(from, n, &one) < 0)
            return false;
        if (within->task->job->instant(within->job, &one.entry.date, &at, &after) < 0)
            continue; /* without a date it is no news */
        newest = at > newest ? at : newest;
        if (at < newest - TWO_DAYS)
            return true;
        if (!add(to, &one, at))
            return false;
    }
    return true;
}

/* Where one front comes, those of all languages come in the same run. */
static bool
gather(entries *to, const listing *root)
{
    const site *within = root->site;
    const mbr_site_api *api = within->task->site;
    for (size_t which = 0; which < api->lists(within->job); which++) {
        listing one = {.site = within, .which = which, .told = {.struct_size = sizeof one.told}};
        if (api->list(within->job, which, &one.told) < 0)
            return false;
        if (one.told.kind == MBR_LIST_FRONT && !gather_list(to, &one))
            return false;
    }
    return true;
}

static int
newer_first(const void *a, const void *b)
{
    const entry *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? 1 : -1;
    const mbr_text *mine = &one->story.entry.path, *theirs = &other->story.entry.path;
    int order =
        memcmp(mine->data, theirs->data, mine->size < theirs->size ? mine->size : theirs->size);
    return order ? order : (mine->size > theirs->size) - (mine->size < theirs->size);
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* ISO 639 alone, but of Chinese, where the two ways of writing are told apart. */
static void
write_language(xml *of, mbr_text language)
{
    char small[8] = "";
    size_t size = 0;
    while (size < language.size && size < sizeof small - 1 && language.data[size] != '-') {
        small[size] = (char)(language.data[size] | 0x20);
        size++;
    }
    if (language.size == 5 && strcmp(small, "zh") == 0 && language.data[2] == '-') {
        small[2] = '-';
        small[3] = (char)(language.data[3] | 0x20);
        small[4] = (char)(language.data[4] | 0x20);
        small[5] = '\0';
        if (strcmp(small, "zh-cn") != 0 && strcmp(small, "zh-tw") != 0)
            small[2] = '\0';
    }
    xml_leaf(of, "news:language", text_of(small));
}

static void
write_alternate(xml *of, const story *one)
{
    xml_begin(of, "xhtml:link");
    xml_attribute(of, "rel", text_of("alternate"));
    xml_attribute(of, "hreflang", one->entry.language);
    xml_attribute(of, "href", one->entry.address);
    xml_end(of);
}

/* Every language of a pair names all of them, itself too. */
static void
write_alternates(xml *of, const site *within, const story *one)
{
    const article it = {.site = within, .story = one};
    story other;
    bool first = true;
    for (size_t n = 0; article_version(&it, &n, &other); first = false) {
        if (first)
            write_alternate(of, one);
        write_alternate(of, &other);
    }
}

static void
write_url(xml *of, const site *within, const story *one)
{
    xml_begin(of, "url");
    xml_leaf(of, "loc", one->entry.address);
    xml_begin(of, "news:news");
    xml_begin(of, "news:publication");
    xml_element(of, "news:name", within->name);
    write_language(of, one->entry.language);
    xml_end(of);
    xml_leaf(of, "news:publication_date", one->entry.date);
    xml_element(of, "news:title", one->entry.title);
    xml_end(of);
    write_alternates(of, within, one);
    xml_end(of);
}

void
sitemap_write(const listing *of, buffer *out)
{
    entries new = {0};
    xml made = xml_document(out);
    xml_begin(&made, "urlset");
    xml_attribute(&made, "xmlns", text_of("http://www.sitemaps.org/schemas/sitemap/0.9"));
    xml_attribute(&made, "xmlns:news", text_of("http://www.google.com/schemas/sitemap-news/0.9"));
    xml_attribute(&made, "xmlns:xhtml", text_of("http://www.w3.org/1999/xhtml"));
    out->failed |= !gather(&new, of);
    if (new.count > 0)
        qsort(new.items, new.count, sizeof *new.items, newer_first);
    for (size_t i = 0; i < new.count &&i < MOST; i++) {
        if (new.items[i].at >= new.items[0].at - TWO_DAYS)
            write_url(&made, of->site, &new.items[i].story);
    }
    xml_end(&made);
    free(new.items);
}
