/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "linked.h"

#include "text.h"

#include <stdio.h>

/* Names come from this program, values from the article. */
static void
member(const char *name, mbr_text value, buffer *out)
{
    if (value.size == 0)
        return;
    buffer_format(out, ",\n\"%s\":", name);
    buffer_json(out, value);
}

/* An object of this type and name, without its end. */
static void
named_object(const char *type, mbr_text name, buffer *out)
{
    buffer_format(out, "{\"@type\":\"%s\",\"name\":", type);
    buffer_json(out, name);
}

static void
write_people(const char *key, const names *of, buffer *out)
{
    if (of->count == 0)
        return;
    buffer_format(out, ",\n\"%s\":[", key);
    for (size_t i = 0; i < of->count; i++) {
        buffer_say(out, i ? "," : "");
        named_object("Person", of->items[i], out);
        buffer_say(out, "}");
    }
    buffer_say(out, "]");
}

static void
write_publisher(const article *of, const char *key, buffer *out)
{
    if (of->site->name.size == 0)
        return;
    buffer_format(out, ",\n\"%s\":", key);
    named_object("NewsMediaOrganization", of->site->name, out);
    member("url", (mbr_text){of->site->base.data, of->site->base.size}, out);
    buffer_say(out, "}");
}

static void
write_picture(const article *of, const picture *one, buffer *out)
{
    buffer address = {0};
    buffer_put(&address, of->story->entry.address.data, of->story->entry.address.size);
    buffer_part(&address, one->file);
    buffer_say(out, "{\"@type\":\"ImageObject\",\"contentUrl\":");
    buffer_json(out, (mbr_text){address.data, address.size});
    member("caption", one->caption, out);
    member("creditText", one->credit, out);
    member("copyrightNotice", one->rights, out);
    if (text_starts(one->licence, "https://") || text_starts(one->licence, "http://"))
        member("license", one->licence, out);
    buffer_say(out, "}");
    out->failed |= address.failed;
    buffer_clear(&address);
}

static void
write_pictures(const article *of, buffer *out)
{
    if (of->pictures.count == 0)
        return;
    buffer_say(out, ",\n\"image\":[");
    for (size_t i = 0; i < of->pictures.count; i++) {
        buffer_say(out, i ? "," : "");
        write_picture(of, &of->pictures.items[i], out);
    }
    buffer_say(out, "]");
}

/* Corrections alone: an update says something new, and nothing was wrong before it. */
static void
write_corrections(const article *of, buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < of->corrections; i++) {
        char where[64];
        mbr_text kind, note, at = {"", 0};
        snprintf(where, sizeof where, "corrections[%zu].kind", i);
        if (!article_record(of, where, &kind) || !text_is(kind, "correction") ||
            !article_note(of, i, &note))
            continue;
        buffer_say(out, any ? "," : ",\n\"correction\":[");
        any = true;
        buffer_say(out, "{\"@type\":\"CorrectionComment\",\"text\":");
        buffer_json(out, note);
        snprintf(where, sizeof where, "corrections[%zu].at", i);
        if (article_record(of, where, &at))
            member("datePublished", at, out);
        buffer_say(out, "}");
    }
    buffer_say(out, any ? "]" : "");
}

/* Only what is known of the original: its language, and whose it was. */
static void
write_original(const article *of, buffer *out)
{
    if (of->source_language.size == 0)
        return;
    buffer_say(out, ",\n\"translationOfWork\":{\"@type\":\"NewsArticle\",\"inLanguage\":");
    buffer_json(out, of->source_language);
    if (of->outlet.size > 0) {
        buffer_say(out, ",\n\"publisher\":");
        named_object("Organization", of->outlet, out);
        buffer_say(out, "}");
    }
    buffer_say(out, "}");
}

void
linked_write(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    buffer_say(out, "{\"@context\":\"https://schema.org\",\n\"@type\":\"NewsArticle\"");
    member("headline", entry->title, out);
    member("description", of->summary, out);
    member("mainEntityOfPage", entry->address, out);
    member("url", entry->address, out);
    member("inLanguage", entry->language, out);
    member("articleSection", entry->section, out);
    member("dateline", of->dateline, out);
    if (of->has_published)
        member("datePublished", of->published.written, out);
    if (of->has_updated)
        member("dateModified", of->updated.written, out);
    if (of->authors.count > 0)
        write_people("author", &of->authors, out);
    else
        write_publisher(of, "author", out);
    write_people("translator", &of->translators, out);
    write_publisher(of, "publisher", out);
    write_pictures(of, out);
    write_original(of, out);
    write_corrections(of, out);
    buffer_say(out, "}\n");
}
