/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/excerpt.h"

#include "base/text.h"

#include <string.h>

#define LEAST_WIDTH 20
#define ELLIPSIS "…"
/* How far a cut moves to fall between two words. */
#define WORD_REACH 12

/* One character of the line as it is shown. */
typedef struct {
    uint64_t start; /* its bytes in the file */
    uint64_t end;
    unsigned columns;
    bool white;
    bool visible;   /* neither white nor invisible */
    bool letter;    /* letter or digit */
    char shown[16]; /* "<U+10FFFF>" is the longest */
} Cell;

static unsigned
columns_of(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

size_t
marbre_text_columns(const char *text, size_t size)
{
    const char *end = text + size;
    size_t columns = 0;

    while (text < end) {
        gunichar character = 0;
        size_t length = marbre_text_character(text, end, &character);

        columns += length > 0 ? columns_of(character) : 1;
        text += MAX(length, 1);
    }
    return columns;
}

static bool
is_plain(gunichar character)
{
    return character >= 0x20 && character != 0x2028 && character != 0x2029 &&
           !(character >= 0x7F && character < 0xA0) && !marbre_text_is_bidi_control(character) &&
           !marbre_text_is_invisible(character);
}

/* The character at `p` as a cell; `offset` is its place in the file. */
static Cell
read_cell(const char *p, const char *end, uint64_t offset)
{
    gunichar character = 0;
    size_t length = marbre_text_character(p, end, &character);
    Cell cell = {.start = offset, .end = offset + MAX(length, 1)};
    char raw[8] = "";

    memcpy(raw, p, MAX(length, 1));
    if (length > 0 && is_plain(character)) {
        g_strlcpy(cell.shown, raw, sizeof cell.shown);
    } else {
        g_autofree char *shown = marbre_text_shown(raw);

        g_strlcpy(cell.shown, *p != '\0' ? shown : "<U+0000>", sizeof cell.shown);
    }
    cell.columns = (unsigned)marbre_text_columns(cell.shown, strlen(cell.shown));
    cell.white = marbre_text_white(p, end) > 0;
    cell.visible = !cell.white && length > 0 && !marbre_text_is_invisible(character);
    cell.letter = length > 0 && g_unichar_isalnum(character);
    return cell;
}

static bool
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool
has_mark(const char *data, size_t size)
{
    return size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0;
}

/* Where a window that wants `reach` characters before `at` begins: there, or where the line does.
 */
static size_t
walk_back(const char *data, size_t size, size_t at, unsigned reach)
{
    while (at > 0 && reach > 0 && !is_line_end(data[at - 1])) {
        at--;
        if (((unsigned char)data[at] & 0xC0) != 0x80)
            reach--;
    }
    /* A byte order mark is no part of the line that people see. */
    if (at == 0 && has_mark(data, size))
        at = 3;
    return at;
}

/* The cells of the line around `span`, far enough on both sides for any window of `width`. A
 * character may take no column, hence the margin. */
static GArray *
read_cells(const char *data, size_t size, MarbreSpan span, unsigned width)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    size_t at = walk_back(data, size, (size_t)span.start, width + WORD_REACH);
    unsigned after = 0;

    while (at < size && !is_line_end(data[at]) && after < width * 2 + WORD_REACH) {
        Cell cell = read_cell(data + at, data + size, at);

        g_array_append_val(cells, cell);
        at = (size_t)cell.end;
        if (cell.start >= span.start)
            after++;
    }
    return cells;
}

/* A range of cells, half open. */
typedef struct {
    unsigned first, end;
} Range;

static const Cell *
cell_at(const GArray *cells, unsigned index)
{
    return &g_array_index(cells, Cell, index);
}

static unsigned
width_of(const GArray *cells, Range range)
{
    unsigned columns = 0;

    for (unsigned i = range.first; i < range.end; i++)
        columns += cell_at(cells, i)->columns;
    return columns;
}

/* The cells that stand for the span, without white space at the end. */
static Range
marked_range(const GArray *cells, MarbreSpan span)
{
    Range range = {0, 0};

    while (range.first < cells->len && cell_at(cells, range.first)->end <= span.start)
        range.first++;
    range.end = range.first;
    while (range.end < cells->len && cell_at(cells, range.end)->start < span.end)
        range.end++;
    while (range.end > range.first + 1 && cell_at(cells, range.end - 1)->white)
        range.end--;
    return range;
}

static bool
starts_inside_line(const char *data, size_t size, const GArray *cells)
{
    uint64_t start = cell_at(cells, 0)->start;

    return start > 0 && !is_line_end(data[start - 1]) && !(start == 3 && has_mark(data, size));
}

static bool
ends_inside_line(const char *data, size_t size, const GArray *cells)
{
    uint64_t end = cell_at(cells, cells->len - 1)->end;

    return end < size && !is_line_end(data[end]);
}

/* Widens the marked range by whole cells, by turns on both sides, as long as it stays within
 * `width`. */
static Range
widen(const GArray *cells, Range marked, unsigned width)
{
    Range window = marked;
    unsigned columns = width_of(cells, marked);
    bool before = true;
    bool after = true;

    while (before || after) {
        before = before && window.first > 0 &&
                 columns + cell_at(cells, window.first - 1)->columns <= width;
        if (before)
            columns += cell_at(cells, --window.first)->columns;
        after = after && window.end < cells->len &&
                columns + cell_at(cells, window.end)->columns <= width;
        if (after)
            columns += cell_at(cells, window.end++)->columns;
    }
    return window;
}

