/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Atom, RFC 4287. */
#include "content.h"
#include "feed.h"
#include "identity.h"
#include "text.h"
#include "xml.h"

static void
write_person(xml *of, const char *element, mbr_text name)
{
    xml_begin(of, element);
    xml_leaf(of, "name", name);
    xml_end(of);
}

static void
write_people(xml *of, const article *from)
{
    for (size_t i = 0; i < from->authors.count; i++)
        write_person(of, "author", from->authors.items[i]);
    if (from->authors.count == 0)
        write_person(of, "author", from->site->name);
    for (size_t i = 0; i < from->translators.count; i++)
        write_person(of, "contributor", from->translators.items[i]);
}

static void
write_summary(xml *of, const article *from)
{
    buffer summary = {0};
    feed_summary(from, &summary);
    xml_leaf(of, "summary", (mbr_text){summary.data, summary.size});
    of->out->failed |= summary.failed;
    buffer_clear(&summary);
}

static void
write_content(xml *of, const article *from)
{
    buffer html = {0};
    content_write(from, true, &html);
    xml_begin(of, "content");
    xml_attribute(of, "type", text_of("html"));
    xml_text(of, (mbr_text){html.data, html.size});
    xml_end(of);
    of->out->failed |= html.failed;
    buffer_clear(&html);
}

static void
write_entry(xml *of, const article *from)
{
    const mbr_entry *entry = &from->story->entry;
    buffer id = {0};
    identity_of_article(from, &id);
    xml_begin(of, "entry");
    xml_attribute(of, "xml:lang", entry->language);
    xml_take(of, "id", &id);
    xml_element(of, "title", entry->title);
    xml_begin(of, "link");
    xml_attribute(of, "rel", text_of("alternate"));
    xml_attribute(of, "type", text_of("text/html"));
    xml_attribute(of, "hreflang", entry->language);
    xml_attribute(of, "href", entry->address);
    xml_end(of);
    xml_leaf(of, "published", entry->date);
    xml_leaf(of, "updated", feed_updated(from));
    write_people(of, from);
    xml_mark(of, "category", "term", entry->section);
    for (size_t i = 0; i < from->tags.count; i++)
        xml_mark(of, "category", "term", from->tags.items[i]);
    write_summary(of, from);
    if (feed_has_texts(from))
        write_content(of, from);
    xml_end(of);
}

void
atom_write(const listing *of, buffer *out)
{
    xml made = xml_document(out);
    buffer id = {0}, title = {0};
    mbr_text changed = feed_changed(of);
    xml_begin(&made, "feed");
    xml_attribute(&made, "xmlns", text_of("http://www.w3.org/2005/Atom"));
    xml_attribute(&made, "xml:lang", of->told.language);
    identity_of_list(of->site, of->told.path, &id);
    xml_take(&made, "id", &id);
    feed_title(of, &title);
    xml_element(&made, "title", (mbr_text){title.data, title.size});
    buffer_clear(&title);
    xml_leaf(&made, "updated", changed.size > 0 ? changed : text_of("1970-01-01T00:00:00Z"));
    feed_link(of, &made, "link", "self", "application/atom+xml", "atom.xml");
    feed_link(of, &made, "link", "alternate", "text/html", "");
    for (size_t i = 0; i < feed_size(of); i++)
        write_entry(&made, of->items[i]);
    xml_end(&made);
}
