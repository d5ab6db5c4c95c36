/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "atom.h"

#include "body.h"
#include "page.h"
#include "text.h"

static void
element(const char *name, mbr_text text, buffer *out)
{
    buffer_format(out, "<%s>", name);
    buffer_text(out, text);
    buffer_format(out, "</%s>\n", name);
}

static mbr_text
base_of(const site *of)
{
    return (mbr_text){of->base.data, of->base.size};
}

/* The host part of the newsroom's address. */
static mbr_text
authority(const site *of)
{
    mbr_text base = base_of(of);
    mbr_text host = text_from(base, text_find(base, 0, "://") + strlen("://"));
    host.size = text_find(host, 0, "/");
    host.size = text_find(host, 0, ":");
    return host;
}

/*
 * A tag URI of the article's id, which survives renames and moves, in the year in which the
 * newsroom was founded; the address where there is no such id.
 */
static void
write_id(const site *of, mbr_text id, mbr_text address, mbr_text folder, buffer *out)
{
    int year = when_year_of_ulid(of->id);
    mbr_text host = authority(of);
    buffer_say(out, "<id>");
    if (year == 0 || host.size == 0 || id.size == 0) {
        buffer_text(out, address);
    } else {
        buffer_say(out, "tag:");
        buffer_text(out, host);
        buffer_format(out, ",%d:", year);
        buffer_text(out, id);
        if (folder.size > 1) {
            buffer_say(out, "/");
            buffer_text(out, (mbr_text){folder.data, folder.size - 1});
        }
    }
    buffer_say(out, "</id>\n");
}

static void
write_authors(const article *of, buffer *out)
{
    for (size_t i = 0; i < of->authors.count; i++) {
        buffer_say(out, "<author><name>");
        buffer_text(out, of->authors.items[i]);
        buffer_say(out, "</name></author>\n");
    }
    if (of->authors.count == 0) {
        buffer_say(out, "<author><name>");
        buffer_text(out, of->site->name);
        buffer_say(out, "</name></author>\n");
    }
    for (size_t i = 0; i < of->translators.count; i++) {
        buffer_say(out, "<contributor><name>");
        buffer_text(out, of->translators.items[i]);
        buffer_say(out, "</name></contributor>\n");
    }
}

static void
write_content(const article *of, buffer *out)
{
    const picture *hero = article_hero(of);
    buffer html = {0};
    if (hero)
        body_figure(of, hero, "hero", &html);
    body_write(of, &html);
    page_corrections(of, &html);
    buffer_say(out, "<content type=\"html\" xml:base=\"");
    buffer_text(out, of->story->entry.address);
    buffer_say(out, "\">");
    buffer_text(out, (mbr_text){html.data, html.size});
    buffer_say(out, "</content>\n");
    out->failed |= html.failed;
    buffer_clear(&html);
}

static void
write_entry(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    const mbr_text folder = {entry->path.data, of->story->root};
    mbr_text id = {"", 0};
    (void)article_record(of, "id", &id); /* without one, the address will do */
    buffer_say(out, "<entry xml:lang=\"");
    buffer_text(out, entry->language);
    buffer_say(out, "\">\n");
    write_id(of->site, id, entry->address, folder, out);
    element("title", entry->title, out);
    buffer_say(out, "<link rel=\"alternate\" type=\"text/html\" hreflang=\"");
    buffer_text(out, entry->language);
    buffer_say(out, "\" href=\"");
    buffer_text(out, entry->address);
    buffer_say(out, "\"/>\n");
    element("published", entry->date, out);
    element("updated", of->has_updated ? of->updated.full : entry->date, out);
    write_authors(of, out);
    if (entry->section.size > 0) {
        buffer_say(out, "<category term=\"");
        buffer_text(out, entry->section);
        buffer_say(out, "\"/>\n");
    }
    if (of->summary.size > 0)
        element("summary", of->summary, out);
    write_content(of, out);
    buffer_say(out, "</entry>\n");
}

/* When the feed last changed, what it lost included. */
static mbr_text
newest(const listing *of)
{
    return of->told.changed.size > 0 ? of->told.changed : text_of("1970-01-01T00:00:00Z");
}

static void
write_self(const listing *of, buffer *out)
{
    buffer_say(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"");
    buffer_text(out, base_of(of->site));
    buffer_text(out, of->told.path);
    buffer_say(out, "atom.xml\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"");
    buffer_text(out, base_of(of->site));
    buffer_text(out, of->told.path);
    buffer_say(out, "\"/>\n");
}

/* The newsroom's name, and whose articles they are where they are not all. */
static void
write_title(const listing *of, buffer *out)
{
    buffer_say(out, "<title>");
    buffer_text(out, of->site->name);
    buffer_say(out, of->told.name.size > 0 ? " – " : "");
    buffer_text(out, of->told.name);
    buffer_say(out, "</title>\n");
}

void
atom_write(const listing *of, buffer *out)
{
    buffer address = {0};
    buffer_say(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    buffer_text(out, of->told.language);
    buffer_say(out, "\">\n");
    buffer_put(&address, of->site->base.data, of->site->base.size);
    buffer_put(&address, of->told.path.data, of->told.path.size);
    write_id(of->site, of->site->id, (mbr_text){address.data, address.size}, of->told.path, out);
    out->failed |= address.failed;
    buffer_clear(&address);
    write_title(of, out);
    element("updated", newest(of), out);
    write_self(of, out);
    for (size_t i = 0; i < of->count; i++)
        write_entry(&of->items[i], out);
    buffer_say(out, "</feed>\n");
}
