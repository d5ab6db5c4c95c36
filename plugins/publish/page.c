/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "page.h"

#include "body.h"
#include "format.h"
#include "linked.h"
#include "text.h"

#include <stdio.h>

/* --- what all pages share ----------------------------------------------------------------------
 */

void
page_head(const site *of,
          mbr_text language,
          mbr_text title,
          mbr_text folder,
          size_t root,
          const char *class,
          buffer *out)
{
    buffer_say(out, "<!DOCTYPE html>\n<html lang=\"");
    buffer_text(out, language);
    buffer_format(out, "\" class=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", class);
    buffer_text(out, title);
    buffer_say(out, title.size && of->name.size ? " – " : "");
    buffer_text(out, of->name);
    buffer_say(out, "</title>\n<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    buffer_say(out, "<link rel=\"stylesheet\" href=\"");
    site_way_back(folder, 0, out);
    buffer_say(out, "style.css\">\n");
    if (format_is_on(of, "atom")) {
        buffer_say(out, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
        buffer_text(out, of->name);
        buffer_say(out, "\" href=\"");
        site_way_back(folder, root, out);
        buffer_say(out, "atom.xml\">\n");
    }
}

void
page_foot(const site *of, const words *in, mbr_text folder, size_t root, buffer *out)
{
    buffer_say(out, "<footer class=\"foot\">\n<p><a href=\"");
    site_way_back(folder, root, out);
    buffer_say(out, "index.html\">");
    buffer_text(out, of->name);
    buffer_say(out, "</a>");
    if (format_is_on(of, "atom")) {
        buffer_say(out, " <a href=\"");
        site_way_back(folder, root, out);
        buffer_format(out, "atom.xml\">%s</a>", in->feed);
    }
    buffer_say(out, "</p>\n</footer>\n</body>\n</html>\n");
}

void
page_names(const names *of, const char *by, const char *class, const words *in, buffer *out)
{
    if (of->count == 0)
        return;
    buffer_format(out, "%s ", by);
    for (size_t i = 0; i < of->count; i++) {
        if (i > 0 && i + 1 == of->count)
            buffer_format(out, " %s ", in->and);
        else if (i > 0)
            buffer_say(out, ", ");
        buffer_format(out, "<span class=\"%s\">", class);
        buffer_text(out, of->items[i]);
        buffer_say(out, "</span>");
    }
}

/* --- head of an article ------------------------------------------------------------------------
 */

static void
write_property(const char *property, mbr_text content, buffer *out)
{
    if (content.size == 0)
        return;
    buffer_format(out, "<meta property=\"%s\" content=\"", property);
    buffer_text(out, content);
    buffer_say(out, "\">\n");
}

static void
write_share_picture(const article *of, buffer *out)
{
    const picture *first = of->pictures.count > 0 ? &of->pictures.items[0] : NULL;
    mbr_text address = {"", 0}, alt = {"", 0};
    if (!first && !body_first_picture(of, &address, &alt))
        return;
    buffer_say(out, "<meta property=\"og:image\" content=\"");
    buffer_text(out, of->story->entry.address);
    if (first)
        buffer_part(out, first->file);
    else
        buffer_put(out, address.data, address.size);
    buffer_say(out, "\">\n");
    if (first) {
        write_property("og:image:alt", first->alt, out);
    } else if (alt.size > 0) {
        buffer_say(out, "<meta property=\"og:image:alt\" content=\"");
        buffer_put(out, alt.data, alt.size);
        buffer_say(out, "\">\n");
    }
    buffer_say(out, "<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
}

static void
write_open_graph(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    write_property("og:type", text_of("article"), out);
    write_property("og:site_name", of->site->name, out);
    write_property("og:locale", text_of(of->words->locale), out);
    write_property("og:title", entry->title, out);
    write_property("og:description", of->summary, out);
    write_property("og:url", entry->address, out);
    write_share_picture(of, out);
    if (of->has_published)
        write_property("article:published_time", of->published.full, out);
    if (of->has_updated)
        write_property("article:modified_time", of->updated.full, out);
    write_property("article:section", entry->section, out);
    for (size_t i = 0; i < of->authors.count; i++)
        write_property("article:author", of->authors.items[i], out);
}

/* Calls `each` for the same article in other languages. */
static void
each_other(const article *of,
           void (*each)(const article *of, const story *other, buffer *out),
           buffer *out)
{
    const site *within = of->site;
    size_t index;
    for (size_t n = 0; within->task->site->version(within->job, of->story->index, n, &index) >= 0;
         n++) {
        story other;
        if (story_read(within, index, &other) >= 0 && !story_is_retracted(&other))
            each(of, &other, out);
    }
}

static void
write_other_link(const article *of, const story *other, buffer *out)
{
    buffer_say(out, "<link rel=\"alternate\" hreflang=\"");
    buffer_text(out, other->entry.language);
    buffer_say(out, "\" href=\"");
    buffer_text(out, other->entry.address);
    buffer_say(out, "\">\n");
}

static void
write_head(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    page_head(of->site, entry->language, entry->title, entry->path, of->story->root, "story", out);
    if (of->summary.size > 0) {
        buffer_say(out, "<meta name=\"description\" content=\"");
        buffer_text(out, of->summary);
        buffer_say(out, "\">\n");
    }
    buffer_say(out, "<link rel=\"canonical\" href=\"");
    buffer_text(out, entry->address);
    buffer_say(out, "\">\n");
    each_other(of, write_other_link, out);
    write_open_graph(of, out);
    buffer_say(out, "<script type=\"application/ld+json\">");
    linked_write(of, out);
    buffer_say(out, "</script>\n</head>\n");
}

/* --- the article -------------------------------------------------------------------------------
 */

void
page_masthead(const site *of, const words *in, mbr_text folder, size_t root, buffer *out)
{
    buffer_format(out, "<body>\n<a class=\"skip\" href=\"#article\">%s</a>\n", in->skip);
    buffer_say(out, "<header class=\"masthead\">\n<p><a href=\"");
    site_way_back(folder, root, out);
    buffer_say(out, "index.html\">");
    buffer_text(out, of->name);
    buffer_say(out, "</a></p>\n</header>\n");
}

static void
write_byline(const article *of, buffer *out)
{
    if (of->authors.count == 0 && of->translators.count == 0 && of->outlet.size == 0)
        return;
    buffer_say(out, "<p class=\"byline\">");
    page_names(&of->authors, of->words->by, "author", of->words, out);
    if (of->outlet.size > 0) {
        buffer_say(out,
                   of->authors.count ? " (<span class=\"outlet\">" : "<span class=\"outlet\">");
        buffer_text(out, of->outlet);
        buffer_say(out, of->authors.count ? "</span>)" : "</span>");
    }
    if (of->translators.count > 0) {
        buffer_say(out, of->authors.count || of->outlet.size ? "<br>\n" : "");
        buffer_say(out, "<span class=\"translation\">");
        page_names(&of->translators, of->words->translated_by, "translator", of->words, out);
        buffer_say(out, "</span>");
    }
    buffer_say(out, "</p>\n");
}

static void
write_dates(const article *of, buffer *out)
{
    if (!of->has_published)
        return;
    buffer_format(out, "<p class=\"dates\">%s ", of->words->published);
    when_html(&of->published, of->words, out);
    if (of->revised) {
        buffer_format(out, "<br>\n%s ", of->words->updated);
        when_html(&of->updated, of->words, out);
        if (of->told)
            buffer_format(out, " (<a href=\"#corrections\">%s</a>)", of->words->see);
    }
    buffer_say(out, "</p>\n");
}

static void
write_other(const article *of, const story *other, buffer *out)
{
    buffer_format(out, "<p class=\"other\">%s <a hreflang=\"", of->words->other_language);
    buffer_text(out, other->entry.language);
    buffer_say(out, "\" lang=\"");
    buffer_text(out, other->entry.language);
    buffer_say(out, "\" href=\"");
    site_way_back(of->story->entry.path, 0, out);
    buffer_text(out, other->entry.path);
    buffer_say(out, "index.html\">");
    buffer_text(out, other->entry.title);
    buffer_say(out, "</a></p>\n");
}

static void
write_opening(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    const picture *hero = article_hero(of);
    buffer_say(out, "<header>\n");
    if (entry->section.size > 0) {
        buffer_say(out, "<p class=\"section\">");
        buffer_text(out, entry->section);
        buffer_say(out, "</p>\n");
    }
    buffer_say(out, "<h1>");
    buffer_text(out, entry->title);
    buffer_say(out, "</h1>\n");
    if (entry->summary.size > 0) {
        buffer_say(out, "<p class=\"standfirst\">");
        buffer_text(out, entry->summary);
        buffer_say(out, "</p>\n");
    }
    buffer_say(out, "<div class=\"signed\">\n");
    write_byline(of, out);
    write_dates(of, out);
    buffer_say(out, "</div>\n");
    each_other(of, write_other, out);
    buffer_say(out, "</header>\n");
    if (hero)
        body_figure(hero, of->words, text_of(""), "hero", out);
}

static void
write_correction(const article *of, size_t index, mbr_text note, buffer *out)
{
    char where[64];
    mbr_text kind = {"", 0}, at;
    when time;
    snprintf(where, sizeof where, "corrections[%zu].kind", index);
    (void)article_record(of, where, &kind); /* without one it is a correction */
    snprintf(where, sizeof where, "corrections[%zu].at", index);
    buffer_format(out, "<p><strong>%s", words_of_kind(of->words, kind));
    if (article_record(of, where, &at) &&
        when_read(of->site->task->job, of->site->job, at, false, &time)) {
        buffer_format(out, " %s ", of->words->dated);
        when_html(&time, of->words, out);
    }
    buffer_format(out, "%s</strong> ", of->words->colon);
    buffer_text(out, note);
    buffer_say(out, "</p>\n");
}

void
page_corrections(const article *of, buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < of->corrections; i++) {
        mbr_text note;
        if (!article_note(of, i, &note))
            continue;
        if (!any)
            buffer_format(out,
                          "<section class=\"corrections\" id=\"corrections\" "
                          "aria-labelledby=\"changes\">\n<h2 id=\"changes\">%s</h2>\n",
                          of->words->corrections);
        any = true;
        write_correction(of, i, note, out);
    }
    buffer_say(out, any ? "</section>\n" : "");
}

void
page_write(const article *of, buffer *out)
{
    write_head(of, out);
    page_masthead(of->site, of->words, of->story->entry.path, of->story->root, out);
    buffer_say(out, "<main id=\"article\">\n<article>\n");
    write_opening(of, out);
    buffer_say(out, "<div class=\"text\">\n");
    body_write(of, out);
    buffer_say(out, "</div>\n");
    page_corrections(of, out);
    buffer_say(out, "</article>\n</main>\n");
    page_foot(of->site, of->words, of->story->entry.path, of->story->root, out);
}
