/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "front.h"

#include "body.h"
#include "page.h"
#include "text.h"

#define MOST_SHOWN 24 /* keeps a page below 30 kB with its style sheet */

/* The way from a list's folder to a story's. */
static void
write_way(const listing *from, const article *of, buffer *out)
{
    site_way_back(from->told.path, from->root, out);
    buffer_text(out, of->story->place);
}

static void
write_picture(const listing *from, const article *of, buffer *out)
{
    buffer way = {0};
    if (of->pictures.count == 0)
        return;
    write_way(from, of, &way);
    body_thumbnail(&of->pictures.items[0], of->words,
                   (mbr_text){way.data ? way.data : "", way.size}, out);
    out->failed |= way.failed;
    buffer_clear(&way);
}

static void
write_link(const listing *from, const article *of, const char *heading, buffer *out)
{
    buffer_format(out, "<%s><a href=\"", heading);
    write_way(from, of, out);
    buffer_say(out, "index.html\">");
    buffer_text(out, of->story->entry.title);
    buffer_format(out, "</a></%s>\n", heading);
}

static void
write_story(const listing *from, const article *of, bool lead, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    buffer_format(out, "<li%s>\n<article>\n", lead ? " class=\"lead\"" : "");
    write_picture(from, of, out);
    buffer_say(out, "<div class=\"teaser\">\n");
    if (entry->section.size > 0) {
        buffer_say(out, "<p class=\"section\">");
        buffer_text(out, entry->section);
        buffer_say(out, "</p>\n");
    }
    write_link(from, of, "h2", out);
    if (of->summary.size > 0) {
        buffer_say(out, "<p class=\"standfirst\">");
        buffer_text(out, of->summary);
        buffer_say(out, "</p>\n");
    }
    buffer_say(out, "<p class=\"dates\">");
    page_names(&of->authors, of->words->by, "author", of->words, out);
    buffer_say(out, of->authors.count && of->has_published ? "<br>\n" : "");
    if (of->has_published)
        when_html(&of->published, of->words, out);
    buffer_say(out, "</p>\n</div>\n</article>\n</li>\n");
}

static void
write_head(const listing *of, buffer *out)
{
    const site *within = of->site;
    mbr_text base = {within->base.data, within->base.size};
    page_head(within, of->told.language, of->told.name, of->told.path, of->root, "front", out);
    buffer_say(out, "<link rel=\"canonical\" href=\"");
    buffer_text(out, base);
    buffer_text(out, of->told.path);
    buffer_say(out, "\">\n<meta property=\"og:type\" content=\"website\">\n"
                    "<meta property=\"og:title\" content=\"");
    buffer_text(out, of->told.name.size > 0 ? of->told.name : within->name);
    buffer_format(out, "\">\n<meta property=\"og:locale\" content=\"%s\">\n", of->words->locale);
    buffer_say(out, "<meta property=\"og:url\" content=\"");
    buffer_text(out, base);
    buffer_text(out, of->told.path);
    buffer_say(out, "\">\n</head>\n");
}

static void
write_name(const listing *of, buffer *out)
{
    if (of->told.name.size == 0) {
        buffer_say(out, "<body>\n<header class=\"masthead\">\n<h1>");
        buffer_text(out, of->site->name);
        buffer_say(out, "</h1>\n</header>\n");
    } else {
        page_masthead(of->site, of->words, of->told.path, of->root, out);
    }
    buffer_format(out, "<main id=\"article\" aria-label=\"%s\">\n", of->words->latest);
    if (of->told.name.size > 0) {
        buffer_say(out, "<h1>");
        buffer_text(out, of->told.name);
        buffer_say(out, "</h1>\n");
    }
}

void
front_write(const listing *of, buffer *out)
{
    write_head(of, out);
    write_name(of, out);
    buffer_say(out, of->count ? "<ol class=\"stories\">\n" : "");
    for (size_t i = 0; i < of->count && i < MOST_SHOWN; i++)
        write_story(of, &of->items[i], i == 0, out);
    buffer_say(out, of->count ? "</ol>\n" : "");
    if (of->count == 0)
        buffer_format(out, "<p class=\"nothing\">%s</p>\n", of->words->nothing);
    buffer_say(out, "</main>\n");
    page_foot(of->site, of->words, of->told.path, of->root, out);
}
