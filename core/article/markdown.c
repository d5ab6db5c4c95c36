/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/markdown.h"

#include "article/address.h"
#include "article/inline.h"
#include "article/margin.h"
#include "article/tree_memory.h"

#include <cmark.h>
#include <string.h>

typedef struct {
    GPtrArray *blocks;
    MarbreMargin *margin;
    GString *joined;    /* lines of the present block, without their margins */
    GArray *stretches;  /* where they stand */
    MarbreBlock *block; /* the present one, or NULL between blocks */
    MarbreWalk *walk;
} Reader;

bool
marbre_block_is_text(const MarbreBlock *block)
{
    return block->kind != MARBRE_BLOCK_LINK && block->kind != MARBRE_BLOCK_IMAGE;
}

static void
free_block(void *data)
{
    MarbreBlock *block = data;
    marbre_mapped_unref(block->text);
    g_clear_pointer(&block->styles, g_array_unref);
    g_free(block->target);
    g_free(block->title);
    g_free(block);
}

static void
add_stretch(Reader *reader, uint64_t source, bool fixed)
{
    MarbreStretch stretch = {reader->joined->len, source, fixed};
    g_array_append_val(reader->stretches, stretch);
}

/* What is left of the line, and a line feed. */
static void
add_line(Reader *reader, MarbreCursor *cursor)
{
    if (cursor->split_tab) { /* the columns that the margin left of a tab are spaces */
        add_stretch(reader, cursor->start + cursor->offset, true);
        for (size_t i = cursor->column % 4; i < 4; i++)
            g_string_append_c(reader->joined, ' ');
        cursor->offset++;
    }
    add_stretch(reader, cursor->start + cursor->offset, false);
    g_string_append_len(reader->joined, cursor->line + cursor->offset,
                        (gssize)(cursor->size - MIN(cursor->offset, cursor->size)));
    g_string_append_c(reader->joined, '\n');
}

/* Behind the definitions of link labels that a paragraph may begin with. */
static size_t
skip_definitions(const GString *joined)
{
    size_t at = 0;
    while (at < joined->len && joined->str[at] == '[') {
        size_t end = marbre_address_definition(joined->str, joined->len, at);
        if (end == 0)
            break;
        at = end;
    }
    return at;
}

static bool
is_underline(const MarbreCursor *cursor)
{
    const char *at = cursor->line + cursor->offset;
    const char *end = cursor->line + cursor->size;
    char sign = at < end ? *at : 0;
    if (sign != '=' && sign != '-')
        return false;
    while (at < end && *at == sign)
        at++;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at == end;
}

/* The offset behind the last byte of a line that is no blank. */
static uint64_t
text_end(const MarbreCursor *cursor)
{
    size_t end = cursor->size;
    while (end > cursor->offset && marbre_address_is_space(cursor->line[end - 1]))
        end--;
    return cursor->start + end;
}

/*
 * The lines of a paragraph, or of a heading with its underline.
 *
 * @return where the underline ends in the file, 0 for none
 */
static uint64_t
join_lines(Reader *reader, cmark_node *node, MarbreCursor first)
{
    uint64_t line = (uint64_t)cmark_node_get_start_line(node);
    uint64_t last = (uint64_t)cmark_node_get_end_line(node);
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    add_line(reader, &first);
    while (heading || line < last) {
        MarbreCursor cursor;
        bool lazy = !marbre_margin_line(reader->margin, ++line, &cursor);
        MarbreCursor text = cursor;
        size_t indent = marbre_cursor_skip_blank(&text);
        if (marbre_cursor_is_end(&text))
            break;
        bool underline = heading && !lazy && indent < 4 && is_underline(&text);
        if (underline && skip_definitions(reader->joined) < reader->joined->len)
            return text_end(&text);
        add_line(reader, lazy ? &cursor : &text);
    }
    return 0;
}

