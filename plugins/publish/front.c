/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "front.h"

#include "body.h"
#include "page.h"
#include "text.h"

#define MOST_SHOWN 24 /* keeps a page below 30 kB with its style sheet */

/* A story's folder as the front page, in the language's folder, names it. */
static mbr_text
place_of(const article *of)
{
    return of->story->place;
}

static void
write_link(const article *of, const char *heading, buffer *out)
{
    buffer_format(out, "<%s><a href=\"", heading);
    buffer_text(out, place_of(of));
    buffer_say(out, "index.html\">");
    buffer_text(out, of->story->entry.title);
    buffer_format(out, "</a></%s>\n", heading);
}

static void
write_story(const article *of, bool lead, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    const picture *shown = of->pictures.count > 0 ? &of->pictures.items[0] : NULL;
    buffer_format(out, "<li%s>\n<article>\n", lead ? " class=\"lead\"" : "");
    if (shown)
        body_thumbnail(shown, of->words, place_of(of), out);
    buffer_say(out, "<div class=\"teaser\">\n");
    if (entry->section.size > 0) {
        buffer_say(out, "<p class=\"section\">");
        buffer_text(out, entry->section);
        buffer_say(out, "</p>\n");
    }
    write_link(of, "h2", out);
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
write_head(const front *of, const words *in, buffer *out)
{
    const site *within = of->site;
    page_head(within, of->language, text_of(""), of->folder, of->folder.size, "front", out);
    buffer_say(out, "<link rel=\"canonical\" href=\"");
    buffer_text(out, (mbr_text){within->base.data, within->base.size});
    buffer_text(out, of->folder);
    buffer_say(out, "\">\n<meta property=\"og:type\" content=\"website\">\n"
                    "<meta property=\"og:title\" content=\"");
    buffer_text(out, within->name);
    buffer_format(out, "\">\n<meta property=\"og:locale\" content=\"%s\">\n", in->locale);
    buffer_say(out, "<meta property=\"og:url\" content=\"");
    buffer_text(out, (mbr_text){within->base.data, within->base.size});
    buffer_text(out, of->folder);
    buffer_say(out, "\">\n</head>\n<body>\n<header class=\"masthead\">\n<h1>");
    buffer_text(out, within->name);
    buffer_say(out, "</h1>\n</header>\n");
}

void
front_write(const front *of, buffer *out)
{
    const words *in = words_of(of->language);
    write_head(of, in, out);
    buffer_format(out, "<main aria-label=\"%s\">\n", in->latest);
    buffer_say(out, of->count ? "<ol class=\"stories\">\n" : "");
    for (size_t i = 0; i < of->count && i < MOST_SHOWN; i++)
        write_story(&of->items[i], i == 0, out);
    buffer_say(out, of->count ? "</ol>\n" : "");
    if (of->count == 0)
        buffer_format(out, "<p class=\"nothing\">%s</p>\n", in->nothing);
    buffer_say(out, "</main>\n");
    page_foot(of->site, in, of->folder, of->folder.size, out);
}
