/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/likeness.h"

#include <string.h>

#define COST_PAIR 5          /* of one answered by one, which is nearly all there is */
#define COST_MERGED 380      /* by two, or two by one */
#define COST_FOLDED 120      /* of a list by a paragraph */
#define COST_LENGTH_MOST 900 /* two lengths say no more than that */
#define COST_SHAPE 45
#define COST_STOP 30
#define VARIANCE 14 /* of the length, for each byte; Gale and Church found 6.8 for sentences */

/* One block, or several read as one. */
typedef struct {
    int kind;
    unsigned level;
    unsigned shape;
    uint64_t length;
    uint64_t stops;
    uint64_t weight;
    uint64_t words[MARBRE_PROFILE_WORDS];
    const MarbreProfile *first;
    size_t count;
} Group;

static Group
join(const MarbreProfile *first, size_t count)
{
    Group group = {first->kind,   first->level, first->shape, first->length, first->stops,
                   first->weight, {0},          first,        count};
    memcpy(group.words, first->words, sizeof group.words);
    for (size_t i = 1; i < count; i++) {
        const MarbreProfile *next = &first[i];
        group.shape |= next->shape & ~MARBRE_SHAPE_SPEECH;
        group.length += next->length + 1;
        group.stops += next->stops;
        group.weight += next->weight;
        for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++)
            group.words[k] |= next->words[k];
    }
    return group;
}

/* The square of how far the length is from what is expected, in the measure of its spread. */
static int32_t
length_cost(uint64_t from, uint64_t to, uint64_t ratio)
{
    uint64_t expected = from * ratio / 1024;
    uint64_t apart = expected > to ? expected - to : to - expected;
    uint64_t spread = VARIANCE * ((expected + to) / 2 + 12);
    if (apart * apart >= spread * (COST_LENGTH_MOST / 50))
        return COST_LENGTH_MOST;
    return (int32_t)(50 * apart * apart / spread);
}

static uint64_t
common_weight(const MarbreLikeness *of, const MarbreProfile *from, const MarbreProfile *to)
{
    const MarbreAnchor *a = of->from_anchors + from->first, *b = of->to_anchors + to->first;
    const MarbreAnchor *a_end = a + from->count, *b_end = b + to->count;
    uint64_t common = 0;
    while (a < a_end && b < b_end) {
        if (a->key == b->key)
            common += a->weight;
        uint32_t low = a->key, high = b->key;
        a += low <= high;
        b += high <= low;
    }
    return common;
}

/* Figures, names and addresses: those that both have speak for them, the others against, the
 * more the rarer they are. */
static int32_t
anchor_cost(const MarbreLikeness *of, const Group *from, const Group *to)
{
    int64_t all = (int64_t)(from->weight + to->weight), common = 0;
    if (all == 0)
        return 0;
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = 0; k < to->count; k++)
            common += (int64_t)common_weight(of, &from->first[i], &to->first[k]);
    common = MIN(2 * common, all);
    int64_t cost = 350 - 750 * common / all;
    return (int32_t)(cost * MIN(all, 2 * MARBRE_ANCHOR_WEIGHT) / (2 * MARBRE_ANCHOR_WEIGHT));
}

/* Words that look alike in two languages, beyond those that do by chance. */
static int32_t
word_cost(const uint64_t *from, const uint64_t *to)
{
    int32_t in_from = 0, in_to = 0, common = 0, all = 64 * MARBRE_PROFILE_WORDS;
    for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++) {
        in_from += __builtin_popcountll(from[k]);
        in_to += __builtin_popcountll(to[k]);
        common += __builtin_popcountll(from[k] & to[k]);
    }
    int32_t least = MIN(in_from, in_to), chance = in_from * in_to;
    int32_t most = least * all - chance;
    if (most <= 0)
        return 0;
    int32_t likeness = 1000 * (common * all - chance) / most;
    int32_t cost = CLAMP(120 - likeness * 6 / 10, -250, 150);
    return cost * MIN(least, 10) / 10;
}

static int32_t
shape_cost(const Group *from, const Group *to)
{
    uint64_t stops = from->stops > to->stops ? from->stops - to->stops : to->stops - from->stops;
    return COST_SHAPE * __builtin_popcount(from->shape ^ to->shape) +
           COST_STOP * (int32_t)MIN(stops, 5);
}

static int32_t
kind_cost(const MarbreLikeness *of, const Group *from, const Group *to)
{
    bool heading = from->kind == MARBRE_BLOCK_HEADING;
    if ((from->length == 0) != (to->length == 0))
        return MARBRE_LIKENESS_NEVER;
    if (heading != (to->kind == MARBRE_BLOCK_HEADING))
        return 700;
    if (heading)
        return from->level == to->level ? 0 : 100;
    if (from->kind == to->kind || (of->folds && from->count + to->count > 2))
        return 0;
    return 150;
}

int32_t
marbre_likeness_cost(
    const MarbreLikeness *of, size_t from, size_t from_count, size_t to, size_t to_count)
{
    const Group a = join(&of->from[from], from_count), b = join(&of->to[to], to_count);
    int32_t cost = kind_cost(of, &a, &b);
    if (cost >= MARBRE_LIKENESS_NEVER)
        return cost;
    cost += length_cost(a.length, b.length, of->ratio);
    cost += anchor_cost(of, &a, &b) + word_cost(a.words, b.words) + shape_cost(&a, &b);
    const Group *several = from_count > 1 ? &a : &b;
    if (several->count == 1)
        return cost + COST_PAIR;
    bool list = several->first[several->count - 1].kind == MARBRE_BLOCK_LIST_ITEM;
    return cost + (list ? COST_FOLDED : COST_MERGED);
}

int32_t
marbre_likeness_alone(const MarbreProfile *profile)
{
    if (profile->length == 0) /* a picture */
        return MARBRE_LIKENESS_ALONE / 4;
    return profile->kind == MARBRE_BLOCK_HEADING ? MARBRE_LIKENESS_ALONE * 3 / 4
                                                 : MARBRE_LIKENESS_ALONE;
}
