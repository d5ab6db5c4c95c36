/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/quotation.h"

#include <glib.h>
#include <string.h>

/* What a sign is, by what it does to the signs that are open. */
typedef enum {
    SIGN_NONE = 0,
    SIGN_GUILLEMET, /* « » */
    SIGN_CURLY,     /* “ ” */
    SIGN_LOW,       /* „ “ or „ ” */
    SIGN_STRAIGHT,  /* " " */
    SIGN_COUNT,
} Sign;

typedef struct {
    Sign sign;
    size_t start;
} Opened;

typedef struct {
    const char *text;
    size_t size;
    GArray *open;             /* of Opened, outermost first */
    size_t count[SIGN_COUNT]; /* how many of each are open */
    size_t guillemet_end;     /* where the last guillemet closed, 0 for none */
    GArray *found;            /* of MarbreSpan, sorted, none in another */
    Sign continued;           /* what the paragraph before left open */
} Scan;

static gunichar
char_at(const char *text, size_t size, size_t at, size_t *ret_width)
{
    *ret_width = 1;
    unsigned char c = (unsigned char)text[at];
    if (c < 0x80)
        return c;
    gunichar character = g_utf8_get_char_validated(text + at, (gssize)(size - at));
    if ((gint32)character < 0)
        return 0xFFFD;
    *ret_width = (size_t)(g_utf8_next_char(text + at) - (text + at));
    return character;
}

/* A span that was closed later than those inside it: they are forgotten. */
static void
add_found(Scan *scan, size_t start, size_t end)
{
    while (scan->found->len > 0 &&
           g_array_index(scan->found, MarbreSpan, scan->found->len - 1).start >= start)
        g_array_set_size(scan->found, scan->found->len - 1);
    MarbreSpan span = {start, end};
    g_array_append_val(scan->found, span);
}

static void
open_sign(Scan *scan, Sign sign, size_t start)
{
    Opened opened = {sign, start};
    g_array_append_val(scan->open, opened);
    scan->count[sign]++;
}

static Sign
innermost(const Scan *scan)
{
    guint count = scan->open->len;
    return count ? g_array_index(scan->open, Opened, count - 1).sign : SIGN_NONE;
}

/* ” closes what “ opened, and „ as well. */
static bool
closes(Sign sign, Sign opened)
{
    return sign == opened || (sign == SIGN_CURLY && opened == SIGN_LOW);
}

/* Signs that were opened inside and never closed end with the one around them. */
static void
close_sign(Scan *scan, Sign sign, size_t end)
{
    if (scan->count[sign] == 0 && !(sign == SIGN_CURLY && scan->count[SIGN_LOW] > 0))
        return; /* one sign too many: nothing to close */
    bool closed = false;
    while (!closed) {
        Opened opened = g_array_index(scan->open, Opened, scan->open->len - 1);
        g_array_set_size(scan->open, scan->open->len - 1);
        scan->count[opened.sign]--;
        closed = closes(sign, opened.sign);
        if (closed)
            add_found(scan, opened.start, end);
    }
    if (sign == SIGN_GUILLEMET)
        scan->guillemet_end = end;
}

static bool
is_before_word(const Scan *scan, size_t start, size_t end)
{
    size_t width;
    bool head = start == 0;
    if (!head) {
        const char *before = g_utf8_find_prev_char(scan->text, scan->text + start);
        gunichar c = before ? g_utf8_get_char(before) : ' ';
        head = g_unichar_isspace(c) || g_unichar_ispunct(c);
    }
    return head && end < scan->size &&
           !g_unichar_isspace(char_at(scan->text, scan->size, end, &width));
}

/* A straight sign closes what is open, or opens; behind a digit alone it stands for inches. */
static void
straight_sign(Scan *scan, size_t start, size_t end)
{
    if (scan->count[SIGN_STRAIGHT] > 0)
        close_sign(scan, SIGN_STRAIGHT, end);
    else if (start == 0 || !g_ascii_isdigit(scan->text[start - 1]))
        open_sign(scan, SIGN_STRAIGHT, start);
}

static void
take_sign(Scan *scan, gunichar c, size_t start, size_t end)
{
    switch (c) {
    case 0xAB: /* « */
        open_sign(scan, SIGN_GUILLEMET, start);
        break;
    case 0xBB: /* » */
        close_sign(scan, SIGN_GUILLEMET, end);
        break;
    case 0x201C: /* “ closes „ and opens otherwise */
        if (innermost(scan) == SIGN_LOW)
            close_sign(scan, SIGN_LOW, end);
        else
            open_sign(scan, SIGN_CURLY, start);
        break;
    case 0x201D: /* ” */
        close_sign(scan, SIGN_CURLY, end);
        break;
    case 0x201E: /* „ */
        open_sign(scan, SIGN_LOW, start);
        break;
    case '"':
        straight_sign(scan, start, end);
        break;
    default:
        break;
    }
}

/* The sign that a text begins with where it goes on with the quotation of the one before. */
static size_t
take_continuation(Scan *scan)
{
    size_t at = 0;
    size_t width = 0;
    while (at < scan->size && g_unichar_isspace(char_at(scan->text, scan->size, at, &width)))
        at += width;
    if (at >= scan->size || scan->continued != SIGN_GUILLEMET)
        return 0;
    if (char_at(scan->text, scan->size, at, &width) != 0xBB)
        return 0;
    open_sign(scan, SIGN_GUILLEMET, at); /* » at the head of a paragraph, as in old books */
    return at + width;
}

