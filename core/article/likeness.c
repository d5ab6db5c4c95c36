/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/likeness.h"

#define COST_PAIR 5          /* of one answered by one, which is nearly all there is */
#define COST_MERGED 380      /* by two, or two by one */
#define COST_FOLDED 120      /* of a list by a paragraph */
#define COST_LENGTH_CUT 300  /* what is left of a paragraph that was cut */
#define COST_LENGTH_MOST 800 /* a short one beside a long one */
#define SHORT 60             /* bytes of a turn of speech */
#define COST_ANCHORS_MOST 350
#define GAIN_ANCHORS_MOST 400
#define GAIN_WORDS_MOST 250
#define COST_SHAPE 45
#define COST_STOP 30
#define VARIANCE 14 /* of the length, for each byte; Gale and Church found 6.8 for sentences */

/* Several blocks read as one; their anchors stay where they are. */
static MarbreProfile
join(const MarbreProfile *first, size_t count)
{
    MarbreProfile joined = *first;
    for (size_t i = 1; i < count; i++) {
        const MarbreProfile *next = &first[i];
        joined.shape |= next->shape & ~MARBRE_SHAPE_SPEECH;
        joined.length += next->length + 1;
        joined.stops += next->stops;
        joined.weight += next->weight;
        for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++)
            joined.words[k] |= next->words[k];
    }
    joined.word_count = marbre_profile_count_words(joined.words);
    return joined;
}

/* The square of how far the length is from what is expected, in the measure of its spread. */
static int32_t
length_cost(uint64_t from, uint64_t to, uint64_t ratio)
{
    uint64_t expected = from * ratio / 1024;
    uint64_t apart = expected > to ? expected - to : to - expected;
    uint64_t spread = VARIANCE * ((expected + to) / 2 + 12);
    uint64_t least = MIN(expected, to);
    bool cut = least >= SHORT || 3 * least >= MAX(expected, to);
    uint64_t most = cut ? COST_LENGTH_CUT : COST_LENGTH_MOST;
    if (apart * apart >= spread * (most / 50))
        return (int32_t)most;
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
anchor_cost(uint64_t from_weight, uint64_t to_weight, uint64_t common_weight)
{
    int64_t all = (int64_t)(from_weight + to_weight);
    if (all == 0)
        return 0;
    int64_t common = MIN(2 * (int64_t)common_weight, all);
    int64_t cost = COST_ANCHORS_MOST - (COST_ANCHORS_MOST + GAIN_ANCHORS_MOST) * common / all;
    return (int32_t)(cost * MIN(all, 2 * MARBRE_ANCHOR_WEIGHT) / (2 * MARBRE_ANCHOR_WEIGHT));
}

/* Words that look alike in two languages, beyond those that do by chance. */
static int32_t
word_cost(const MarbreProfile *from, const MarbreProfile *to)
{
    int32_t in_from = (int32_t)from->word_count, in_to = (int32_t)to->word_count;
    int32_t least = MIN(in_from, in_to), chance = in_from * in_to, all = 64 * MARBRE_PROFILE_WORDS;
    int32_t most = least * all - chance;
    if (most <= 0)
        return 0;
    uint64_t both[MARBRE_PROFILE_WORDS];
    for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++)
        both[k] = from->words[k] & to->words[k];
    int32_t common = (int32_t)marbre_profile_count_words(both);
    int32_t likeness = 1000 * (common * all - chance) / most;
    int32_t cost = CLAMP(120 - likeness * 6 / 10, -GAIN_WORDS_MOST, 150);
    return cost * MIN(least, 10) / 10;
}

static int32_t
shape_cost(const MarbreProfile *from, const MarbreProfile *to)
{
    uint32_t stops = from->stops > to->stops ? from->stops - to->stops : to->stops - from->stops;
    unsigned unlike = from->shape ^ to->shape;
    int32_t cost = COST_STOP * (int32_t)MIN(stops, 5);
    for (; unlike != 0; unlike &= unlike - 1)
        cost += COST_SHAPE;
    return cost;
}

static int32_t
kind_cost(const MarbreProfile *from, const MarbreProfile *to, bool folded)
{
    bool heading = from->kind == MARBRE_BLOCK_HEADING;
    if ((from->length == 0) != (to->length == 0))
        return MARBRE_LIKENESS_NEVER;
    if (heading != (to->kind == MARBRE_BLOCK_HEADING))
        return 700;
    if (heading)
        return from->level == to->level ? 0 : 100;
    return from->kind == to->kind || folded ? 0 : 150;
}

static int32_t
compare(const MarbreLikeness *of,
        const MarbreProfile *from,
        const MarbreProfile *to,
        uint64_t common,
        bool folded)
{
    int32_t cost = kind_cost(from, to, folded);
    if (cost >= MARBRE_LIKENESS_NEVER)
        return cost;
    return cost + length_cost(from->length, to->length, of->ratio) +
           anchor_cost(from->weight, to->weight, common) + word_cost(from, to) +
           shape_cost(from, to);
}

int32_t
marbre_likeness_pair(const MarbreLikeness *of, size_t from, size_t to)
{
    const MarbreProfile *a = &of->from[from], *b = &of->to[to];
    return COST_PAIR + compare(of, a, b, common_weight(of, a, b), false);
}

/* Which of the two several blocks are is told by their number alone. */
int32_t
marbre_likeness_joined(const MarbreLikeness *of,
                       size_t from,
                       size_t from_count,
                       size_t to,
                       size_t to_count,
                       int32_t least)
{
    const MarbreProfile *a = &of->from[from], *b = &of->to[to];
    const MarbreProfile *last = from_count > 1 ? &a[from_count - 1] : &b[to_count - 1];
    int32_t cost = last->kind == MARBRE_BLOCK_LIST_ITEM ? COST_FOLDED : COST_MERGED;
    uint64_t from_length = from_count - 1, to_length = to_count - 1, common = 0;
    for (size_t i = 0; i < from_count; i++)
        from_length += a[i].length;
    for (size_t i = 0; i < to_count; i++)
        to_length += b[i].length;
    if (cost + length_cost(from_length, to_length, of->ratio) - GAIN_ANCHORS_MOST -
            GAIN_WORDS_MOST >=
        least)
        return least;
    for (size_t i = 0; i < from_count; i++)
        for (size_t k = 0; k < to_count; k++)
            common += common_weight(of, &a[i], &b[k]);
    MarbreProfile joined = from_count > 1 ? join(a, from_count) : join(b, to_count);
    return cost + compare(of, from_count > 1 ? &joined : a, from_count > 1 ? b : &joined, common,
                          of->folds);
}

int32_t
marbre_likeness_alone(const MarbreProfile *profile)
{
    if (profile->length == 0) /* a picture */
        return MARBRE_LIKENESS_ALONE / 4;
    return profile->kind == MARBRE_BLOCK_HEADING ? MARBRE_LIKENESS_ALONE * 3 / 4
                                                 : MARBRE_LIKENESS_ALONE;
}
