/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/alignment.h"

#include "article/chain.h"
#include "article/likeness.h"

#include <string.h>

#define MOST_CELLS (UINT64_C(1) << 19)
#define MARGIN 3         /* blocks beside the way that ties show */
#define MOST_FOLDED 12   /* blocks of a list that one paragraph took in */
#define RATIO_USUAL 1150 /* French for English, in 1024ths */
#define UNREACHED (INT32_MAX / 2)

/* How a cell was come to; what several blocks answer has their number beside it. */
enum { NOWHERE, PAIRED, FROM_ALONE, TO_ALONE, FROM_MANY, TO_MANY };

typedef struct {
    int32_t cost;
    uint8_t how;
    uint8_t count;
} Cell;

/* The cells of a row: how far `to` may have come when so much of `from` is done. */
typedef struct {
    uint32_t low, high;
    uint64_t cells;
} Row;

typedef struct {
    MarbreLikeness likeness;
    size_t from_count, to_count;
    GArray *chain; /* of MarbreTie: the ties that stand in the order of both */
    Row *rows;
    Cell *cells;
} Alignment;

/* --- the lengths --------------------------------------------------------------------------- */

static uint64_t
sum_length(const MarbreProfile *blocks, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += blocks[i].length;
    return sum;
}

/* The lengths of the whole, unless one of the two lacks a good part of the other. */
static uint64_t
guess_ratio(const Alignment *of)
{
    uint64_t from = sum_length(of->likeness.from, of->from_count);
    uint64_t to = sum_length(of->likeness.to, of->to_count);
    size_t apart = of->from_count > of->to_count ? of->from_count - of->to_count
                                                 : of->to_count - of->from_count;
    if (from == 0 || to == 0)
        return RATIO_USUAL;
    uint64_t ratio = 1024 * to / from;
    return 8 * apart <= of->from_count ? CLAMP(ratio, 512, 2048) : CLAMP(ratio, 1000, 1350);
}

/* The lengths of the blocks that are tied, where they are a good part of the whole. */
static uint64_t
measure_ratio(const Alignment *of)
{
    uint64_t from = 0, to = 0;
    for (guint i = 0; i < of->chain->len; i++) {
        MarbreTie tie = g_array_index(of->chain, MarbreTie, i);
        from += of->likeness.from[tie.from].length;
        to += of->likeness.to[tie.to].length;
    }
    if (of->chain->len < 4 || 5 * from < sum_length(of->likeness.from, of->from_count))
        return of->likeness.ratio;
    return CLAMP(1024 * to / from, 256, 4096);
}

/* --- the band ------------------------------------------------------------------------------- */

/* Where the way between two ties is in this row, as if all blocks were of one size. */
static uint64_t
way_at(MarbreTie before, MarbreTie behind, uint64_t row)
{
    uint64_t rows = behind.from - before.from;
    return rows == 0 ? before.to : before.to + (row - before.from) * (behind.to - before.to) / rows;
}

/* Corners of cells: behind the block that is tied, and before the next one that is. */
static void
lay_rows(Alignment *of)
{
    uint64_t half = MOST_CELLS / (2 * (of->from_count + 1)), cells = 0;
    uint32_t last = (uint32_t)of->to_count;
    MarbreTie before = {0, 0}, end = {(uint32_t)of->from_count, last};
    guint next = 0;
    uint64_t way_before = 0;
    for (uint32_t row = 0; row <= of->from_count; row++) {
        while (next < of->chain->len && g_array_index(of->chain, MarbreTie, next).from < row) {
            before = g_array_index(of->chain, MarbreTie, next++);
            before = (MarbreTie){before.from + 1, before.to + 1};
        }
        MarbreTie behind = next < of->chain->len ? g_array_index(of->chain, MarbreTie, next) : end;
        uint64_t way = way_at(before, behind, row);
        uint64_t low = before.to > MARGIN ? before.to - MARGIN : 0;
        uint64_t high = MIN((uint64_t)behind.to + MARGIN, last);
        low = MAX(low, way_before > half ? way_before - half : 0);
        high = MIN(high, way + half + 1);
        way_before = way;
        of->rows[row] = (Row){(uint32_t)MIN(low, way), (uint32_t)MIN(MAX(high, way), last), cells};
        if (row > 0) /* no gap between two rows, whatever the ties say */
            of->rows[row].low = MIN(of->rows[row].low, of->rows[row - 1].high);
        if (row == of->from_count)
            of->rows[row].high = last;
        cells += of->rows[row].high - of->rows[row].low + 1;
    }
    of->cells = g_new(Cell, cells);
}