/* Bytes of the opening signs of a heading, 0 for one that is underlined. */
static size_t
heading_signs(const MarbreCursor *cursor)
{
    size_t at = cursor->offset;
    while (at < cursor->size && cursor->line[at] == '#')
        at++;
    size_t signs = at - cursor->offset;
    bool ended = at >= cursor->size || cursor->line[at] == ' ' || cursor->line[at] == '\t';
    return signs >= 1 && signs <= 6 && ended ? signs : 0;
}

/* The text of a heading of one line, between its opening and closing signs. */
static void
join_heading(Reader *reader, MarbreCursor cursor, size_t signs)
{
    size_t head = cursor.offset;
    cursor.size = (size_t)(text_end(&cursor) - cursor.start);
    size_t end = cursor.size;
    while (end > head && cursor.line[end - 1] == '#')
        end--;
    bool closed = end < cursor.size && end > head &&
                  (cursor.line[end - 1] == ' ' || cursor.line[end - 1] == '\t');
    if (closed)
        cursor.size = end;
    cursor.offset = MIN(cursor.offset + signs, cursor.size);
    (void)marbre_cursor_skip_blank(&cursor);
    add_line(reader, &cursor);
}

/* The end of the text, without white space behind it. */
static size_t
trimmed_size(const GString *joined, size_t from)
{
    size_t size = joined->len;
    while (size > from && marbre_address_is_space(joined->str[size - 1]))
        size--;
    return size;
}

/* The byte of the file behind byte `at` - 1 of the joined lines. */
static uint64_t
joined_source(const Reader *reader, size_t at)
{
    guint i = reader->stretches->len - 1;
    while (i > 0 && g_array_index(reader->stretches, MarbreStretch, i).at > at)
        i--;
    const MarbreStretch *stretch = &g_array_index(reader->stretches, MarbreStretch, i);
    return stretch->fixed ? stretch->source : stretch->source + (at - stretch->at);
}

static void
set_kind(Reader *reader, cmark_node *node)
{
    MarbreBlock *block = reader->block;
    unsigned quotes = marbre_margin_get_quotes(reader->margin);
    unsigned items = marbre_margin_get_items(reader->margin);
    if (quotes > 0)
        block->flags |= MARBRE_BLOCK_QUOTED;
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
        block->kind = MARBRE_BLOCK_HEADING;
        block->level = (unsigned)cmark_node_get_heading_level(node);
    } else if (quotes > 0) {
        block->kind = MARBRE_BLOCK_QUOTE;
        block->level = quotes;
    } else if (items > 0) {
        block->kind = MARBRE_BLOCK_LIST_ITEM;
        block->level = items;
        if (marbre_margin_is_ordered(reader->margin))
            block->flags |= MARBRE_BLOCK_ORDERED;
        if (cmark_node_previous(node))
            block->flags |= MARBRE_BLOCK_CONTINUED;
    } else {
        block->kind = MARBRE_BLOCK_PARAGRAPH;
        block->level = 1;
    }
}

static void
open_block(Reader *reader, cmark_node *node)
{
    MarbreBlock *block = g_new0(MarbreBlock, 1);
    reader->block = block;
    block->holder = reader->blocks->len;
    set_kind(reader, node);

    g_string_truncate(reader->joined, 0);
    g_array_set_size(reader->stretches, 0);
    MarbreCursor cursor;
    (void)marbre_margin_line(reader->margin, (uint64_t)cmark_node_get_start_line(node), &cursor);
    (void)marbre_cursor_skip_blank(&cursor);
    block->span.start = cursor.start + cursor.offset;

    size_t signs = block->kind == MARBRE_BLOCK_HEADING ? heading_signs(&cursor) : 0;
    if (signs > 0) {
        join_heading(reader, cursor, signs);
        block->span.end = text_end(&cursor);
    } else {
        block->span.end = join_lines(reader, node, cursor);
    }

    size_t start = signs > 0 ? 0 : skip_definitions(reader->joined);
    size_t size = trimmed_size(reader->joined, start);
    if (start > 0)
        block->span.start = joined_source(reader, start);
    if (block->span.end == 0)
        block->span.end = size > 0 ? joined_source(reader, size - 1) + 1 : block->span.start;
    reader->walk = marbre_walk_new(reader->joined->str, reader->stretches, start, size);
}

