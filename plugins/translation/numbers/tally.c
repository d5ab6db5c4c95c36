/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tally.h"

#include "conversion.h"
#include "grow.h"
#include "likeness.h"

#include <stdlib.h>

#define MOST_OF_A_TEXT 200 /* figures of a paragraph: of more nothing is said */
#define MOST_COMPARED 400  /* left over in an article */
#define MOST_LEFT 32       /* of a paragraph: more are a table, or another text */

/* One language's figures, and where those of each text begin. */
typedef struct side {
    const figures *list;
    const figure **answer; /* of each figure, the one that says the same */
    size_t *begins;
    size_t texts;
} side;

typedef struct range {
    size_t first, last;
} range;

typedef struct work {
    side source, text;
    const pairing *pairs;
    size_t count;
    tally *found;
    bool failed;
} work;

static bool
side_make(side *of, const figures *list, size_t texts)
{
    of->list = list;
    of->texts = texts;
    of->answer = calloc(list->count + 1, sizeof(const figure *));
    of->begins = calloc(texts + 1, sizeof(size_t));
    if (!of->answer || !of->begins)
        return false;
    size_t at = 0;
    for (size_t i = 0; i <= texts; i++) {
        while (at < list->count && list->items[at].text < i)
            at++;
        of->begins[i] = at;
    }
    return true;
}

static void
side_clear(side *of)
{
    free(of->answer);
    free(of->begins);
}

static range
range_of(const side *of, size_t text, size_t count)
{
    return (range){of->begins[text], of->begins[text + count]};
}

static range
source_range(const work *w, size_t pair)
{
    return range_of(&w->source, w->pairs[pair].source, w->pairs[pair].source_count);
}

static range
text_range(const work *w, size_t pair)
{
    return range_of(&w->text, w->pairs[pair].text, w->pairs[pair].text_count);
}

static void
answer(work *w, size_t source, size_t text)
{
    w->source.answer[source] = &w->text.list->items[text];
    w->text.answer[text] = &w->source.list->items[source];
}

/* Figures of like kind first: 5 % is rather answered by 5 % than by 5. */
static void
match(work *w, range from, range to, bool strict)
{
    if (to.last - to.first > MOST_OF_A_TEXT || from.last - from.first > MOST_OF_A_TEXT)
        return;
    for (size_t i = from.first; i < from.last; i++) {
        const figure *one = &w->source.list->items[i];
        for (size_t k = to.first; !w->source.answer[i] && k < to.last; k++) {
            const figure *other = &w->text.list->items[k];
            bool alike = other->kind == one->kind && amount_equal(other->value, one->value) &&
                         figure_matter(other) == figure_matter(one);
            if (w->text.answer[k] || (strict && !alike))
                continue;
            if (tally_same(one, other))
                answer(w, i, k);
        }
    }
}

static void
match_pairs(work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        match(w, source_range(w, i), text_range(w, i), true);
        match(w, source_range(w, i), text_range(w, i), false);
    }
    for (size_t i = 0; i + 1 < w->count; i++) {
        match(w, source_range(w, i), text_range(w, i + 1), false);
        match(w, source_range(w, i + 1), text_range(w, i), false);
    }
}

/* What is left, wherever it stands. */
static bool
match_article(work *w)
{
    size_t from[MOST_COMPARED], to[MOST_COMPARED], from_count = 0, to_count = 0;
    for (size_t i = 0; i < w->source.list->count; i++) {
        if (w->source.answer[i])
            continue;
        if (from_count == MOST_COMPARED)
            return false;
        from[from_count++] = i;
    }
    for (size_t i = 0; i < w->text.list->count; i++) {
        if (w->text.answer[i])
            continue;
        if (to_count == MOST_COMPARED)
            return false;
        to[to_count++] = i;
    }
    for (size_t i = 0; i < from_count; i++) {
        for (size_t k = 0; k < to_count && !w->source.answer[from[i]]; k++) {
            if (!w->text.answer[to[k]] &&
                tally_same(&w->source.list->items[from[i]], &w->text.list->items[to[k]]))
                answer(w, from[i], to[k]);
        }
    }
    return true;
}

static void
add(work *w, tally_fault fault)
{
    if (!grow(&w->found->items, &w->found->room, w->found->count, sizeof fault))
        w->failed = true;
    else
        w->found->items[w->found->count++] = fault;
}

/* What nothing answers in one pair. */
typedef struct left {
    const figure *items[MOST_LEFT];
    size_t at[MOST_LEFT];
    size_t count;
    bool too_many;
} left;

/* Beside a sum in another currency, or a length in another unit: for the readers of one language
 * only. */
static bool
is_aside(const figures *list, const figure *one)
{
    const figure *before = one > list->items ? one - 1 : NULL;
    const figure *behind = one + 1 < list->items + list->count ? one + 1 : NULL;
    const figure *beside[] = {before, behind};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        const figure *other = beside[i];
        if (!other || other->text != one->text)
            continue;
        if (one->currency > 0 && other->currency > 0 && other->currency != one->currency)
            return true;
        if (one->measure > 0 && other->metric)
            return true;
    }
    return false;
}

