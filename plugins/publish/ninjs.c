/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* IPTC ninjs: names and values as in ninjs-schema_2.2.json and ninjs-schema_3.1.json (CC BY 4.0),
 * which differ in capitals and in the one name of the embargo. */
#include "ninjs.h"

#include "content.h"
#include "identity.h"
#include "item.h"
#include "json.h"
#include "plain.h"
#include "text.h"

#define SCHEMA "http://www.iptc.org/std/ninjs/ninjs-schema_"

static const mbr_text plain_type = {"text/plain", sizeof "text/plain" - 1};
static const mbr_text html_type = {"text/html", sizeof "text/html" - 1};

/* One of the arrays of headlines, descriptions and bodies. */
static void
write_role(json *of, const char *role, mbr_text type, mbr_text value)
{
    if (value.size == 0)
        return;
    json_open(of, NULL, '{');
    json_text(of, "role", text_of(role));
    json_text(of, "contentType", type);
    json_text(of, "value", value);
    json_close(of, '}');
}

static void
write_roles(json *of, const char *key, const char *role, mbr_text value)
{
    if (value.size == 0)
        return;
    json_open(of, key, '[');
    write_role(of, role, plain_type, value);
    json_close(of, ']');
}

/* --- head --------------------------------------------------------------------------------------
 */

static json
begin(const article *of, buffer *out)
{
    json made = {.out = out, .lower = !of->site->task->ninjs_3};
    buffer id = {0}, version = {0};
    bool newest = of->site->task->ninjs_3;
    identity_of_article(of, &id);
    item_version(of, &version);
    json_open(&made, NULL, '{');
    json_take(&made, "uri", &id);
    json_open(&made, "standard", '{');
    json_text(&made, "name", text_of("ninjs"));
    json_text(&made, "version", text_of(newest ? "3.1" : "2.2"));
    json_text(&made, "schema", text_of(newest ? SCHEMA "3.1.json" : SCHEMA "2.2.json"));
    json_close(&made, '}');
    json_text(&made, "type", text_of("text"));
    json_text(&made, "representationType", text_of("full"));
    json_take(&made, "version", &version);
    return made;
}

static void
write_times(json *of, const article *from)
{
    mbr_text date = from->story->entry.date;
    buffer embargo = {0};
    json_text(of, "firstCreated", date);
    json_text(of, "versionCreated", from->has_updated ? from->updated.full : date);
    json_text(of, "contentCreated", date);
    if (item_embargo(from, &embargo))
        json_take(of, of->lower ? "embargoed" : "embargoedUntil", &embargo);
}

static void
write_rights(json *of, const article *from)
{
    mbr_text text;
    /* Who holds the rights of what another outlet wrote is not ours to say. */
    if (from->outlet.size == 0)
        json_text(of, "copyrightHolder", from->site->name);
    if (article_meta(from, "rights", &text))
        json_text(of, "copyrightNotice", text);
    if (article_meta(from, "licence", &text))
        json_text(of, "usageTerms", text);
}

static void
write_note(json *of, const article *from)
{
    buffer line = {0};
    if (item_correction_line(from, &line))
        json_take(of, "edNote", &line);
    buffer_clear(&line);
}

/* --- who, where, what --------------------------------------------------------------------------
 */

static void
write_people(json *of, const article *from)
{
    if (from->authors.count + from->translators.count == 0)
        return;
    json_open(of, "people", '[');
    for (size_t i = 0; i < from->authors.count; i++)
        json_pair(of, "name", from->authors.items[i], "rel", text_of("author"));
    for (size_t i = 0; i < from->translators.count; i++)
        json_pair(of, "name", from->translators.items[i], "rel", text_of("translator"));
    json_close(of, ']');
}

static void
write_named(json *of, const char *key, mbr_text name)
{
    if (name.size == 0)
        return;
    json_open(of, key, '[');
    json_pair(of, NULL, text_of(""), "name", name);
    json_close(of, ']');
}

static void
write_subjects(json *of, const article *from)
{
    mbr_text section = from->story->entry.section;
    if (section.size == 0 && from->tags.count == 0)
        return;
    json_open(of, "subjects", '[');
    if (section.size > 0)
        json_pair(of, "name", section, "rel", text_of("partOf"));
    for (size_t i = 0; i < from->tags.count; i++)
        json_pair(of, "name", from->tags.items[i], "rel", text_of("about"));
    json_close(of, ']');
}

static void
write_byline(json *of, const article *from)
{
    buffer line = {0};
    item_byline(&from->authors, from->words, &line);
    json_take(of, "by", &line);
}

/* The newsroom's own words on how such help was used. */
static void
write_source_type(json *of, const article *from)
{
    if (from->ai.size == 0)
        return;
    json_open(of, "digitalSourceType", '{');
    json_text(of, "name", from->ai);
    json_close(of, '}');
}

