/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/inline.h"

#include "article/address.h"
#include "article/entity.h"
#include "article/inline-anchor.h"

#include <string.h>

/* What stands for what can't be written: U+FFFD. */
#define LOST "\xef\xbf\xbd"

MarbreWalk *
marbre_walk_new(const char *lines, const GArray *stretches, size_t at, size_t size)
{
    MarbreWalk *walk = g_new0(MarbreWalk, 1);
    walk->lines = lines;
    walk->stretches = stretches;
    walk->at = at;
    walk->size = size;
    /* Most lines have nothing in them that reads otherwise than it is written. */
    walk->text = marbre_mapped_new_sized(size - MIN(at, size), 2 * stretches->len);
    return walk;
}

static const MarbreStretch *
stretch_at(const MarbreWalk *walk, guint index)
{
    return &g_array_index(walk->stretches, MarbreStretch, index);
}

/* The byte of the file that byte `at` stands at. Called with `at` rising, but for small steps. */
static uint64_t
source(MarbreWalk *walk, size_t at)
{
    while (walk->stretch > 0 && stretch_at(walk, walk->stretch)->at > at)
        walk->stretch--;
    while (walk->stretch + 1 < walk->stretches->len &&
           stretch_at(walk, walk->stretch + 1)->at <= at)
        walk->stretch++;
    const MarbreStretch *stretch = stretch_at(walk, walk->stretch);
    return stretch->fixed ? stretch->source : stretch->source + (at - stretch->at);
}

/* Where what ends before byte `at` ends in the file. */
static uint64_t
source_end(MarbreWalk *walk, size_t at)
{
    return at > 0 ? source(walk, at - 1) + 1 : source(walk, 0);
}

uint64_t
marbre_walk_source(MarbreWalk *walk, size_t at)
{
    return source(walk, at);
}

uint64_t
marbre_walk_source_end(MarbreWalk *walk, size_t at)
{
    return source_end(walk, at);
}

/* Where the text goes: the alt text of a picture is no part of the paragraph's. */
static MarbreMapped *
sink(MarbreWalk *walk)
{
    if (walk->pictures == 0)
        return walk->text;
    return g_array_index(walk->anchors, MarbreAnchor, walk->picture).text;
}

/* Text that the source has until `end` in another form. */
static void
put_for(MarbreWalk *walk, const char *text, size_t size, size_t end)
{
    uint64_t start = source(walk, walk->at);
    uint64_t stop = end < walk->size ? source_end(walk, end) : source_end(walk, walk->size);
    marbre_mapped_append_for(sink(walk), text, size, start, MAX(start, stop));
    if (walk->pictures == 0)
        walk->text_size += size;
    walk->at = end;
}

/* Text that the source has as it is. */
static void
put_same(MarbreWalk *walk, size_t size)
{
    while (size > 0) {
        uint64_t start = source(walk, walk->at);
        size_t end = walk->stretch + 1 < walk->stretches->len
                         ? stretch_at(walk, walk->stretch + 1)->at
                         : walk->size;
        size_t part = MIN(size, end - walk->at);
        size -= part;
        if (stretch_at(walk, walk->stretch)->fixed) {
            put_for(walk, walk->lines + walk->at, part, walk->at + part);
            continue;
        }
        marbre_mapped_append_same(sink(walk), walk->lines + walk->at, part, start);
        if (walk->pictures == 0)
            walk->text_size += part;
        walk->at += part;
    }
}

/* Text whose place could not be told: somewhere in what is left of the block. */
static void
put_lost(MarbreWalk *walk, const char *text, size_t size)
{
    walk->lost = true;
    uint64_t start = source(walk, MIN(walk->at, walk->size));
    g_autofree char *sound = g_utf8_make_valid(text, (gssize)size);
    marbre_mapped_append_for(sink(walk), sound, strlen(sound), start,
                             MAX(start, source_end(walk, walk->size)));
    if (walk->pictures == 0)
        walk->text_size += strlen(sound);
}

void
marbre_walk_skip_blanks(MarbreWalk *walk)
{
    while (marbre_walk_next_is(walk, ' ') || marbre_walk_next_is(walk, '\t'))
        walk->at++;
}

/* Whether one of eight bytes is `c`. */
static bool
holds_byte(uint64_t word, unsigned char c)
{
    uint64_t zero = word ^ (UINT64_C(0x0101010101010101) * c);
    return ((zero - UINT64_C(0x0101010101010101)) & ~zero & UINT64_C(0x8080808080808080)) != 0;
}