/* Moves the first cut to the next gap between words, if there is one near. */
static unsigned
cut_before_word(const GArray *cells, unsigned first, unsigned limit)
{
    if (first == 0 || !cell_at(cells, first - 1)->white) {
        for (unsigned i = first; i < limit && i - first <= WORD_REACH; i++) {
            if (cell_at(cells, i)->white)
                return i + 1;
        }
    }
    /* A combining mark must not lose its letter. */
    while (first < limit && cell_at(cells, first)->columns == 0)
        first++;
    return first;
}

/* Moves the last cut back to a gap between words, if there is one near. */
static unsigned
cut_after_word(const GArray *cells, unsigned end, unsigned limit)
{
    if (end < cells->len && cell_at(cells, end)->white)
        return end;
    for (unsigned i = end; i > limit && end - i <= WORD_REACH; i--) {
        if (cell_at(cells, i - 1)->white)
            return i - 1;
    }
    return end;
}

/* The part of the marked cells that fits into the width, and what stands around it. */
static Range
choose_window(const GArray *cells, bool inside, Range *marked, unsigned width)
{
    Range window = {0, cells->len};

    if (!inside && width_of(cells, window) <= width)
        return window;
    /* Two columns for the ellipses. */
    while (marked->end > marked->first + 1 && width_of(cells, *marked) > width - 2)
        marked->end--;
    window = widen(cells, *marked, width - 2);
    if (window.first > 0 || inside)
        window.first = cut_before_word(cells, window.first, marked->first);
    if (window.end < cells->len)
        window.end = cut_after_word(cells, window.end, MAX(marked->end, marked->first + 1));
    return window;
}

static void
append_marks(GString *marks, char mark, unsigned columns)
{
    for (unsigned i = 0; i < columns; i++)
        g_string_append_c(marks, mark);
}

/* What stands under one cell. A combining mark has no column of its own: it is marked under the
 * letter that bears it. */
static void
append_cell_marks(GString *marks, const Cell *cell, bool in, bool first)
{
    if (cell->columns == 0) {
        if ((in || first) && marks->len > 0)
            marks->str[marks->len - 1] = '^';
        return;
    }
    append_marks(marks, in ? '^' : ' ', cell->columns);
    if (first)
        marks->str[marks->len - cell->columns] = '^';
}

static MarbreExcerpt
draw(const GArray *cells, Range marked, Range window, bool cut_first, bool cut_end)
{
    g_autoptr(GString) line = g_string_new(cut_first ? ELLIPSIS : NULL);
    g_autoptr(GString) marks = g_string_new(cut_first ? " " : NULL);

    for (unsigned i = window.first; i < window.end; i++) {
        g_string_append(line, cell_at(cells, i)->shown);
        append_cell_marks(marks, cell_at(cells, i), i >= marked.first && i < marked.end,
                          i == marked.first);
    }
    if (cut_end)
        g_string_append(line, ELLIPSIS);
    if (marked.first >= window.end)
        append_marks(marks, '^', 1);
    /* A combining mark at the start of the line stands under no letter. */
    if (strchr(marks->str, '^') == NULL)
        g_string_overwrite(marks, 0, "^");
    while (marks->len > 0 && marks->str[marks->len - 1] == ' ')
        g_string_truncate(marks, marks->len - 1);
    return (MarbreExcerpt){g_string_free(g_steal_pointer(&line), FALSE),
                           g_string_free(g_steal_pointer(&marks), FALSE)};
}

/* Nothing is to be seen on a blank line, nor on a mere "---" where something is missing. */
static bool
is_worth_showing(const GArray *cells, bool empty)
{
    for (unsigned i = 0; i < cells->len; i++) {
        const Cell *cell = cell_at(cells, i);

        if (empty ? cell->letter : cell->visible)
            return true;
    }
    return false;
}

bool
marbre_excerpt_of(GBytes *file, MarbreSpan span, unsigned width, MarbreExcerpt *ret_excerpt)
{
    size_t size = 0;
    const char *data = g_bytes_get_data(file, &size);
    g_autoptr(GArray) cells = NULL;
    Range marked = {0};
    Range window = {0};
    bool inside = false;
    bool unfinished = false;

    if (span.start > size || span.end > size || span.end < span.start || size == 0)
        return false;
    width = MAX(width, LEAST_WIDTH);
    cells = read_cells(data, size, span, width);
    if (!is_worth_showing(cells, span.start == span.end))
        return false;
    marked = marked_range(cells, span);
    inside = starts_inside_line(data, size, cells);
    unfinished = ends_inside_line(data, size, cells);
    window = choose_window(cells, inside, &marked, width);
    *ret_excerpt = draw(cells, marked, window, inside || window.first > 0,
                        unfinished || window.end < cells->len);
    return true;
}

void
marbre_excerpt_clear(MarbreExcerpt *excerpt)
{
    g_clear_pointer(&excerpt->line, g_free);
    g_clear_pointer(&excerpt->marks, g_free);
}
