/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* IPTC NewsML-G2 2.35, conformance power: order and names as in its schema (CC BY 4.0). */
#include "newsml.h"

#include "content.h"
#include "identity.h"
#include "item.h"
#include "text.h"
#include "xml.h"

#include <stdio.h>
#include <string.h>

#define CATALOG "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"

/* On one line: names have no other blanks than spaces. */
static void
write_line(xml *of, const char *element, mbr_text text)
{
    buffer line = {0};
    for (size_t at = 0; at < text.size; at++)
        buffer_put(&line, memchr("\t\n\r", text.data[at], 3) ? " " : text.data + at, 1);
    xml_take(of, element, &line);
}

/* A person, a place or another thing that has a name and no code. */
static void
write_named(xml *of, const char *element, mbr_text name)
{
    if (name.size == 0)
        return;
    xml_begin(of, element);
    xml_attribute(of, "literal", name);
    write_line(of, "name", name);
    xml_end(of);
}

/* --- head --------------------------------------------------------------------------------------
 */

static xml
begin(const article *of, buffer *out)
{
    xml made = xml_document(out);
    buffer id = {0}, version = {0};
    identity_of_article(of, &id);
    item_version(of, &version);
    xml_begin(&made, "newsItem");
    xml_attribute(&made, "xmlns", text_of("http://iptc.org/std/nar/2006-10-01/"));
    xml_take_attribute(&made, "guid", &id);
    xml_take_attribute(&made, "version", &version);
    xml_attribute(&made, "standard", text_of("NewsML-G2"));
    xml_attribute(&made, "standardversion", text_of("2.35"));
    xml_attribute(&made, "conformance", text_of("power"));
    xml_attribute(&made, "xml:lang", of->story->entry.language);
    xml_mark(&made, "catalogRef", "href", text_of(CATALOG));
    return made;
}

/* Who holds the rights of what another outlet wrote is not ours to say. */
static void
write_rights(xml *of, const article *from)
{
    mbr_text notice = {"", 0}, terms = {"", 0};
    mbr_text holder = from->outlet.size > 0 ? text_of("") : from->site->name;
    (void)article_meta(from, "rights", &notice); /* what is not given stays empty */
    (void)article_meta(from, "licence", &terms);
    if (holder.size + notice.size + terms.size == 0)
        return;
    xml_begin(of, "rightsInfo");
    write_named(of, "copyrightHolder", holder);
    xml_leaf(of, "copyrightNotice", notice);
    xml_leaf(of, "usageTerms", terms);
    xml_end(of);
}

static void
picture_id(char *id, size_t room, size_t number)
{
    snprintf(id, room, "picture-%zu", number);
}

static void
write_picture_rights(xml *of, const picture *one, size_t number)
{
    char id[32];
    if (one->rights.size + one->licence.size == 0)
        return;
    picture_id(id, sizeof id, number);
    xml_begin(of, "rightsInfo");
    xml_attribute(of, "idrefs", text_of(id));
    xml_leaf(of, "copyrightNotice", one->rights);
    xml_leaf(of, "usageTerms", one->licence);
    xml_end(of);
}

/* --- about the item ----------------------------------------------------------------------------
 */

static void
write_item_head(xml *of, const article *from, mbr_text changed)
{
    xml_begin(of, "itemMeta");
    xml_mark(of, "itemClass", "qcode", text_of("ninat:text"));
    xml_begin(of, "provider");
    xml_attribute(of, "uri", (mbr_text){from->site->base.data, from->site->base.size});
    write_line(of, "name", from->site->name);
    xml_end(of);
    xml_leaf(of, "versionCreated", changed);
    xml_leaf(of, "firstCreated", from->story->entry.date);
}

static void
write_page_address(xml *of, const article *from)
{
    xml_begin(of, "altRep");
    xml_attribute(of, "contenttype", text_of("text/html"));
    xml_text(of, from->story->entry.address);
    xml_end(of);
}

static void
write_corrections(xml *of, const article *from)
{
    buffer line = {0};
    if (item_correction_line(from, &line))
        xml_take(of, "edNote", &line);
    buffer_clear(&line);
}

/* What the newest revision is: something was wrong, or there is something new. */
static void
write_signal(xml *of, const article *from)
{
    mbr_text kind, note;
    if (!from->revised)
        return;
    bool wrong =
        item_correction(from, &kind, &note) && (kind.size == 0 || text_is(kind, "correction"));
    xml_mark(of, "signal", "qcode", text_of(wrong ? "sig:correction" : "sig:update"));
}

/* The same article in other languages. */
static void
write_versions(xml *of, const article *from)
{
    story other;
    for (size_t n = 0; article_version(from, &n, &other);) {
        const article version = {.site = from->site, .story = &other};
        buffer id = {0};
        identity_of_article(&version, &id);
        xml_begin(of, "link");
        xml_attribute(of, "rel", text_of("irel:seeAlso"));
        xml_attribute(of, "href", other.entry.address);
        xml_take_attribute(of, "residref", &id);
        xml_attribute(of, "contenttype", text_of("text/html"));
        xml_attribute(of, "xml:lang", other.entry.language);
        xml_attribute(of, "title", other.entry.title);
        xml_end(of);
    }
}

static void
write_item_meta(xml *of, const article *from)
{
    buffer embargo = {0};
    write_item_head(of, from, from->has_updated ? from->updated.full : from->story->entry.date);
    if (item_embargo(from, &embargo))
        xml_take(of, "embargoed", &embargo);
    xml_mark(of, "pubStatus", "qcode", text_of("stat:usable"));
    write_corrections(of, from);
    write_signal(of, from);
    write_page_address(of, from);
    write_versions(of, from);
    xml_end(of);
}