static bool
begins_with_straight(const char *text, size_t size)
{
    size_t at = 0;
    size_t width = 0;
    while (at < size && g_unichar_isspace(char_at(text, size, at, &width)))
        at += width;
    return at < size && text[at] == '"';
}

/* A span that ends where others may have begun behind it. */
static void
insert_found(Scan *scan, MarbreSpan span)
{
    guint first = scan->found->len;
    while (first > 0 && g_array_index(scan->found, MarbreSpan, first - 1).start >= span.start)
        first--;
    guint behind = first;
    while (behind < scan->found->len &&
           g_array_index(scan->found, MarbreSpan, behind).start < span.end)
        behind++;
    if (behind > first)
        g_array_remove_range(scan->found, first, behind - first);
    g_array_insert_val(scan->found, first, span);
}

/*
 * What is still open at the end of a text: the outermost sign counts. A straight one without a
 * partner opens nothing, unless the next paragraph goes on with one.
 */
static void
close_rest(Scan *scan, bool straight_goes_on)
{
    scan->continued = SIGN_NONE;
    for (guint i = 0; i < scan->open->len; i++) {
        const Opened *opened = &g_array_index(scan->open, Opened, i);
        bool stray = opened->sign == SIGN_STRAIGHT &&
                     !(straight_goes_on && is_before_word(scan, opened->start, opened->start + 1));
        if (stray)
            continue;
        /* In « a « b » both may have ended together. */
        bool together = opened->sign == SIGN_GUILLEMET && scan->guillemet_end > opened->start;
        if (!together)
            scan->continued = opened->sign;
        insert_found(scan,
                     (MarbreSpan){opened->start, together ? scan->guillemet_end : scan->size});
        break;
    }
    g_array_set_size(scan->open, 0);
    memset(scan->count, 0, sizeof scan->count);
    scan->guillemet_end = 0;
}

static GArray *
scan_text(Scan *scan, const char *text, size_t size, bool straight_goes_on)
{
    scan->text = text;
    scan->size = size;
    scan->found = g_array_new(false, false, sizeof(MarbreSpan));
    size_t at = take_continuation(scan);
    while (at < size) {
        size_t width;
        gunichar c = char_at(text, size, at, &width);
        take_sign(scan, c, at, at + width);
        at += width;
    }
    close_rest(scan, straight_goes_on);
    return g_steal_pointer(&scan->found);
}

static const char *
next_text(const GPtrArray *blocks, guint from, size_t *ret_size)
{
    for (guint i = from; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == MARBRE_BLOCK_HEADING)
            return NULL;
        if (marbre_block_is_text(block))
            return marbre_mapped_get_text(block->text, ret_size);
    }
    return NULL;
}

/* A block quote is a quotation from end to end. */
static GArray *
whole(size_t size)
{
    GArray *found = g_array_new(false, false, sizeof(MarbreSpan));
    MarbreSpan span = {0, size};
    g_array_append_val(found, span);
    return found;
}

static GArray *
scan_block(Scan *scan, const GPtrArray *blocks, guint index)
{
    const MarbreBlock *block = g_ptr_array_index(blocks, index);
    size_t size;
    const char *text = marbre_mapped_get_text(block->text, &size);
    if (block->flags & MARBRE_BLOCK_QUOTED) {
        scan->continued = SIGN_NONE;
        return whole(size);
    }
    if (block->kind == MARBRE_BLOCK_HEADING)
        scan->continued = SIGN_NONE;
    size_t next_size = 0;
    const char *next = next_text(blocks, index + 1, &next_size);
    return scan_text(scan, text, size, next && begins_with_straight(next, next_size));
}

/* A link's words are in its holder's quotations, a picture's alt text stands alone. */
static GArray *
scan_anchor(const MarbreBlock *block)
{
    Scan scan = {.open = g_array_new(false, false, sizeof(Opened))};
    size_t size;
    const char *text = marbre_mapped_get_text(block->text, &size);
    GArray *found = scan_text(&scan, text, size, false);
    g_array_unref(scan.open);
    return found;
}

GPtrArray *
marbre_quotations_find(const GPtrArray *blocks)
{
    GPtrArray *quotations = g_ptr_array_new_full(blocks->len, (GDestroyNotify)g_array_unref);
    Scan scan = {.open = g_array_new(false, false, sizeof(Opened))};
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        bool text = marbre_block_is_text(block);
        g_ptr_array_add(quotations, text ? scan_block(&scan, blocks, i) : scan_anchor(block));
    }
    g_array_unref(scan.open);
    return quotations;
}

static bool
find_span(const GArray *found, uint64_t at, MarbreSpan *ret_span)
{
    guint low = 0;
    guint high = found->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const MarbreSpan *span = &g_array_index(found, MarbreSpan, middle);
        if (at < span->start) {
            high = middle;
        } else if (at >= span->end) {
            low = middle + 1;
        } else {
            if (ret_span)
                *ret_span = *span;
            return true;
        }
    }
    return false;
}

bool
marbre_quotation_at(const MarbreCopy *copy, size_t block, uint64_t at, MarbreSpan *ret_span)
{
    const GPtrArray *quotations = marbre_copy_get_quotations(copy);
    return block < quotations->len && find_span(g_ptr_array_index(quotations, block), at, ret_span);
}

bool
marbre_quotation_in_text(const char *text, size_t size, uint64_t at, MarbreSpan *ret_span)
{
    Scan scan = {.open = g_array_new(false, false, sizeof(Opened))};
    g_autoptr(GArray) found = scan_text(&scan, text, size, false);
    g_array_unref(scan.open);
    return find_span(found, at, ret_span);
}
