/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/verbatim.h"

#include <string.h>

#define LONGEST_TICKS 64 /* backticks that open a code span; more are taken for words */

typedef struct {
    const char *data;
    GArray *spans;
    size_t close; /* the next '>' from where one was last looked for; SIZE_MAX: none is left */
} Scan;

static void
add(Scan *scan, size_t start, size_t end)
{
    MarbreSpan span = {start, end};
    if (start < end)
        g_array_append_val(scan->spans, span);
}

static bool
starts(const Scan *scan, size_t at, size_t end, const char *words)
{
    size_t size = strlen(words);
    return end - at >= size && memcmp(scan->data + at, words, size) == 0;
}

static size_t
find(const Scan *scan, size_t from, size_t end, const char *words)
{
    const char *found = memmem(scan->data + from, end - from, words, strlen(words));
    return found == NULL ? end : (size_t)(found - scan->data) + strlen(words);
}

static bool
is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- within a block; each returns the end of what begins at `at`, or `at` ---- */

/* `known` says of runs of backticks, by their length, that no closing one is left in the block. */
static size_t
skip_code(const Scan *scan, size_t at, size_t end, bool known[LONGEST_TICKS + 1])
{
    size_t ticks = 0;
    while (at + ticks < end && scan->data[at + ticks] == '`')
        ticks++;
    for (size_t i = at + ticks; ticks <= LONGEST_TICKS && !known[ticks] && i < end;) {
        size_t here = 0;
        while (i + here < end && scan->data[i + here] == '`')
            here++;
        if (here == ticks)
            return i + here;
        i += here + 1;
    }
    if (ticks <= LONGEST_TICKS)
        known[ticks] = true;
    return at;
}

/* A tag, a comment or an address between angle brackets. */
static size_t
skip_angle(Scan *scan, size_t at, size_t end)
{
    if (starts(scan, at, end, "<!--"))
        return find(scan, at, end, "-->");
    if (at + 1 >= end ||
        !(g_ascii_isalpha(scan->data[at + 1]) || strchr("/!?", scan->data[at + 1])))
        return at;
    if (scan->close < at) {
        const char *close = memchr(scan->data + at, '>', end - at);
        scan->close = close == NULL ? SIZE_MAX : (size_t)(close - scan->data);
    }
    if (scan->close >= end || memchr(scan->data + at + 1, '<', scan->close - at - 1) != NULL)
        return at;
    return scan->close + 1;
}

/* Behind the words of a link: its target, up to the space before a title. */
static size_t
skip_target(const Scan *scan, size_t at, size_t end)
{
    size_t depth = 0, i = at;
    for (; i < end && !is_white(scan->data[i]); i++) {
        if (scan->data[i] == '\\' && i + 1 < end)
            i++;
        else if (scan->data[i] == '(')
            depth++;
        else if (scan->data[i] == ')' && depth-- == 0)
            break;
    }
    return i;
}

/* Not the stop or the bracket that ends the sentence around it. */
static size_t
skip_address(const Scan *scan, size_t at, size_t end)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://", "mailto:", "www."};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (!starts(scan, at, end, schemes[i]))
            continue;
        size_t stop = at;
        while (stop < end && (unsigned char)scan->data[stop] > ' ' &&
               strchr("<>\"", scan->data[stop]) == NULL && (unsigned char)scan->data[stop] < 0xc2)
            stop++;
        while (stop > at && strchr(".,;:!?)]*_", scan->data[stop - 1]) != NULL)
            stop--;
        return stop;
    }
    return at;
}

static bool
begins_word(const Scan *scan, size_t start, size_t at)
{
    return at == start || !g_ascii_isalnum(scan->data[at - 1]);
}

static size_t
skip_reference(const Scan *scan, size_t at, size_t end)
{
    const char *close = memchr(scan->data + at, ']', end - at);
    if (close == NULL || memchr(scan->data + at, '\n', (size_t)(close - scan->data) - at) != NULL)
        return at;
    return (size_t)(close - scan->data) + 1;
}