static Cell *
cell_at(const Alignment *of, size_t row, size_t column)
{
    const Row *line = &of->rows[row];
    if (column < line->low || column > line->high)
        return NULL;
    return &of->cells[line->cells + column - line->low];
}

/* --- the cheapest way ----------------------------------------------------------------------- */

static void
offer(Cell *to, const Cell *from, int32_t cost, uint8_t how, size_t count)
{
    if (from == NULL || from->cost >= UNREACHED || from->cost + cost >= to->cost)
        return;
    *to = (Cell){from->cost + cost, how, (uint8_t)count};
}

static bool
is_prose(const MarbreProfile *block)
{
    return block->kind != MARBRE_BLOCK_HEADING && block->length > 0;
}

/* How many blocks before `end` may be read as one: two paragraphs, or a list with the words
 * before it. */
static size_t
most_joined(const Alignment *of, const MarbreProfile *blocks, size_t end)
{
    size_t count = 0;
    while (count < end && count < MOST_FOLDED && is_prose(&blocks[end - 1 - count]) &&
           blocks[end - 1 - count].kind == MARBRE_BLOCK_LIST_ITEM)
        count++;
    if (!of->likeness.folds)
        count = MIN(count, 1);
    if (count < end && is_prose(&blocks[end - 1 - count]))
        count++;
    if (count == 1 && end > 1 && is_prose(&blocks[end - 2]))
        count++;
    return count;
}

static void
offer_joined(const Alignment *of, Cell *cell, MarbrePair pair)
{
    const Cell *before = cell_at(of, pair.from, pair.to);
    if (before == NULL || before->cost >= UNREACHED)
        return;
    int32_t least = cell->cost - before->cost;
    int32_t cost = marbre_likeness_joined(&of->likeness, pair.from, pair.from_count, pair.to,
                                          pair.to_count, least);
    bool many = pair.from_count > 1;
    offer(cell, before, cost, many ? FROM_MANY : TO_MANY, many ? pair.from_count : pair.to_count);
}

static void
fill_joined(const Alignment *of, size_t row, size_t column, Cell *cell)
{
    const MarbreProfile *from = &of->likeness.from[row - 1], *to = &of->likeness.to[column - 1];
    if (!is_prose(from) || !is_prose(to))
        return;
    size_t most = to->kind != MARBRE_BLOCK_LIST_ITEM || from->kind == to->kind
                      ? most_joined(of, of->likeness.from, row)
                      : 0;
    most = to->kind == MARBRE_BLOCK_LIST_ITEM ? MIN(most, 2) : most;
    for (size_t count = 2; count <= most; count++)
        offer_joined(of, cell, (MarbrePair){row - count, count, column - 1, 1});
    most = most_joined(of, of->likeness.to, column);
    most = from->kind == MARBRE_BLOCK_LIST_ITEM ? MIN(most, 2) : most;
    for (size_t count = 2; count <= most; count++)
        offer_joined(of, cell, (MarbrePair){row - 1, 1, column - count, count});
}

static void
fill_cell(const Alignment *of, size_t row, size_t column)
{
    Cell *cell = cell_at(of, row, column);
    *cell = (Cell){row + column > 0 ? UNREACHED : 0, NOWHERE, 0};
    if (row > 0 && column > 0) {
        const Cell *before = cell_at(of, row - 1, column - 1);
        if (before != NULL)
            offer(cell, before, marbre_likeness_pair(&of->likeness, row - 1, column - 1), PAIRED,
                  1);
        fill_joined(of, row, column, cell);
    }
    if (row > 0)
        offer(cell, cell_at(of, row - 1, column),
              marbre_likeness_alone(&of->likeness.from[row - 1]), FROM_ALONE, 1);
    if (column > 0)
        offer(cell, cell_at(of, row, column - 1),
              marbre_likeness_alone(&of->likeness.to[column - 1]), TO_ALONE, 1);
}

static MarbrePair
step_back(const Cell *cell)
{
    MarbrePair pair = {0, 1, 0, 1};
    if (cell->how == FROM_ALONE)
        pair.to_count = 0;
    else if (cell->how == TO_ALONE)
        pair.from_count = 0;
    else if (cell->how == FROM_MANY)
        pair.from_count = cell->count;
    else if (cell->how == TO_MANY)
        pair.to_count = cell->count;
    return pair;
}

/* From the last cell to the first; `first` is where the two texts begin to be compared. */
static void
read_back(const Alignment *of, size_t first, GArray *pairs)
{
    size_t row = of->from_count, column = of->to_count;
    guint start = pairs->len;
    while (row > 0 || column > 0) {
        MarbrePair pair = step_back(cell_at(of, row, column));
        row -= pair.from_count;
        column -= pair.to_count;
        pair.from = first + row;
        pair.to = first + column;
        g_array_append_val(pairs, pair);
    }
    for (guint low = start, high = pairs->len; low + 1 < high; low++) {
        MarbrePair swapped = g_array_index(pairs, MarbrePair, low);
        g_array_index(pairs, MarbrePair, low) = g_array_index(pairs, MarbrePair, --high);
        g_array_index(pairs, MarbrePair, high) = swapped;
    }
}

