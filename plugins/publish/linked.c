/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "linked.h"

#include "review.h"
#include "text.h"

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

/* The page of an author, where there is one. */
static void
write_author_page(const article *of, mbr_text name, buffer *out)
{
    mbr_text folder;
    buffer address = {0};
    if (!site_place(of->site, MBR_LIST_AUTHOR, name, of->story->entry.language, &folder))
        return;
    buffer_put(&address, of->site->base.data, of->site->base.size);
    buffer_put(&address, folder.data, folder.size);
    member("url", (mbr_text){address.data, address.size}, out);
    out->failed |= address.failed;
    buffer_clear(&address);
}

static void
write_people(const article *of, const char *key, const names *people, bool wrote, buffer *out)
{
    if (people->count == 0)
        return;
    buffer_format(out, ",\n\"%s\":[", key);
    for (size_t i = 0; i < people->count; i++) {
        buffer_say(out, i ? "," : "");
        named_object("Person", people->items[i], out);
        if (wrote)
            write_author_page(of, people->items[i], out);
        buffer_say(out, "}");
    }
    buffer_say(out, "]");
}

static void
write_keywords(const names *tags, buffer *out)
{
    if (tags->count == 0)
        return;
    buffer_say(out, ",\n\"keywords\":[");
    for (size_t i = 0; i < tags->count; i++) {
        buffer_say(out, i ? "," : "");
        buffer_json(out, tags->items[i]);
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
    if (text_is_web_address(one->licence))
        member("license", one->licence, out);
    if (text_is_web_address(one->acquire))
        member("acquireLicensePage", one->acquire, out);
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
        mbr_text kind = article_correction_kind(of, i), note;
        when time;
        if ((kind.size > 0 && !text_is(kind, "correction")) || !article_note(of, i, &note))
            continue;
        buffer_say(out, any ? "," : ",\n\"correction\":[");
        any = true;
        buffer_say(out, "{\"@type\":\"CorrectionComment\",\"text\":");
        buffer_json(out, note);
        if (article_correction_time(of, i, &time))
            member("datePublished", time.full, out);
        buffer_say(out, "}");
    }
    buffer_say(out, any ? "]" : "");
}

/* --- other languages ---------------------------------------------------------------------------
 */

static void
write_work(const story *other, buffer *out)
{
    buffer_say(out, "{\"@type\":\"NewsArticle\",\"inLanguage\":");
    buffer_json(out, other->entry.language);
    member("headline", other->entry.title, out);
    member("url", other->entry.address, out);
    buffer_say(out, "}");
}

/* Of an original that is no page of this site only what is known: its language, and whose it was.
 */
static void
write_foreign_original(const article *of, buffer *out)
{
    buffer_say(out, ",\n\"translationOfWork\":{\"@type\":\"NewsArticle\",\"inLanguage\":");
    buffer_json(out, of->source_language);
    member("name", of->original_title, out);
    member("url", of->original, out);
    if (of->outlet.size > 0) {
        buffer_say(out, ",\n\"publisher\":");
        named_object("Organization", of->outlet, out);
        buffer_say(out, "}");
    }
    buffer_say(out, "}");
}

/* The text that another one was translated from is the one in the language that it names. */
static void
write_versions(const article *of, buffer *out)
{
    bool any = false, own = false;
    story other;
    for (size_t n = 0; article_version(of, &n, &other);) {
        bool source = text_same(other.entry.language, of->source_language);
        if (of->source_language.size > 0 && !source)
            continue; /* a sister, which is neither */
        if (source)
            own = true;
        buffer_say(out, source ? ",\n\"translationOfWork\":"
                        : any  ? ","
                               : ",\n\"workTranslation\":[");
        any |= !source;
        write_work(&other, out);
    }
    buffer_say(out, any ? "]" : "");
    if (of->source_language.size > 0 && !own)
        write_foreign_original(of, out);
    member("isBasedOn", of->original, out);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static void
write_article(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    buffer_say(out, "\"@type\":\"NewsArticle\"");
    member("headline", entry->title, out);
    member("description", of->summary, out);
    member("mainEntityOfPage", entry->address, out);
    member("url", entry->address, out);
    member("inLanguage", entry->language, out);
    member("articleSection", entry->section, out);
    member("dateline", of->dateline, out);
    write_keywords(&of->tags, out);
    buffer_format(out, ",\n\"isAccessibleForFree\":%s", of->is_paid ? "false" : "true");
    if (of->has_published)
        member("datePublished", of->published.written, out);
    if (of->has_updated)
        member("dateModified", of->updated.written, out);
    if (of->authors.count > 0)
        write_people(of, "author", &of->authors, true, out);
    else
        write_publisher(of, "author", out);
    write_people(of, "translator", &of->translators, false, out);
    write_publisher(of, "publisher", out);
    write_pictures(of, out);
    write_versions(of, out);
    write_corrections(of, out);
}

/* A fact-check is two things side by side: the article, and what it says of each claim. */
void
linked_write(const article *of, buffer *out)
{
    buffer_say(out, "{\"@context\":\"https://schema.org\",\n");
    buffer_say(out, of->is_fact_check ? "\"@graph\":[{" : "");
    write_article(of, out);
    buffer_say(out, "}");
    if (of->is_fact_check) {
        review_data(of, out);
        buffer_say(out, "]}");
    }
    buffer_say(out, "\n");
}
