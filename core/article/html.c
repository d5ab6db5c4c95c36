/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/html.h"

#include "base/text.h"

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define DEEPEST 6

/* --- memory ------------------------------------------------------------------------------------
 */

/*
 * cmark asks for memory node by node and gives it back likewise, which of a text takes as long as
 * to read it. Here pieces are cut off one block and are all given back at the end of a rendering.
 * Its functions for memory know nothing of whom they serve, so that a thread has one block at a
 * time.
 */
#define BLOCK ((size_t)256 << 10)
#define UNIT sizeof(max_align_t)

typedef struct {
    GPtrArray *blocks; /* the last one is cut */
    size_t used, room; /* of that one */
} Memory;

static _Thread_local Memory *memory;

/* Before each piece stands its size. */
static void *
cut(size_t size)
{
    size_t whole = UNIT + (size + UNIT - 1) / UNIT * UNIT;
    if (memory->room - memory->used < whole) {
        memory->room = MAX(BLOCK, whole);
        memory->used = 0;
        g_ptr_array_add(memory->blocks, g_malloc(memory->room));
    }
    char *piece = (char *)memory->blocks->pdata[memory->blocks->len - 1] + memory->used;
    memory->used += whole;
    memcpy(piece, &size, sizeof size);
    return piece + UNIT;
}

static void *
cut_zeroed(size_t count, size_t size)
{
    return memset(cut(count * size), 0, count * size);
}

static void *
cut_longer(void *piece, size_t size)
{
    size_t before = 0;
    if (piece != NULL)
        memcpy(&before, (char *)piece - UNIT, sizeof before);
    if (piece != NULL && size <= before)
        return piece;
    void *longer = cut(size);
    return piece == NULL ? longer : memcpy(longer, piece, before);
}

static void
leave(void *piece)
{
    (void)piece; /* until the end */
}

static cmark_mem functions = {cut_zeroed, cut_longer, leave};

/* --- rendering ---------------------------------------------------------------------------------
 */

/* Whether the address has a scheme, and its bytes before the colon. */
static bool
has_scheme(const char *address, size_t *ret_size)
{
    size_t i = 0;
    if (!g_ascii_isalpha(address[0]))
        return false;
    while (g_ascii_isalnum(address[i]) || address[i] == '+' || address[i] == '-' ||
           address[i] == '.')
        i++;
    *ret_size = i;
    return address[i] == ':';
}

/*
 * Whether the address stays on the site: a path, a query or an anchor. What a browser might
 * read otherwise (two slashes, a colon before the first slash, controls, backslashes) does not.
 */
static bool
is_relative(const char *address)
{
    for (const char *at = address; *at; at++)
        if ((unsigned char)*at <= 0x20 || *at == 0x7F || *at == '\\')
            return false;
    if (address[0] == '/' && address[1] == '/')
        return false;
    const char *colon = strchr(address, ':');
    return !colon || colon > address + strcspn(address, "/?#");
}

static bool
is_allowed_link(const char *address)
{
    static const char *const schemes[] = {"http", "https", "mailto"};
    size_t size;
    if (is_relative(address))
        return true;
    for (const char *at = address; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            return false;
    if (!has_scheme(address, &size))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (strlen(schemes[i]) == size && g_ascii_strncasecmp(address, schemes[i], size) == 0)
            return true;
    return false;
}

/* Put the children of a node in its place. */
static void
unwrap(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    while (child) {
        cmark_node *next = cmark_node_next(child);
        (void)cmark_node_insert_before(node, child); /* inlines go wherever an inline was */
        child = next;
    }
}

/* A line break written in HTML is one in the page as well. */
static void
keep_break(cmark_node *node)
{
    const char *html =
        cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE ? cmark_node_get_literal(node) : "";
    if (g_ascii_strncasecmp(html, "<br", 3) != 0 || !html[3] || !strchr(" \t\n/>", html[3]))
        return;
    /* Where it may not stand it is not needed. */
    (void)cmark_node_insert_before(node, cmark_node_new_with_mem(CMARK_NODE_LINEBREAK, &functions));
}

/* The levels, as written, of the headings that the place in the text lies below. */
typedef struct {
    int levels[DEEPEST];
    int depth;
} Outline;

/* Levels begin below the title and none is left out, whichever one the writer began with: readers
   who walk a page by its headings take a gap for something that they missed. */
static void
place_heading(Outline *outline, cmark_node *node, unsigned shift)
{
    int level = cmark_node_get_heading_level(node);
    while (outline->depth > 0 && outline->levels[outline->depth - 1] >= level)
        outline->depth--;
    outline->levels[outline->depth++] = level; /* rising from 1 to 6: never more than six */
    int placed = outline->depth + (int)MIN(shift, DEEPEST);
    (void)cmark_node_set_heading_level(node, MIN(placed, DEEPEST)); /* likewise: never refused */
}

/* Nodes that may not stay, to be taken out once the tree has been walked. */
static bool
is_unwanted(cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        return true;
    case CMARK_NODE_LINK:
        return !is_allowed_link(cmark_node_get_url(node));
    case CMARK_NODE_IMAGE:
        return !is_relative(cmark_node_get_url(node));
    default:
        return false;
    }
}