/* How many bytes from here on stand in `text` as they are. */
static size_t
plain_size(const MarbreWalk *walk, const char *text, size_t size)
{
    const char *start = walk->lines + walk->at;
    size_t left = MIN(size, walk->size - walk->at);
    size_t i = 0;
    for (uint64_t here, there; left - i >= sizeof here; i += sizeof here) {
        memcpy(&here, start + i, sizeof here);
        memcpy(&there, text + i, sizeof there);
        if (here != there || holds_byte(here, '\\') || holds_byte(here, '&'))
            break;
    }
    while (i < left && start[i] == text[i] && start[i] != '\\' && start[i] != '&')
        i++;
    return i;
}

/* One step through a text node: as many bytes of it as have one form. @return 0 where lost */
static size_t
step_text(MarbreWalk *walk, const char *text, size_t size)
{
    size_t plain = plain_size(walk, text, size);
    if (plain > 0) {
        put_same(walk, plain);
        return plain;
    }
    if (walk->at >= walk->size)
        return 0;
    const char *here = walk->lines + walk->at;
    bool escape =
        *here == '\\' && !walk->autolink && walk->at + 1 < walk->size && g_ascii_ispunct(here[1]);
    if (escape) {
        if (here[1] != text[0])
            return 0;
        put_for(walk, text, 1, walk->at + 2);
        return 1;
    }
    size_t written;
    size_t read = marbre_entity_read(here, walk->size - walk->at, text, &written);
    if (read > 0 && read <= size) {
        if (marbre_entity_is_broken(text[0]))
            put_for(walk, LOST, strlen(LOST), walk->at + written);
        else
            put_for(walk, text, read, walk->at + written);
        return read;
    }
    if (*here != text[0])
        return 0;
    put_same(walk, 1);
    return 1;
}

static void
walk_text(MarbreWalk *walk, const char *text)
{
    size_t size = strlen(text);
    if (size > 0 && !walk->lost && !marbre_walk_next_is(walk, text[0]))
        marbre_walk_skip_blanks(walk); /* of a lazy line */
    while (size > 0) {
        size_t done = walk->lost ? 0 : step_text(walk, text, size);
        if (done == 0) {
            put_lost(walk, text, size);
            return;
        }
        text += done;
        size -= done;
    }
}

/* What reads as a space, up to the next line's text at `end`, so that a fix that joins the lines
 * takes the margin along. */
static void
put_break(MarbreWalk *walk, size_t end)
{
    uint64_t start = source(walk, walk->at);
    uint64_t stop = end < walk->size ? source(walk, end) : source_end(walk, end);
    marbre_mapped_append_for(sink(walk), " ", 1, start, MAX(start, stop));
    if (walk->pictures == 0)
        walk->text_size++;
    walk->at = end;
}

/* A line end inside the block, soft or hard, with the blanks and the margin around it. */
static void
walk_break(MarbreWalk *walk)
{
    size_t end = walk->at;
    while (end < walk->size && walk->lines[end] != '\n' &&
           marbre_address_is_space(walk->lines[end]))
        end++;
    bool backslash = end < walk->size && walk->lines[end] == '\\';
    if (backslash)
        end++;
    if (walk->lost || end >= walk->size || walk->lines[end] != '\n') {
        put_lost(walk, " ", 1);
        return;
    }
    end++;
    while (!backslash && end < walk->size && (walk->lines[end] == ' ' || walk->lines[end] == '\t'))
        end++;
    put_break(walk, end);
}

/* One line end of a code span, which reads as a space. */
static void
put_code_break(MarbreWalk *walk)
{
    put_break(walk, walk->at + 1);
}

/* Where the run of exactly `count` backticks begins that closes a code span. */
static size_t
find_ticks(const MarbreWalk *walk, size_t from, size_t count)
{
    for (size_t at = from; at < walk->size;) {
        const char *tick = memchr(walk->lines + at, '`', walk->size - at);
        if (!tick)
            break;
        size_t start = (size_t)(tick - walk->lines);
        size_t end = start;
        while (end < walk->size && walk->lines[end] == '`')
            end++;
        if (end - start == count)
            return start;
        at = end;
    }
    return 0;
}