/* --- pictures and other languages --------------------------------------------------------------
 */

static void
write_rendition(json *of, const article *from, const picture *one)
{
    buffer address = {0};
    item_address(from, one->file, &address);
    json_open(of, "renditions", '[');
    json_open(of, NULL, '{');
    json_text(of, "name", text_of("original"));
    json_take(of, "href", &address);
    json_text(of, "contentType", item_media_type(one->file));
    json_close(of, '}');
    json_close(of, ']');
}

static void
write_picture(json *of, const article *from, const picture *one, size_t number)
{
    buffer id = {0}, name = {0};
    identity_of_article(from, &id);
    buffer_say(&id, "/");
    buffer_part(&id, one->file);
    buffer_format(&name, "picture-%zu", number);
    json_open(of, NULL, '{');
    json_take(of, "name", &name);
    json_take(of, "uri", &id);
    json_text(of, "type", text_of("picture"));
    json_text(of, "by", one->credit);
    json_text(of, "copyrightNotice", one->rights);
    json_text(of, "usageTerms", one->licence);
    if (one->caption.size > 0 || one->alt.size > 0) {
        json_open(of, "descriptions", '[');
        write_role(of, "caption", plain_type, one->caption);
        write_role(of, "alt", plain_type, one->alt);
        json_close(of, ']');
    }
    write_rendition(of, from, one);
    json_close(of, '}');
}

static void
write_version(json *of, const article *other)
{
    buffer id = {0};
    identity_of_article(other, &id);
    json_open(of, NULL, '{');
    json_text(of, "name", text_of("translation"));
    json_take(of, "uri", &id);
    json_text(of, "type", text_of("text"));
    json_text(of, "representationType", text_of("partial"));
    json_text(of, "language", other->story->entry.language);
    write_roles(of, "headlines", "main", other->story->entry.title);
    json_open(of, "altIds", '[');
    json_pair(of, "role", text_of("permalink"), "value", other->story->entry.address);
    json_close(of, ']');
    json_close(of, '}');
}

static void
write_associations(json *of, const article *from)
{
    story other;
    size_t n = 0;
    if (from->pictures.count == 0 && !article_version(from, &n, &other))
        return;
    json_open(of, "associations", '[');
    for (size_t i = 0; i < from->pictures.count; i++)
        write_picture(of, from, &from->pictures.items[i], i + 1);
    for (n = 0; article_version(from, &n, &other);) {
        const article version = {.site = from->site, .story = &other};
        write_version(of, &version);
    }
    json_close(of, ']');
}

/* --- the item ----------------------------------------------------------------------------------
 */

static void
write_bodies(json *of, mbr_text html)
{
    buffer plain = {0};
    plain_write(html, &plain);
    json_open(of, "bodies", '[');
    write_role(of, "main", html_type, html);
    write_role(of, "plain", plain_type, (mbr_text){plain.data, plain.size});
    json_close(of, ']');
    of->out->failed |= plain.failed;
    buffer_clear(&plain);
}

static void
write_address(json *of, const article *from)
{
    json_open(of, "altIds", '[');
    json_pair(of, "role", text_of("permalink"), "value", from->story->entry.address);
    json_close(of, ']');
}

void
ninjs_write(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    buffer html = {0};
    json made = begin(of, out);
    content_write(of, false, &html);
    write_times(&made, of);
    json_text(&made, "pubStatus", text_of("usable"));
    write_rights(&made, of);
    write_note(&made, of);
    json_text(&made, "language", entry->language);
    write_roles(&made, "headlines", "main", entry->title);
    write_roles(&made, "descriptions", "summary", of->summary);
    write_bodies(&made, (mbr_text){html.data, html.size});
    write_people(&made, of);
    write_named(&made, "places", of->dateline);
    write_subjects(&made, of);
    write_named(&made, "infoSources", of->outlet);
    write_byline(&made, of);
    json_text(&made, "slugline", item_slug(of));
    json_text(&made, "located", of->dateline);
    write_associations(&made, of);
    write_address(&made, of);
    write_source_type(&made, of);
    json_close(&made, '}');
    out->failed |= html.failed;
    buffer_clear(&html);
}

void
ninjs_retract(const article *of, buffer *out)
{
    buffer html = {0};
    mbr_text note, at;
    json made = begin(of, out);
    item_retraction(of, &note, &at);
    content_write_notice(of, &html);
    json_text(&made, "firstCreated", of->story->entry.date);
    json_text(&made, "versionCreated", at);
    json_text(&made, "pubStatus", text_of("canceled"));
    json_text(&made, "edNote", note);
    json_text(&made, "language", of->story->entry.language);
    write_roles(&made, "headlines", "main", text_of(of->words->retracted));
    write_bodies(&made, (mbr_text){html.data, html.size});
    write_address(&made, of);
    json_close(&made, '}');
    out->failed |= html.failed;
    buffer_clear(&html);
}