static void
left_find(left *of, const side *from, range in)
{
    of->count = 0;
    of->too_many = false;
    for (size_t i = in.first; i < in.last; i++) {
        const figure *one = &from->list->items[i];
        if (from->answer[i] || one->weight == WEIGHT_NONE)
            continue;
        if (of->count == MOST_LEFT) {
            of->too_many = true;
            return;
        }
        of->at[of->count] = i - in.first;
        of->items[of->count++] = one;
    }
}

static void
settle(work *w, size_t pair, left *source, size_t i, left *text, size_t k)
{
    const figure *one = source->items[i], *other = text->items[k];
    conversion way = conversion_of(one, other);
    if (way == CONVERSION_NONE)
        add(w, (tally_fault){TALLY_OTHER, pair, one, other});
    else if (way == CONVERSION_WRONG)
        add(w, (tally_fault){TALLY_CONVERTED, pair, one, other});
    source->items[i] = NULL;
    text->items[k] = NULL;
}

static bool
settle_best(work *w, size_t pair, left *source, left *text)
{
    int best = -1000;
    size_t best_i = 0, best_k = 0;
    for (size_t i = 0; i < source->count; i++) {
        for (size_t k = 0; k < text->count; k++) {
            if (!source->items[i] || !text->items[k] ||
                !figure_may_replace(source->items[i], text->items[k]))
                continue;
            size_t a = source->at[i], b = text->at[k];
            int like = figure_likeness(source->items[i], text->items[k], a > b ? a - b : b - a);
            if (conversion_of(source->items[i], text->items[k]) == CONVERSION_RIGHT)
                like += 100;
            like -= is_aside(w->text.list, text->items[k]) ? 40 : 0;
            like -= is_aside(w->source.list, source->items[i]) ? 40 : 0;
            if (like > best) {
                best = like;
                best_i = i;
                best_k = k;
            }
        }
    }
    if (best == -1000)
        return false;
    settle(w, pair, source, best_i, text, best_k);
    return true;
}

/* The value is in this paragraph already, or in one beside it: said once less, or once more. */
static bool
is_said_near(const work *w, const side *in, const figure *one, size_t pair, bool source)
{
    size_t first = pair > 0 ? pair - 1 : 0;
    for (size_t i = first; i < w->count && i <= pair + 1; i++) {
        range near = source ? source_range(w, i) : text_range(w, i);
        if (near.last - near.first > MOST_OF_A_TEXT)
            return true;
        for (size_t k = near.first; k < near.last; k++) {
            if (tally_same(one, &in->list->items[k]))
                return true;
        }
    }
    return false;
}

static bool
is_in_source(const work *w, const figure *one)
{
    for (size_t i = 0; i < w->source.list->count; i++) {
        if (tally_same(&w->source.list->items[i], one))
            return true;
    }
    return false;
}

static void
tell_alone(work *w, size_t pair, const left *source, const left *text)
{
    for (size_t i = 0; i < source->count; i++) {
        const figure *one = source->items[i];
        if (one && one->weight >= WEIGHT_WORD && figure_is_quantity(one) && one->measure == 0 &&
            !is_said_near(w, &w->text, one, pair, false) && !is_aside(w->source.list, one))
            add(w, (tally_fault){TALLY_LOST, pair, one, NULL});
    }
    for (size_t i = 0; i < text->count; i++) {
        const figure *one = text->items[i];
        if (one && one->weight == WEIGHT_FIGURE && figure_is_quantity(one) &&
            !is_said_near(w, &w->source, one, pair, true) && !is_in_source(w, one) &&
            !is_aside(w->text.list, one))
            add(w, (tally_fault){TALLY_ADDED, pair, NULL, one});
    }
}

/* What is left in one pair: other numbers first, then those that stand alone. */
static void
judge_pair(work *w, size_t pair)
{
    left source, text;
    if (w->pairs[pair].source_count == 0 || w->pairs[pair].text_count == 0)
        return;
    left_find(&source, &w->source, source_range(w, pair));
    left_find(&text, &w->text, text_range(w, pair));
    if (source.too_many || text.too_many)
        return;
    while (settle_best(w, pair, &source, &text))
        ;
    tell_alone(w, pair, &source, &text);
}

static size_t
texts_of(const pairing *pairs, size_t count, bool source)
{
    size_t texts = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end =
            source ? pairs[i].source + pairs[i].source_count : pairs[i].text + pairs[i].text_count;
        texts = end > texts ? end : texts;
    }
    return texts;
}

bool
tally_take(
    tally *of, const figures *source, const figures *text, const pairing *pairs, size_t pair_count)
{
    work w = {.pairs = pairs, .count = pair_count, .found = of};
    if (source->too_many || text->too_many || pair_count == 0)
        return true;
    w.failed = !side_make(&w.source, source, texts_of(pairs, pair_count, true)) ||
               !side_make(&w.text, text, texts_of(pairs, pair_count, false));
    if (!w.failed) {
        match_pairs(&w);
        if (match_article(&w)) {
            for (size_t i = 0; i < pair_count && !w.failed; i++)
                judge_pair(&w, i);
        }
    }
    side_clear(&w.source);
    side_clear(&w.text);
    return !w.failed;
}

void
tally_clear(tally *of)
{
    free(of->items);
    *of = (tally){0};
}
