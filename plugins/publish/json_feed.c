/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON Feed 1.1. */
#include "content.h"
#include "feed.h"
#include "identity.h"
#include "item.h"
#include "json.h"
#include "text.h"

static void
write_authors(json *of, const article *from)
{
    json_open(of, "authors", '[');
    for (size_t i = 0; i < from->authors.count; i++)
        json_pair(of, NULL, text_of(""), "name", from->authors.items[i]);
    if (from->authors.count == 0)
        json_pair(of, NULL, text_of(""), "name", from->site->name);
    json_close(of, ']');
}

static void
write_tags(json *of, const article *from)
{
    mbr_text section = from->story->entry.section;
    if (section.size == 0 && from->tags.count == 0)
        return;
    json_open(of, "tags", '[');
    json_text(of, NULL, section);
    for (size_t i = 0; i < from->tags.count; i++)
        json_text(of, NULL, from->tags.items[i]);
    json_close(of, ']');
}

static void
write_content(json *of, const article *from)
{
    buffer html = {0};
    content_write(from, true, &html);
    json_string(of, "content_html", (mbr_text){html.data, html.size});
    of->out->failed |= html.failed;
    buffer_clear(&html);
}

/* Every item has words of one kind or the other. */
static void
write_words(json *of, const article *from)
{
    buffer summary = {0};
    feed_summary(from, &summary);
    const mbr_text said = {summary.data, summary.size};
    json_text(of, "summary", said);
    if (feed_has_texts(from))
        write_content(of, from);
    else
        json_string(of, "content_text", said.size > 0 ? said : from->story->entry.title);
    of->out->failed |= summary.failed;
    buffer_clear(&summary);
}

static void
write_item(json *of, const article *from)
{
    const mbr_entry *entry = &from->story->entry;
    buffer id = {0}, image = {0};
    identity_of_article(from, &id);
    if (from->pictures.count > 0)
        item_address(from, from->pictures.items[0].file, &image);
    json_open(of, NULL, '{');
    json_take(of, "id", &id);
    json_text(of, "url", entry->address);
    json_text(of, "title", entry->title);
    write_words(of, from);
    json_take(of, "image", &image);
    json_text(of, "date_published", entry->date);
    json_text(of, "date_modified", feed_updated(from));
    write_authors(of, from);
    write_tags(of, from);
    json_text(of, "language", entry->language);
    json_close(of, '}');
}

void
json_feed_write(const listing *of, buffer *out)
{
    json made = {.out = out};
    buffer title = {0}, page = {0}, self = {0};
    feed_title(of, &title);
    feed_address(of, "", &page);
    feed_address(of, "feed.json", &self);
    json_open(&made, NULL, '{');
    json_text(&made, "version", text_of("https://jsonfeed.org/version/1.1"));
    json_string(&made, "title", (mbr_text){title.data, title.size});
    json_take(&made, "home_page_url", &page);
    json_take(&made, "feed_url", &self);
    json_text(&made, "language", of->told.language);
    json_open(&made, "items", '[');
    for (size_t i = 0; i < feed_size(of); i++)
        write_item(&made, of->items[i]);
    json_close(&made, ']');
    json_close(&made, '}');
    buffer_clear(&title);
}