static void
compare(MarbreProfiles *from, MarbreProfiles *to, bool same_language, size_t first, GArray *pairs)
{
    g_autoptr(GArray) ties = marbre_profiles_weigh(from, to);
    Alignment of = {
        .likeness = {&g_array_index(from->blocks, MarbreProfile, 0),
                     &g_array_index(to->blocks, MarbreProfile, 0),
                     &g_array_index(from->anchors, MarbreAnchor, 0),
                     &g_array_index(to->anchors, MarbreAnchor, 0), 1024, !same_language},
        .from_count = from->blocks->len,
        .to_count = to->blocks->len,
    };
    if (!same_language)
        of.likeness.ratio = guess_ratio(&of);
    of.chain = marbre_chain_find(&of.likeness, ties);
    if (!same_language)
        of.likeness.ratio = measure_ratio(&of);
    of.rows = g_new(Row, of.from_count + 1);
    lay_rows(&of);
    for (size_t row = 0; row <= of.from_count; row++)
        for (size_t column = of.rows[row].low; column <= of.rows[row].high; column++)
            fill_cell(&of, row, column);
    read_back(&of, first, pairs);
    g_array_unref(of.chain);
    g_free(of.rows);
    g_free(of.cells);
}

/* --- what is equal -------------------------------------------------------------------------- */

static GPtrArray *
texts_of(const GPtrArray *blocks)
{
    GPtrArray *texts = g_ptr_array_sized_new(blocks->len);
    for (guint i = 0; i < blocks->len; i++)
        if (marbre_block_is_text(g_ptr_array_index(blocks, i)))
            g_ptr_array_add(texts, g_ptr_array_index(blocks, i));
    return texts;
}

static bool
is_equal(const MarbreBlock *a, const MarbreBlock *b)
{
    size_t a_size, b_size;
    const char *a_text = marbre_mapped_get_text(a->text, &a_size);
    const char *b_text = marbre_mapped_get_text(b->text, &b_size);
    return a->kind == b->kind && a_size == b_size && memcmp(a_text, b_text, a_size) == 0;
}

/* Pairs of blocks that stand in turn on both sides; what one side has more of is alone. */
static void
add_in_turn(GArray *pairs, size_t from, size_t from_count, size_t to, size_t to_count)
{
    for (size_t i = 0; i < MAX(from_count, to_count); i++) {
        MarbrePair pair = {from + MIN(i, from_count), i < from_count, to + MIN(i, to_count),
                           i < to_count};
        g_array_append_val(pairs, pair);
    }
}

GArray *
marbre_align(const GPtrArray *from, const GPtrArray *to, bool same_language)
{
    g_autoptr(GPtrArray) from_texts = texts_of(from);
    g_autoptr(GPtrArray) to_texts = texts_of(to);
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(MarbrePair));
    size_t least = MIN(from_texts->len, to_texts->len), head = 0, tail = 0;
    while (same_language && head < least &&
           is_equal(from_texts->pdata[head], to_texts->pdata[head]))
        head++;
    while (same_language && head + tail < least &&
           is_equal(from_texts->pdata[from_texts->len - 1 - tail],
                    to_texts->pdata[to_texts->len - 1 - tail]))
        tail++;
    size_t from_count = from_texts->len - head - tail, to_count = to_texts->len - head - tail;
    size_t from_some = MIN(from_count, MARBRE_ALIGNMENT_BLOCKS);
    size_t to_some = MIN(to_count, MARBRE_ALIGNMENT_BLOCKS);

    add_in_turn(pairs, 0, head, 0, head);
    if (from_some > 0 && to_some > 0) {
        MarbreProfiles from_profiles, to_profiles;
        marbre_profiles_init(&from_profiles, from, head, from_some);
        marbre_profiles_init(&to_profiles, to, head, to_some);
        compare(&from_profiles, &to_profiles, same_language, head, pairs);
        marbre_profiles_clear(&from_profiles);
        marbre_profiles_clear(&to_profiles);
        add_in_turn(pairs, head + from_some, from_count - from_some, head + to_some,
                    to_count - to_some);
    } else {
        add_in_turn(pairs, head, from_count, head, to_count);
    }
    add_in_turn(pairs, head + from_count, tail, head + to_count, tail);
    return pairs;
}
