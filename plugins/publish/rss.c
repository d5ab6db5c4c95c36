/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RSS 2.0 with the modules that news readers know: Atom's links, Dublin Core's names, whole texts,
 * pictures of Media RSS. */
#include "content.h"
#include "feed.h"
#include "identity.h"
#include "item.h"
#include "text.h"
#include "xml.h"

static void
write_date(xml *of, const char *name, mbr_text at)
{
    buffer date = {0};
    when_mail(at, &date);
    xml_take(of, name, &date);
}

static void
write_guid(xml *of, const article *from)
{
    buffer id = {0};
    identity_of_article(from, &id);
    mbr_text name = {id.data, id.size};
    xml_begin(of, "guid");
    xml_attribute(of, "isPermaLink", text_of(text_starts(name, "tag:") ? "false" : "true"));
    xml_text(of, name);
    xml_end(of);
    of->out->failed |= id.failed;
    buffer_clear(&id);
}

static void
write_picture(xml *of, const article *from, const picture *one)
{
    buffer address = {0};
    mbr_text type = item_media_type(one->file);
    item_address(from, one->file, &address);
    xml_begin(of, "media:content");
    xml_take_attribute(of, "url", &address);
    xml_attribute(of, "medium", text_of("image"));
    if (type.size > 0)
        xml_attribute(of, "type", type);
    xml_leaf(of, "media:description", one->caption);
    xml_leaf(of, "media:credit", one->credit);
    xml_leaf(of, "media:copyright", one->rights);
    xml_end(of);
}

/* Readers take an item's description for HTML: the words of a text are written as such. */
static void
write_summary(xml *of, const article *from)
{
    buffer summary = {0}, html = {0};
    feed_summary(from, &summary);
    buffer_text(&html, (mbr_text){summary.data, summary.size});
    if (html.size > 0 || summary.failed)
        xml_take(of, "description", &html);
    of->out->failed |= summary.failed;
    buffer_clear(&summary);
    buffer_clear(&html);
}

static void
write_content(xml *of, const article *from)
{
    buffer html = {0};
    content_write(from, true, &html);
    xml_take(of, "content:encoded", &html);
}

static void
write_item(xml *of, const article *from)
{
    const mbr_entry *entry = &from->story->entry;
    xml_begin(of, "item");
    xml_element(of, "title", entry->title);
    xml_leaf(of, "link", entry->address);
    write_summary(of, from);
    write_guid(of, from);
    write_date(of, "pubDate", entry->date);
    xml_leaf(of, "category", entry->section);
    for (size_t i = 0; i < from->tags.count; i++)
        xml_leaf(of, "category", from->tags.items[i]);
    if (from->revised)
        xml_leaf(of, "atom:updated", feed_updated(from));
    for (size_t i = 0; i < from->authors.count; i++)
        xml_leaf(of, "dc:creator", from->authors.items[i]);
    for (size_t i = 0; i < from->translators.count; i++)
        xml_leaf(of, "dc:contributor", from->translators.items[i]);
    if (feed_has_texts(from))
        write_content(of, from);
    for (size_t i = 0; i < from->pictures.count; i++)
        write_picture(of, from, &from->pictures.items[i]);
    xml_end(of);
}

void
rss_write(const listing *of, buffer *out)
{
    xml made = xml_document(out);
    buffer title = {0}, address = {0};
    xml_begin(&made, "rss");
    xml_attribute(&made, "version", text_of("2.0"));
    xml_attribute(&made, "xmlns:atom", text_of("http://www.w3.org/2005/Atom"));
    xml_attribute(&made, "xmlns:content", text_of("http://purl.org/rss/1.0/modules/content/"));
    xml_attribute(&made, "xmlns:dc", text_of("http://purl.org/dc/elements/1.1/"));
    xml_attribute(&made, "xmlns:media", text_of("http://search.yahoo.com/mrss/"));
    xml_begin(&made, "channel");
    feed_title(of, &title);
    feed_address(of, "", &address);
    xml_element(&made, "title", (mbr_text){title.data, title.size});
    xml_take(&made, "link", &address);
    xml_element(&made, "description", (mbr_text){title.data, title.size});
    buffer_clear(&title);
    xml_leaf(&made, "language", of->told.language);
    write_date(&made, "lastBuildDate", feed_changed(of));
    feed_link(of, &made, "atom:link", "self", "application/rss+xml", "rss.xml");
    for (size_t i = 0; i < feed_size(of); i++)
        write_item(&made, of->items[i]);
    xml_end(&made);
    xml_end(&made);
}