void
marbre_walk_begin_style(MarbreWalk *walk, int kind)
{
    if (walk->pictures == 0)
        marbre_styling_begin(&walk->styling, kind, walk->text_size,
                             source(walk, MIN(walk->at, walk->size)));
}

void
marbre_walk_end_style(MarbreWalk *walk)
{
    if (walk->pictures == 0)
        marbre_styling_end(&walk->styling, walk->text_size,
                           source_end(walk, walk->lost ? walk->size : walk->at));
}

static void
walk_code(MarbreWalk *walk, const char *text)
{
    size_t size = strlen(text);
    size_t start = walk->at;
    while (start < walk->size && walk->lines[start] == '`')
        start++;
    size_t ticks = start - walk->at;
    size_t close = walk->lost || ticks == 0 ? 0 : find_ticks(walk, start, ticks);
    size_t inner = close > start ? close - start : 0;
    bool padded = inner == size + 2; /* a space at either end is taken off */
    if (close == 0 || (inner != size && !padded)) {
        put_lost(walk, text, size);
        return;
    }
    walk->at = start + (padded ? 1 : 0);
    size_t end = close - (padded ? 1 : 0);
    while (walk->at < end) {
        const char *line = walk->lines + walk->at;
        const char *newline = memchr(line, '\n', end - walk->at);
        size_t part = newline ? (size_t)(newline - line) : end - walk->at;
        put_same(walk, part);
        if (newline)
            put_code_break(walk);
    }
    walk->at = close + ticks;
}

/* HTML inside a paragraph is no text, but a line break in it keeps words apart. */
static void
walk_html(MarbreWalk *walk, const char *text)
{
    size_t size = strlen(text);
    if (!walk->lost && !marbre_walk_next_is(walk, '<'))
        marbre_walk_skip_blanks(walk);
    if (walk->lost || walk->size - walk->at < size ||
        memcmp(walk->lines + walk->at, text, size) != 0) {
        walk->lost = true;
        return;
    }
    bool line_break =
        size >= 4 && g_ascii_strncasecmp(text, "<br", 3) == 0 && strchr(" \t\n/>", text[3]);
    if (line_break)
        put_for(walk, " ", 1, walk->at + size);
    else
        walk->at += size;
}

static void
walk_emphasis(MarbreWalk *walk, int kind, bool enter)
{
    size_t count = kind == MARBRE_STYLE_STRONG ? 2 : 1;
    if (!walk->lost && !marbre_walk_next_is(walk, '*') && !marbre_walk_next_is(walk, '_'))
        marbre_walk_skip_blanks(walk);
    if (enter)
        marbre_walk_begin_style(walk, kind);
    for (size_t i = 0; i < count; i++) {
        if (!marbre_walk_next_is(walk, '*') && !marbre_walk_next_is(walk, '_'))
            walk->lost = true;
        else
            walk->at++;
    }
    if (!enter)
        marbre_walk_end_style(walk);
}

void
marbre_walk_event(MarbreWalk *walk, cmark_event_type event, cmark_node *node)
{
    bool enter = event == CMARK_EVENT_ENTER;
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        walk_text(walk, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        walk_break(walk);
        break;
    case CMARK_NODE_CODE:
        if (!walk->lost && !marbre_walk_next_is(walk, '`'))
            marbre_walk_skip_blanks(walk);
        marbre_walk_begin_style(walk, MARBRE_STYLE_CODE);
        walk_code(walk, cmark_node_get_literal(node));
        marbre_walk_end_style(walk);
        break;
    case CMARK_NODE_HTML_INLINE:
        walk_html(walk, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_EMPH:
        walk_emphasis(walk, MARBRE_STYLE_EMPHASIS, enter);
        break;
    case CMARK_NODE_STRONG:
        walk_emphasis(walk, MARBRE_STYLE_STRONG, enter);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        if (enter)
            marbre_anchor_open(walk, node, cmark_node_get_type(node) == CMARK_NODE_IMAGE);
        else
            marbre_anchor_close(walk, cmark_node_get_type(node) == CMARK_NODE_IMAGE);
        break;
    default:
        break;
    }
}

MarbreMapped *
marbre_walk_end(MarbreWalk *walk, GArray **ret_anchors, GArray **ret_styles)
{
    MarbreMapped *text = walk->text;
    *ret_anchors = walk->anchors;
    *ret_styles = marbre_styling_finish(&walk->styling);
    g_clear_pointer(&walk->open, g_array_unref);
    g_free(walk);
    return text;
}
