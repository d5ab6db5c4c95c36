/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "alignment.h"

#include "utf8.h"

#include <stdlib.h>

#define MOST_CELLS (1 << 20) /* beyond it no place is looked for, the count alone is said */
#define COST_SKIP 150
#define COST_JOIN 150
#define COST_OTHER_KIND 700

enum { FROM_NOWHERE, FROM_MATCH, FROM_SKIP, FROM_JOIN };

/* --- what a block is known by ------------------------------------------------------------- */

static void
note(profile *of, uint64_t hash)
{
    uint64_t bit = (hash * UINT64_C(0x9e3779b97f4a7c15)) >> 57;
    of->anchors[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* The digits of a figure, whatever stands between them: 12,500 and 12 500 are one. */
static size_t
take_figure(mbr_text text, size_t at, profile *of)
{
    uint64_t value = 1;
    size_t length, next;
    for (;;) {
        uint32_t c = utf8_at(text.data, text.size, at, &length);
        if (utf8_is_digit(c)) {
            value = value * 10 + (c - '0');
            at += length;
        } else if ((c == ',' || c == '.' || c == 0xa0 || c == 0x202f) &&
                   utf8_is_digit(utf8_at(text.data, text.size, at + length, &next))) {
            at += length;
        } else {
            note(of, value);
            return at;
        }
    }
}

/* A word of four letters and more; with a capital inside a sentence it is a name. */
static size_t
take_word(mbr_text text, size_t at, bool inside, profile *of)
{
    size_t start = at, length, letters = 0;
    uint64_t hash = 7;
    uint32_t c;
    while (utf8_is_letter(c = utf8_at(text.data, text.size, at, &length))) {
        hash = hash * 31 + c;
        letters++;
        at += length;
    }
    if (inside && letters >= 4 && utf8_is_upper(utf8_at(text.data, text.size, start, NULL)))
        note(of, hash);
    return at;
}

profile
profile_of(int32_t kind, mbr_text text)
{
    profile of = {.kind = kind, .length = text.size};
    bool inside = false;
    size_t at = 0, length;
    while (at < text.size) {
        uint32_t c = utf8_at(text.data, text.size, at, &length);
        if (utf8_is_digit(c)) {
            at = take_figure(text, at, &of);
            inside = true;
        } else if (utf8_is_letter(c)) {
            at = take_word(text, at, inside, &of);
            inside = true;
        } else {
            if (c == '.' || c == '!' || c == '?' || c == 0xab || c == 0x201c)
                inside = false;
            at += length;
        }
    }
    return of;
}

/* --- comparing ---------------------------------------------------------------------------- */

/* How long the text is for 1024 bytes of source, as the whole of both has it. */
static uint64_t
find_ratio(const profile *source, size_t source_count, const profile *text, size_t text_count)
{
    uint64_t in_source = 1, in_text = 0;
    for (size_t i = 0; i < source_count; i++)
        in_source += source[i].length;
    for (size_t i = 0; i < text_count; i++)
        in_text += text[i].length;
    uint64_t ratio = 1024 * in_text / in_source;
    return ratio < 900 ? 900 : ratio > 1600 ? 1600 : ratio;
}

static uint32_t
length_cost(uint64_t source, uint64_t text, uint64_t ratio)
{
    uint64_t expected = source * ratio / 1024;
    uint64_t apart = expected > text ? expected - text : text - expected;
    return (uint32_t)(1500 * apart / (expected + text + 1));
}

static uint32_t
count_bits(uint64_t low, uint64_t high)
{
    return (uint32_t)(__builtin_popcountll(low) + __builtin_popcountll(high));
}

static uint32_t
anchor_cost(const uint64_t *a, const uint64_t *b)
{
    uint32_t in_a = count_bits(a[0], a[1]), in_b = count_bits(b[0], b[1]);
    uint32_t least = in_a < in_b ? in_a : in_b;
    if (least == 0)
        return in_a == in_b ? 250 : 350;
    return 600 - 600 * count_bits(a[0] & b[0], a[1] & b[1]) / least;
}

static uint32_t
match_cost(const profile *source, const profile *text, uint64_t ratio)
{
    return length_cost(source->length, text->length, ratio) +
           anchor_cost(source->anchors, text->anchors) +
           (source->kind != text->kind ? COST_OTHER_KIND : 0);
}

static profile
joined(const profile *first, const profile *second)
{
    profile both = *first;
    both.length += second->length;
    both.anchors[0] |= second->anchors[0];
    both.anchors[1] |= second->anchors[1];
    if (first->kind != second->kind)
        both.kind = 0;
    return both;
}

/* Of a short one beside a long one nothing tells whether it was joined or left out. */
static bool
may_be_joined(const profile *first, const profile *second)
{
    return 5 * first->length >= second->length && 5 * second->length >= first->length;
}

typedef struct cell {
    uint32_t cost;
    uint8_t from;
} cell;

static void
offer(cell *to, const cell *from, uint32_t cost, uint8_t how)
{
    if (to->from == FROM_NOWHERE || from->cost + cost < to->cost)
        *to = (cell){.cost = from->cost + cost, .from = how};
}

/* Cell (i, gone): `i` blocks of the source are done and `gone` of them have no block of their
 * own, so that the text is at block i - gone. */
static void
fill(cell *cells, const profile *source, size_t count, const profile *text, size_t text_count)
{
    size_t most = count - text_count, width = most + 1;
    uint64_t ratio = find_ratio(source, count, text, text_count);
    cells[0].from = FROM_MATCH;
    for (size_t i = 0; i < count; i++) {
        for (size_t gone = 0; gone <= most && gone <= i; gone++) {
            const cell *here = &cells[i * width + gone];
            size_t at = i - gone;
            if (here->from == FROM_NOWHERE || at > text_count)
                continue;
            if (at < text_count)
                offer(&cells[(i + 1) * width + gone], here,
                      match_cost(&source[i], &text[at], ratio), FROM_MATCH);
            if (gone < most)
                offer(&cells[(i + 1) * width + gone + 1], here, COST_SKIP, FROM_SKIP);
            if (gone < most && at < text_count && i + 2 <= count &&
                may_be_joined(&source[i], &source[i + 1])) {
                profile both = joined(&source[i], &source[i + 1]);
                offer(&cells[(i + 2) * width + gone + 1], here,
                      match_cost(&both, &text[at], ratio) + COST_JOIN, FROM_JOIN);
            }
        }
    }
}

static missing
read_back(const cell *cells, size_t count, size_t text_count)
{
    size_t width = count - text_count + 1, i = count, gone = width - 1;
    missing found = {.text = text_count};
    while (i > 0) {
        uint8_t from = cells[i * width + gone].from;
        i -= from == FROM_JOIN ? 2 : 1;
        gone -= from != FROM_MATCH;
        if (from == FROM_SKIP)
            found = (missing){.count = found.count + 1, .source = i, .text = i - gone};
    }
    return found;
}

bool
alignment_missing(const profile *source,
                  size_t source_count,
                  const profile *text,
                  size_t text_count,
                  missing *ret)
{
    size_t width = source_count - text_count + 1;
    if (source_count >= MOST_CELLS / width) {
        *ret = (missing){.count = width - 1, .source = text_count, .text = text_count};
        return true;
    }
    cell *cells = calloc((source_count + 1) * width, sizeof *cells);
    if (!cells)
        return false;
    fill(cells, source, source_count, text, text_count);
    *ret = read_back(cells, source_count, text_count);
    free(cells);
    return true;
}