/* --- about the content -------------------------------------------------------------------------
 */

static void
write_people(xml *of, const article *from)
{
    for (size_t i = 0; i < from->authors.count; i++)
        write_named(of, "creator", from->authors.items[i]);
    for (size_t i = 0; i < from->translators.count; i++) {
        buffer note = {0};
        buffer_format(&note, "%s ", from->words->translated_by);
        buffer_put(&note, from->translators.items[i].data, from->translators.items[i].size);
        xml_begin(of, "contributor");
        xml_attribute(of, "literal", from->translators.items[i]);
        write_line(of, "name", from->translators.items[i]);
        xml_take(of, "note", &note);
        xml_end(of);
    }
}

static void
write_content_words(xml *of, const article *from)
{
    const mbr_entry *entry = &from->story->entry;
    buffer line = {0};
    item_byline(&from->authors, from->words, &line);
    xml_mark(of, "language", "tag", entry->language);
    for (size_t i = 0; i < from->tags.count; i++)
        write_line(of, "keyword", from->tags.items[i]);
    write_named(of, "subject", entry->section);
    xml_leaf(of, "slugline", item_slug(from));
    xml_leaf(of, "headline", entry->title);
    xml_leaf(of, "dateline", from->dateline);
    xml_take(of, "by", &line);
    if (from->summary.size > 0) {
        xml_begin(of, "description");
        xml_attribute(of, "role", text_of("drol:summary"));
        xml_text(of, from->summary);
        xml_end(of);
    }
}

static void
write_content_meta(xml *of, const article *from)
{
    xml_begin(of, "contentMeta");
    xml_leaf(of, "contentCreated", from->story->entry.date);
    if (from->revised)
        xml_leaf(of, "contentModified", from->updated.full);
    write_named(of, "digitalSourceType", from->ai);
    write_named(of, "located", from->dateline);
    write_named(of, "infoSource", from->outlet);
    write_people(of, from);
    write_content_words(of, from);
    xml_end(of);
}

static void
write_picture_meta(xml *of, const picture *one, size_t number)
{
    char id[32];
    if (one->credit.size + one->caption.size + one->alt.size == 0)
        return;
    picture_id(id, sizeof id, number);
    xml_begin(of, "partMeta");
    xml_attribute(of, "contentrefs", text_of(id));
    xml_leaf(of, "creditline", one->credit);
    if (one->caption.size > 0) {
        xml_begin(of, "description");
        xml_attribute(of, "role", text_of("drol:caption"));
        xml_text(of, one->caption);
        xml_end(of);
    }
    xml_leaf(of, "description", one->alt);
    xml_end(of);
}

/* --- the content -------------------------------------------------------------------------------
 */

static void
write_text(xml *of, const article *from, mbr_text title, const buffer *body)
{
    xml_begin(of, "inlineXML");
    xml_attribute(of, "contenttype", text_of("application/xhtml+xml"));
    xml_begin(of, "html");
    xml_attribute(of, "xmlns", text_of("http://www.w3.org/1999/xhtml"));
    xml_attribute(of, "xml:lang", from->story->entry.language);
    xml_begin(of, "head");
    xml_leaf(of, "title", title);
    xml_end(of);
    xml_begin(of, "body");
    xml_markup(of, (mbr_text){body->data, body->size});
    xml_end(of);
    xml_end(of);
    xml_end(of);
    of->out->failed |= body->failed;
}

static void
write_picture(xml *of, const article *from, const picture *one, size_t number)
{
    char id[32];
    buffer address = {0};
    mbr_text type = item_media_type(one->file);
    picture_id(id, sizeof id, number);
    item_address(from, one->file, &address);
    xml_begin(of, "remoteContent");
    xml_attribute(of, "id", text_of(id));
    xml_attribute(of, "rendition", text_of("rnd:web"));
    xml_take_attribute(of, "href", &address);
    if (type.size > 0)
        xml_attribute(of, "contenttype", type);
    xml_end(of);
}

void
newsml_write(const article *of, buffer *out)
{
    buffer body = {0};
    xml made = begin(of, out);
    write_rights(&made, of);
    for (size_t i = 0; i < of->pictures.count; i++)
        write_picture_rights(&made, &of->pictures.items[i], i + 1);
    write_item_meta(&made, of);
    write_content_meta(&made, of);
    for (size_t i = 0; i < of->pictures.count; i++)
        write_picture_meta(&made, &of->pictures.items[i], i + 1);
    content_write(of, false, &body);
    xml_begin(&made, "contentSet");
    write_text(&made, of, of->story->entry.title, &body);
    for (size_t i = 0; i < of->pictures.count; i++)
        write_picture(&made, of, &of->pictures.items[i], i + 1);
    xml_end(&made);
    xml_end(&made);
    buffer_clear(&body);
}

void
newsml_retract(const article *of, buffer *out)
{
    buffer body = {0};
    mbr_text note, at, title = text_of(of->words->retracted);
    xml made = begin(of, out);
    item_retraction(of, &note, &at);
    write_item_head(&made, of, at);
    xml_mark(&made, "pubStatus", "qcode", text_of("stat:canceled"));
    xml_leaf(&made, "edNote", note);
    write_page_address(&made, of);
    xml_end(&made);
    xml_begin(&made, "contentMeta");
    xml_mark(&made, "language", "tag", of->story->entry.language);
    xml_leaf(&made, "headline", title);
    xml_end(&made);
    content_write_notice(of, &body);
    xml_begin(&made, "contentSet");
    write_text(&made, of, title, &body);
    xml_end(&made);
    xml_end(&made);
    buffer_clear(&body);
}
