/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/margin.h"

#include <string.h>

#define TAB_STOP 4

typedef struct {
    bool quote;
    bool ordered;
    uint64_t line;   /* where it begins */
    size_t width;    /* of an item: columns that its further lines are indented by */
    unsigned quotes; /* this one included */
    unsigned items;
    MarbreCursor opened; /* behind its sign in its first line */
} Container;

struct MarbreMargin {
    const char *data;
    const MarbreLines *lines;
    uint64_t first_line;
    uint64_t start;
    GArray *containers;
};

MarbreMargin *
marbre_margin_new(const char *data, const MarbreLines *lines, uint64_t first_line, uint64_t start)
{
    MarbreMargin *margin = g_new0(MarbreMargin, 1);
    margin->data = data;
    margin->lines = lines;
    margin->first_line = first_line;
    margin->start = start;
    margin->containers = g_array_new(false, false, sizeof(Container));
    return margin;
}

void
marbre_margin_free(MarbreMargin *margin)
{
    if (!margin)
        return;
    g_array_unref(margin->containers);
    g_free(margin);
}

static const Container *
innermost(const MarbreMargin *margin)
{
    guint count = margin->containers->len;
    return count ? &g_array_index(margin->containers, Container, count - 1) : NULL;
}

unsigned
marbre_margin_get_quotes(const MarbreMargin *margin)
{
    const Container *container = innermost(margin);
    return container ? container->quotes : 0;
}

unsigned
marbre_margin_get_items(const MarbreMargin *margin)
{
    const Container *container = innermost(margin);
    return container ? container->items : 0;
}

bool
marbre_margin_is_ordered(const MarbreMargin *margin)
{
    const Container *container = innermost(margin);
    return container && container->ordered;
}

bool
marbre_cursor_is_end(const MarbreCursor *cursor)
{
    return cursor->offset >= cursor->size;
}

static char
peek(const MarbreCursor *cursor)
{
    return marbre_cursor_is_end(cursor) ? '\n' : cursor->line[cursor->offset];
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Forward by one byte, of a tab that was split by what is left of it. */
static void
skip_byte(MarbreCursor *cursor)
{
    cursor->column += peek(cursor) == '\t' ? TAB_STOP - cursor->column % TAB_STOP : 1;
    cursor->offset++;
    cursor->split_tab = false;
}

static void
skip_columns(MarbreCursor *cursor, size_t count)
{
    while (count > 0 && !marbre_cursor_is_end(cursor)) {
        size_t width = peek(cursor) == '\t' ? TAB_STOP - cursor->column % TAB_STOP : 1;
        if (width > count) {
            cursor->column += count;
            cursor->split_tab = true;
            return;
        }
        skip_byte(cursor);
        count -= width;
    }
}

size_t
marbre_cursor_skip_blank(MarbreCursor *cursor)
{
    size_t column = cursor->column;
    while (!marbre_cursor_is_end(cursor) && is_blank(peek(cursor)))
        skip_byte(cursor);
    return cursor->column - column;
}

/* Columns up to the first byte that is no space or tab, without going there. */
static size_t
indent(const MarbreCursor *cursor, char *ret_next)
{
    MarbreCursor ahead = *cursor;
    size_t columns = marbre_cursor_skip_blank(&ahead);
    *ret_next = peek(&ahead);
    return columns;
}

static MarbreCursor
begin_line(const MarbreMargin *margin, uint64_t line)
{
    MarbreSpan span = marbre_lines_span(margin->lines, margin->first_line + line - 1);
    if (line == 1)
        span.start = MAX(span.start, margin->start);
    MarbreCursor cursor = {
        .line = margin->data + span.start,
        .size = span.end > span.start ? (size_t)(span.end - span.start) : 0,
        .start = span.start,
    };
    /* The parser takes a mark of byte order at the head of the body for nothing. */
    if (line == 1 && cursor.size >= 3 && memcmp(cursor.line, "\xEF\xBB\xBF", 3) == 0)
        cursor.offset = 3;
    return cursor;
}

/*
 * A further line of a container. `text` is where the line's first byte that is no blank was found:
 * it is looked for again only once the cursor has passed it, or deep lists would take forever.
 *
 * @return false where the container's sign or indentation is missing
 */
static bool
continue_container(const Container *container, MarbreCursor *cursor, MarbreCursor *text)
{
    if (text->offset <= cursor->offset) {
        *text = *cursor;
        (void)marbre_cursor_skip_blank(text);
    }
    size_t columns = text->column - cursor->column;
    if (container->quote) {
        if (columns > 3 || peek(text) != '>')
            return false;
        skip_columns(cursor, columns + 1);
        if (is_blank(peek(cursor)))
            skip_columns(cursor, 1);
        return true;
    }
    if (columns >= container->width) {
        skip_columns(cursor, container->width);
        return true;
    }
    if (!marbre_cursor_is_end(text))
        return false;
    *cursor = *text; /* an empty line belongs to any item */
    return true;
}

bool
marbre_margin_line(const MarbreMargin *margin, uint64_t line, MarbreCursor *ret_cursor)
{
    const Container *inner = innermost(margin);
    if (inner && inner->line == line) {
        *ret_cursor = inner->opened;
        return true;
    }
    *ret_cursor = begin_line(margin, line);
    MarbreCursor text = {0};
    for (guint i = 0; i < margin->containers->len; i++) {
        const Container *container = &g_array_index(margin->containers, Container, i);
        if (!continue_container(container, ret_cursor, &text))
            return false;
    }
    return true;
}

static void
push(MarbreMargin *margin, Container *container)
{
    const Container *outer = innermost(margin);
    container->quotes = (outer ? outer->quotes : 0) + (container->quote ? 1 : 0);
    container->items = (outer ? outer->items : 0) + (container->quote ? 0 : 1);
    g_array_append_val(margin->containers, *container);
}

void
marbre_margin_push_quote(MarbreMargin *margin, uint64_t line)
{
    Container container = {.quote = true, .line = line};
    MarbreCursor *cursor = &container.opened;
    (void)marbre_margin_line(margin, line, cursor); /* a new container is never lazy */
    (void)marbre_cursor_skip_blank(cursor);
    skip_byte(cursor);
    if (is_blank(peek(cursor)))
        skip_columns(cursor, 1);
    push(margin, &container);
}

/* Bytes of a list item's sign: one character, or digits and one. */
static size_t
marker_size(const MarbreCursor *cursor)
{
    size_t digits = 0;
    while (cursor->offset + digits < cursor->size &&
           g_ascii_isdigit(cursor->line[cursor->offset + digits]))
        digits++;
    return digits + 1;
}

void
marbre_margin_push_item(MarbreMargin *margin, uint64_t line, bool ordered)
{
    Container container = {.ordered = ordered, .line = line};
    MarbreCursor *cursor = &container.opened;
    (void)marbre_margin_line(margin, line, cursor);
    size_t before = marbre_cursor_skip_blank(cursor);
    size_t marker = marker_size(cursor);
    for (size_t i = 0; i < marker; i++)
        skip_byte(cursor);

    char next;
    size_t behind = indent(cursor, &next);
    if (behind >= 1 && behind <= 4 && next != '\n') {
        container.width = before + marker + behind;
        (void)marbre_cursor_skip_blank(cursor);
    } else { /* nothing, or code: one column belongs to the sign */
        container.width = before + marker + 1;
        if (behind > 0)
            skip_columns(cursor, 1);
    }
    push(margin, &container);
}

void
marbre_margin_pop(MarbreMargin *margin)
{
    g_array_set_size(margin->containers, margin->containers->len - 1);
}
