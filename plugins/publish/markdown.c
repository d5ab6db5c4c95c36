/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The front matter of the newsroom stays in the newsroom: this one holds the keys below and no
 * others, so that a key of the house which nobody thought of can't come out. */
#include "markdown.h"

#include "item.h"
#include "text.h"

#include <string.h>

/* --- front matter ------------------------------------------------------------------------------
 */

static void
write_key(const char *key, mbr_text value, buffer *out)
{
    if (value.size == 0)
        return;
    buffer_format(out, "%s: ", key);
    buffer_quoted(out, value);
    buffer_say(out, "\n");
}

static void
write_names(const char *key, const names *of, buffer *out)
{
    if (of->count == 0)
        return;
    buffer_format(out, "%s: [", key);
    for (size_t i = 0; i < of->count; i++) {
        buffer_say(out, i ? ", " : "");
        buffer_quoted(out, of->items[i]);
    }
    buffer_say(out, "]\n");
}

/* A key of a map on one line. */
static void
write_part(const char *key, mbr_text value, bool *any, buffer *out)
{
    if (value.size == 0)
        return;
    buffer_format(out, *any ? ", %s: " : "  - {%s: ", key);
    buffer_quoted(out, value);
    *any = true;
}

static void
write_pictures(const article *of, buffer *out)
{
    buffer_say(out, of->pictures.count ? "images:\n" : "");
    for (size_t i = 0; i < of->pictures.count; i++) {
        const picture *one = &of->pictures.items[i];
        bool any = false;
        write_part("file", one->file, &any, out);
        write_part("caption", one->caption, &any, out);
        write_part("alt", one->alt, &any, out);
        write_part("credit", one->credit, &any, out);
        write_part("rights", one->rights, &any, out);
        write_part("licence", one->licence, &any, out);
        buffer_say(out, "}\n");
    }
}

static void
write_correction(const article *of, size_t index, mbr_text note, buffer *out)
{
    mbr_text kind = article_correction_kind(of, index);
    when time;
    bool any = false;
    write_part("kind", kind.size > 0 ? kind : text_of("correction"), &any, out);
    if (article_correction_time(of, index, &time))
        write_part("date", time.full, &any, out);
    write_part("note", note, &any, out);
    buffer_say(out, "}\n");
}

static void
write_corrections(const article *of, buffer *out)
{
    buffer_say(out, of->told ? "corrections:\n" : "");
    for (size_t i = 0; i < of->corrections; i++) {
        mbr_text note;
        if (article_note(of, i, &note))
            write_correction(of, i, note, out);
    }
}

static void
write_versions(const article *of, buffer *out)
{
    story other;
    bool first = true;
    for (size_t n = 0; article_version(of, &n, &other);) {
        bool any = false;
        buffer_say(out, first ? "translations:\n" : "");
        first = false;
        write_part("lang", other.entry.language, &any, out);
        write_part("url", other.entry.address, &any, out);
        buffer_say(out, "}\n");
    }
}

static void
write_meta(const article *of, const char *key, buffer *out)
{
    mbr_text value;
    if (article_meta(of, key, &value))
        write_key(key, value, out);
}

static void
write_front(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    buffer_say(out, "---\n");
    write_key("title", entry->title, out);
    write_key("standfirst", entry->summary, out);
    write_key("date", entry->date, out);
    if (of->revised)
        write_key("updated", of->updated.full, out);
    write_key("lang", entry->language, out);
    write_key("url", entry->address, out);
    write_names("author", &of->authors, out);
    write_names("translator", &of->translators, out);
    write_key("outlet", of->outlet, out);
    write_key("source-lang", of->source_language, out);
    write_key("dateline", of->dateline, out);
    write_key("section", entry->section, out);
    write_names("tags", &of->tags, out);
    write_meta(of, "rights", out);
    write_meta(of, "licence", out);
    write_key("ai", of->ai, out);
    write_pictures(of, out);
    write_corrections(of, out);
    write_versions(of, out);
    buffer_say(out, "---\n\n");
}

/* --- the text ----------------------------------------------------------------------------------
 */

/* One line of plain words as a paragraph: nothing in it is a sign of Markdown's. */
static void
write_line(mbr_text line, buffer *out)
{
    size_t digits = 0;
    while (digits < line.size && line.data[digits] >= '0' && line.data[digits] <= '9')
        digits++;
    for (size_t at = 0; at < line.size; at++) {
        char c = line.data[at];
        bool sign = strchr("\\`*_[]<&!~|", c) || (at == 0 && strchr("#+->=:", c)) ||
                    (at == digits && digits > 0 && strchr(".)", c));
        buffer_say(out, sign ? "\\" : "");
        buffer_put(out, c == '\n' ? " " : &c, 1);
    }
    buffer_say(out, "\n");
}

void
markdown_write(const article *of, buffer *out)
{
    mbr_text text;
    write_front(of, out);
    if (of->site->task->site->markdown(of->site->job, of->story->index, &text) < 0)
        out->failed = true;
    else
        buffer_put(out, text.data, text.size);
}

void
markdown_retract(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    mbr_text note, at;
    item_retraction(of, &note, &at);
    buffer_say(out, "---\n");
    write_key("title", text_of(of->words->retracted), out);
    write_key("date", entry->date, out);
    write_key("retracted", at, out);
    write_key("lang", entry->language, out);
    write_key("url", entry->address, out);
    buffer_say(out, "---\n\n");
    write_line(note, out);
}