/* References by number in addresses and titles give what is no UTF-8. */
static char *
sound(const char *text)
{
    return text == NULL || g_utf8_validate(text, -1, NULL) ? g_strdup(text)
                                                           : g_utf8_make_valid(text, -1);
}

static char *
text_or_null(const char *text)
{
    return text && *text ? sound(text) : NULL;
}

static void
add_anchor(Reader *reader, MarbreAnchor *anchor, const MarbreBlock *holder)
{
    MarbreBlock *block = g_new0(MarbreBlock, 1);
    block->kind = anchor->image ? MARBRE_BLOCK_IMAGE : MARBRE_BLOCK_LINK;
    block->level = holder->level;
    block->flags = holder->flags & MARBRE_BLOCK_QUOTED;
    if (anchor->autolink)
        block->flags |= MARBRE_BLOCK_AUTOLINK;
    block->holder = holder->holder;
    block->span = anchor->source;
    block->target = sound(cmark_node_get_url(anchor->node));
    block->title = text_or_null(cmark_node_get_title(anchor->node));
    if (anchor->image) {
        block->text = g_steal_pointer(&anchor->text);
    } else {
        block->text = marbre_mapped_new();
        (void)marbre_mapped_append_part(block->text, holder->text, anchor->words);
    }
    g_ptr_array_add(reader->blocks, block);
}

static void
close_block(Reader *reader)
{
    MarbreBlock *block = g_steal_pointer(&reader->block);
    g_autoptr(GArray) anchors = NULL;
    block->text = marbre_walk_end(g_steal_pointer(&reader->walk), &anchors, &block->styles);
    g_ptr_array_add(reader->blocks, block);
    for (guint i = 0; anchors && i < anchors->len; i++)
        add_anchor(reader, &g_array_index(anchors, MarbreAnchor, i), block);
}

static void
read_event(Reader *reader, cmark_event_type event, cmark_node *node)
{
    bool enter = event == CMARK_EVENT_ENTER;
    uint64_t line = (uint64_t)cmark_node_get_start_line(node);
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        if (enter)
            marbre_margin_push_quote(reader->margin, line);
        else
            marbre_margin_pop(reader->margin);
        break;
    case CMARK_NODE_ITEM:
        if (enter)
            marbre_margin_push_item(reader->margin, line,
                                    cmark_node_get_list_type(cmark_node_parent(node)) ==
                                        CMARK_ORDERED_LIST);
        else
            marbre_margin_pop(reader->margin);
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        if (enter)
            open_block(reader, node);
        else
            close_block(reader);
        break;
    default:
        if (reader->walk)
            marbre_walk_event(reader->walk, event, node);
        break;
    }
}

/* The number of the line of the file that the body begins in. */
static uint64_t
first_line(const MarbreLines *lines, uint64_t offset)
{
    return marbre_lines_place(lines, offset).line;
}

GPtrArray *
marbre_markdown_parse(const char *data, MarbreSpan body, const MarbreLines *lines)
{
    cmark_node *document =
        marbre_tree_memory_begin(data + body.start, (size_t)(body.end - body.start));
    Reader reader = {
        .blocks = g_ptr_array_new_with_free_func(free_block),
        .margin = marbre_margin_new(data, lines, first_line(lines, body.start), body.start),
        .joined = g_string_sized_new(1024),
        .stretches = g_array_new(false, false, sizeof(MarbreStretch)),
    };
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    for (event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter))
        read_event(&reader, event, cmark_iter_get_node(iter));
    marbre_tree_memory_end();
    g_array_unref(reader.stretches);
    g_string_free(reader.joined, true);
    marbre_margin_free(reader.margin);
    return reader.blocks;
}
