/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "head.h"

#include "body.h"
#include "frame.h"
#include "linked.h"
#include "text.h"

/* As much of a text as a card or a list of results shows. */
#define LONGEST_DESCRIPTION 300

static void
write_share_picture(const article *of, buffer *out)
{
    const picture *first = of->pictures.count > 0 ? &of->pictures.items[0] : NULL;
    mbr_text address = {"", 0}, alt = {"", 0};
    if (!first && !body_first_picture(of, &address, &alt)) {
        buffer_say(out, "<meta name=\"twitter:card\" content=\"summary\">\n");
        return;
    }
    buffer_say(out, "<meta property=\"og:image\" content=\"");
    buffer_text(out, of->story->entry.address);
    if (first)
        buffer_part(out, first->file);
    else
        buffer_put(out, address.data, address.size); /* which is HTML already, as is its alt */
    buffer_say(out, "\">\n");
    if (first) {
        frame_property("og:image:alt", first->alt, out);
    } else if (alt.size > 0) {
        buffer_say(out, "<meta property=\"og:image:alt\" content=\"");
        buffer_put(out, alt.data, alt.size);
        buffer_say(out, "\">\n");
    }
    buffer_say(out, "<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
}

static void
write_open_graph(const article *of, mbr_text description, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    story other;
    frame_property("og:type", text_of("article"), out);
    frame_property("og:site_name", of->site->name, out);
    frame_locale("og:locale", entry->language, out);
    for (size_t n = 0; article_version(of, &n, &other);)
        frame_locale("og:locale:alternate", other.entry.language, out);
    frame_property("og:title", entry->title, out);
    frame_property("og:description", description, out);
    frame_property("og:url", entry->address, out);
    write_share_picture(of, out);
    if (of->has_published)
        frame_property("article:published_time", of->published.full, out);
    if (of->has_updated)
        frame_property("article:modified_time", of->updated.full, out);
    frame_property("article:section", entry->section, out);
    for (size_t i = 0; i < of->tags.count; i++)
        frame_property("article:tag", of->tags.items[i], out);
    for (size_t i = 0; i < of->authors.count; i++)
        frame_property("article:author", of->authors.items[i], out);
}

/* Every version with itself among them; readers of any other language get the newsroom's first. */
static void
write_alternates(const article *of, buffer *out)
{
    const mbr_entry *own = &of->story->entry;
    mbr_text fallback = own->address;
    bool any = false;
    story other;
    for (size_t n = 0; article_version(of, &n, &other);) {
        if (!any)
            frame_alternate(own->language, own->address, text_of(""), out);
        any = true;
        frame_alternate(other.entry.language, other.entry.address, text_of(""), out);
        if (text_same(other.entry.language, of->site->language))
            fallback = other.entry.address;
    }
    if (any)
        frame_alternate(text_of("x-default"), fallback, text_of(""), out);
}

void
head_write(const article *of, buffer *out)
{
    mbr_text description = text_cut(of->summary, LONGEST_DESCRIPTION);
    if (description.size > 0) {
        buffer_say(out, "<meta name=\"description\" content=\"");
        buffer_text(out, description);
        buffer_say(out, "\">\n");
    }
    write_alternates(of, out);
    write_open_graph(of, description, out);
    buffer_say(out, "<script type=\"application/ld+json\">");
    linked_write(of, out);
    buffer_say(out, "</script>\n");
}