static GPtrArray *
walk(cmark_node *document, unsigned shift)
{
    GPtrArray *unwanted = g_ptr_array_new();
    Outline outline = {.depth = 0};
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    for (event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            place_heading(&outline, node, shift);
        else if (is_unwanted(node))
            g_ptr_array_add(unwanted, node);
    }
    cmark_iter_free(iter);
    return unwanted;
}

/* What neither HTML nor XML has a place for: controls other than white space, and code points that
   are no characters. */
static bool
is_forbidden(gunichar character)
{
    if (character < 0x20)
        return character != '\t' && character != '\n' && character != '\r';
    return (character >= 0x7F && character < 0xA0) ||
           (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
}

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes of the character at `p` where it is one that most texts are written with and that may
   stand on a page, else 0: line ends, letters with accents, guillemets, dashes. */
static size_t
common_size(const char *p, const char *end)
{
    unsigned char lead = (unsigned char)*p;
    if (lead == '\n' || (lead >= 0x20 && lead < 0x7F))
        return 1;
    if (end - p < 2 || !is_continuation(p[1]))
        return 0;
    if ((lead >= 0xC3 && lead < 0xE0) || (lead == 0xC2 && (unsigned char)p[1] >= 0xA0))
        return 2;
    return lead == 0xE2 && end - p >= 3 && is_continuation(p[2]) ? 3 : 0;
}

/* Bytes from `p` on, in steps of eight, that are ASCII and no controls. */
static size_t
plain_size(const char *p, const char *end)
{
    const char *start = p;
    for (; end - p >= 8; p += 8) {
        uint64_t word;
        memcpy(&word, p, sizeof word);
        /* The high bit of each byte: set where it is not ASCII, below 0x20 or 0x7F; bytes behind
           the first such one may be set wrongly. */
        word =
            (word | (word - UINT64_C(0x2020202020202020)) | (word + UINT64_C(0x0101010101010101))) &
            UINT64_C(0x8080808080808080);
        if (word != 0)
            return (size_t)(p - start) + (size_t)__builtin_ctzll(GUINT64_FROM_LE(word)) / 8;
    }
    return (size_t)(p - start);
}

/* The next character that is forbidden, or that is none at all; `end` where there is none. */
static const char *
find_forbidden(const char *p, const char *end)
{
    while (p < end) {
        p += plain_size(p, end);
        size_t size = p < end ? common_size(p, end) : 0;
        if (size == 0 && p < end) {
            gunichar character;
            size = marbre_text_character(p, end, &character);
            if (size == 0 || is_forbidden(character))
                return p;
        }
        p += size;
    }
    return end;
}

/* The text with U+FFFD in the place of each of these, and of each byte that belongs to no
   character: cmark cuts some controls in two when it writes Markdown. */
static char *
replace_forbidden(const char *html)
{
    const char *end = html + strlen(html);
    GString *clean = g_string_sized_new((gsize)(end - html));
    for (const char *from = html;;) {
        const char *at = find_forbidden(from, end);
        g_string_append_len(clean, from, at - from);
        if (at == end)
            return g_string_free(clean, FALSE);
        g_string_append(clean, "\xef\xbf\xbd");
        size_t size = marbre_text_character(at, end, NULL);
        from = at + MAX(size, 1);
    }
}

/* The body without what may not stay. */
static cmark_node *
read_body(const MarbreCopy *copy, unsigned shift)
{
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    MarbreSpan body = marbre_copy_get_body(copy);
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &functions);
    cmark_parser_feed(parser, data ? data + body.start : "", (size_t)(body.end - body.start));
    cmark_node *document = cmark_parser_finish(parser);
    g_autoptr(GPtrArray) unwanted = walk(document, shift);
    for (guint i = 0; i < unwanted->len; i++) {
        cmark_node *node = g_ptr_array_index(unwanted, i);
        unwrap(node);
        keep_break(node);
        cmark_node_unlink(node);
    }
    return document;
}

typedef char *(*Render)(cmark_node *document);

static char *
as_html(cmark_node *document)
{
    return cmark_render_html(document, CMARK_OPT_DEFAULT);
}

static char *
as_markdown(cmark_node *document)
{
    return cmark_render_commonmark(document, CMARK_OPT_DEFAULT, 0);
}

/* What cmark makes, fit for any page. */
static char *
render(const MarbreCopy *copy, unsigned shift, Render how)
{
    g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(g_free);
    Memory own = {.blocks = blocks}, *before = memory;
    memory = &own;
    const char *rendered = how(read_body(copy, shift));
    memory = before;
    return replace_forbidden(rendered);
}

char *
marbre_html_render(const MarbreCopy *copy, unsigned shift)
{
    return render(copy, shift, as_html);
}

char *
marbre_html_render_markdown(const MarbreCopy *copy, unsigned shift)
{
    return render(copy, shift, as_markdown);
}
