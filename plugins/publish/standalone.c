/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "standalone.h"

#include "tag.h"
#include "text.h"

/* Readers of XML stop at some depth; what lies deeper keeps its words. */
#define DEEPEST 200
#define MOST_ATTRIBUTES 32

/* --- addresses ---------------------------------------------------------------------------------
 */

static bool
has_scheme(mbr_text address)
{
    for (size_t i = 0; i < address.size; i++) {
        char c = address.data[i];
        if (c == ':')
            return i > 0;
        if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
            (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return false;
    }
    return false;
}

/* Where the path of a page's address begins. */
static size_t
path_of(mbr_text page)
{
    size_t host = text_find(page, 0, "://");
    return host == page.size ? 0 : text_find(page, host + 3, "/");
}

/* The page's address up to the folder that `address` starts from, whose steps up are taken off. */
static size_t
folder_of(mbr_text page, mbr_text *address)
{
    size_t path = path_of(page), end = page.size;
    while (end > path && page.data[end - 1] != '/')
        end--;
    for (;;) {
        if (text_starts(*address, "./")) {
            *address = text_from(*address, 2);
        } else if (text_starts(*address, "../")) {
            *address = text_from(*address, 3);
            if (end > path + 1)
                end--;
            while (end > path + 1 && page.data[end - 1] != '/')
                end--;
        } else {
            return end;
        }
    }
}

/* Text of HTML as text of XML: a `&` that begins no reference known to both is itself. */
static void
write_text(mbr_text text, buffer *out)
{
    char stands;
    for (size_t at = 0, end; at < text.size; at = end) {
        size_t known = tag_reference(text, at, &stands);
        end = known ? at + known : text_find(text, at + 1, "&");
        if (known)
            buffer_put(out, text.data + at, known);
        else
            buffer_text(out, (mbr_text){text.data + at, end - at});
    }
}

void
standalone_address(mbr_text address, mbr_text page, buffer *out)
{
    size_t keep = 0;
    if (text_starts(address, "//"))
        keep = text_find(page, 0, "//");
    else if (text_starts(address, "/"))
        keep = path_of(page);
    else if (address.size == 0 || address.data[0] == '#' || address.data[0] == '?')
        keep = page.size;
    else if (!has_scheme(address))
        keep = folder_of(page, &address);
    buffer_text(out, (mbr_text){page.data, keep});
    write_text(address, out);
}

/* --- elements ----------------------------------------------------------------------------------
 */

typedef struct elements {
    mbr_text open[DEEPEST];
    size_t depth, beyond; /* and how many more are open that are not written */
    mbr_text page;
    buffer *out;
} elements;

static void
write_attribute(elements *of, mbr_text name, mbr_text value)
{
    static const char *const kept[] = {"alt",    "class", "cite",     "colspan", "datetime", "dir",
                                       "height", "href",  "hreflang", "lang",    "rowspan",  "src",
                                       "start",  "title", "width",    NULL};
    static const char *const addresses[] = {"cite", "href", "src", NULL};
    if (!tag_is_any(name, kept))
        return;
    buffer_say(of->out, " ");
    tag_write_name(name, of->out);
    buffer_say(of->out, "=\"");
    if (tag_is_any(name, addresses))
        standalone_address(value, of->page, of->out);
    else
        write_text(value, of->out);
    buffer_say(of->out, "\"");
}

/* An element has an attribute once, as XML wants it. */
static bool
had_before(mbr_text before, const char *end, mbr_text name)
{
    mbr_text other, value;
    before.size = (size_t)(end - before.data);
    while (tag_attribute(&before, &other, &value)) {
        if (tag_same(other, name))
            return true;
    }
    return false;
}

static void
open_element(elements *of, const struct tag *piece)
{
    mbr_text rest = piece->attributes, name, value;
    bool is_void = tag_is_void(piece->text);
    if (of->depth == DEEPEST || of->beyond > 0) {
        of->beyond += !is_void;
        return;
    }
    buffer_say(of->out, "<");
    tag_write_name(piece->text, of->out);
    for (unsigned i = 0; i < MOST_ATTRIBUTES && tag_attribute(&rest, &name, &value); i++) {
        if (!had_before(piece->attributes, name.data, name))
            write_attribute(of, name, value);
    }
    buffer_say(of->out, is_void ? " />" : ">");
    if (!is_void)
        of->open[of->depth++] = piece->text;
}

static void
close_last(elements *of)
{
    const mbr_text *name = &of->open[--of->depth];
    buffer_say(of->out, "</");
    tag_write_name(*name, of->out);
    buffer_say(of->out, ">");
}

/* What was opened in it is closed before it; an end of nothing is left out. */
static void
close_element(elements *of, mbr_text name)
{
    size_t at = of->depth;
    if (of->beyond > 0) {
        of->beyond--;
        return;
    }
    while (at > 0 && !tag_same(of->open[at - 1], name))
        at--;
    while (at > 0 && of->depth >= at)
        close_last(of);
}

/* What a theme's page runs or looks like is none of its words: behind its end. */
static size_t
skip_unread(mbr_text html, size_t at, const struct tag *piece)
{
    static const char *const unread[] = {"script", "style", NULL};
    struct tag inner;
    if (piece->kind != TAG_OPEN || !tag_is_any(piece->text, unread))
        return 0;
    while (tag_next(html, &at, &inner)) {
        if (inner.kind == TAG_CLOSE && tag_same(inner.text, piece->text))
            break;
    }
    return at;
}

void
standalone_write(mbr_text html, mbr_text page, buffer *out)
{
    elements of = {.page = page, .out = out};
    struct tag piece;
    for (size_t at = 0; tag_next(html, &at, &piece);) {
        size_t end = skip_unread(html, at, &piece);
        if (end > 0) {
            at = end;
            continue;
        }
        switch (piece.kind) {
        case TAG_TEXT:
            write_text(piece.text, out);
            break;
        case TAG_OPEN:
            open_element(&of, &piece);
            break;
        case TAG_CLOSE:
            close_element(&of, piece.text);
            break;
        case TAG_COMMENT:
            break;
        }
    }
    while (of.depth > 0)
        close_last(&of);
}