static size_t
skip_at(Scan *scan, size_t start, size_t at, size_t end, bool known[LONGEST_TICKS + 1])
{
    switch (scan->data[at]) {
    case '`':
        return skip_code(scan, at, end, known);
    case '<':
        return skip_angle(scan, at, end);
    case '(':
        return at > start && scan->data[at - 1] == ']' ? skip_target(scan, at + 1, end) : at;
    case '[':
        return at > start && scan->data[at - 1] == ']' ? skip_reference(scan, at, end) : at;
    case 'h':
    case 'f':
    case 'm':
    case 'w':
        return begins_word(scan, start, at) ? skip_address(scan, at, end) : at;
    default:
        return at;
    }
}

static void
scan_block(Scan *scan, size_t start, size_t end)
{
    bool known[LONGEST_TICKS + 1] = {false};
    scan->close = 0;
    for (size_t at = start; at < end;) {
        size_t ticks = 0;
        if (scan->data[at] == '\\') {
            at += 2;
            continue;
        }
        size_t skipped = skip_at(scan, start, at, end, known);
        if (skipped > at)
            add(scan, at + (scan->data[at] == '('), skipped);
        while (skipped == at && at + ticks < end && scan->data[at + ticks] == '`')
            ticks++;
        at = skipped > at ? skipped : at + MAX(ticks, 1);
    }
}

/* ---- the body ---- */

static void
scan_shortcodes(Scan *scan, size_t start, size_t end)
{
    static const char *const kinds[][2] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (size_t at = start; at < end;) {
            const char *open = memmem(scan->data + at, end - at, kinds[i][0], strlen(kinds[i][0]));
            if (open == NULL)
                break;
            size_t from = (size_t)(open - scan->data);
            size_t to = find(scan, from + 2, end, kinds[i][1]);
            if (to == end && memcmp(scan->data + end - 2, "}}", 2) != 0)
                break;
            add(scan, from, to);
            at = to;
        }
}

/* Between two blocks of text: code, HTML, the marks of lists, and white space around them. */
static void
add_gap(Scan *scan, size_t start, size_t end)
{
    while (start < end && is_white(scan->data[start]))
        start++;
    while (end > start && is_white(scan->data[end - 1]))
        end--;
    add(scan, start, end);
}

static void
scan_blocks(Scan *scan, const MarbreCopy *copy)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    MarbreSpan body = marbre_copy_get_body(copy);
    size_t at = body.start;
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (!marbre_block_is_text(block) || block->span.start < at)
            continue;
        add_gap(scan, at, block->span.start);
        scan_block(scan, block->span.start, block->span.end);
        at = block->span.end;
    }
    add_gap(scan, at, body.end);
}

static int
compare_spans(const void *a, const void *b)
{
    const MarbreSpan *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return (one->end > other->end) - (one->end < other->end);
}

GArray *
marbre_verbatim(const MarbreCopy *copy)
{
    MarbreSpan body = marbre_copy_get_body(copy);
    Scan scan = {g_bytes_get_data(marbre_copy_get_bytes(copy), NULL),
                 g_array_new(FALSE, FALSE, sizeof(MarbreSpan))};
    scan_shortcodes(&scan, body.start, body.end);
    scan_blocks(&scan, copy);
    g_array_sort(scan.spans, compare_spans);
    guint kept = 0;
    for (guint i = 0; i < scan.spans->len; i++) {
        MarbreSpan span = g_array_index(scan.spans, MarbreSpan, i);
        MarbreSpan *last = kept == 0 ? NULL : &g_array_index(scan.spans, MarbreSpan, kept - 1);
        if (last != NULL && span.start < last->end)
            last->end = MAX(last->end, span.end);
        else
            g_array_index(scan.spans, MarbreSpan, kept++) = span;
    }
    g_array_set_size(scan.spans, kept);
    return scan.spans;
}
