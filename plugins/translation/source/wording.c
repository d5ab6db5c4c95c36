/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wording.h"

#include "tokens.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define SHORTEST_SLIP 5 /* bytes of a word that may be misspelt without being another word */

static int
compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* How many of a sorted list are less than a hash, or no more than it. */
static size_t
count_below(const uint64_t *list, size_t count, uint64_t hash, bool equal)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list[middle] < hash || (equal && list[middle] == hash))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t
count_of(const uint64_t *list, size_t count, uint64_t hash)
{
    return count_below(list, count, hash, true) - count_below(list, count, hash, false);
}

static uint64_t *
sorted_hashes(const tokens *list, size_t start, size_t end)
{
    uint64_t *sorted = calloc(end - start + 1, sizeof *sorted);
    for (size_t i = start; sorted && i < end; i++)
        sorted[i - start] = list->items[i].hash;
    if (sorted)
        qsort(sorted, end - start, sizeof *sorted, compare_hashes);
    return sorted;
}

/* What a token adds to the kinds that are known. */
static unsigned
add_kinds(const word_set *small, mbr_text context, tokens *list, size_t i, unsigned kinds)
{
    const token *one = &list->items[i];
    kinds |= one->word ? WORDING_WORDS : WORDING_SLIP;
    if (!(kinds & WORDING_NUMBERS) && token_is_number(one, list->text.data))
        kinds |= WORDING_NUMBERS;
    else if (!(kinds & WORDING_NAMES) && token_is_name(list, one, small, context) &&
             !token_is_number(one, list->text.data))
        kinds |= WORDING_NAMES;
    if (token_is_quote(one->first) || (one->quoted && one->word))
        kinds |= WORDING_QUOTES;
    if (!(kinds & WORDING_FLAG) && one->word && tokens_flag_at(list, i))
        kinds |= WORDING_FLAG;
    return kinds;
}

/* The kinds of what one side has and the other has not, or not as often. */
static unsigned
kinds_of_side(const word_set *small,
              mbr_text context,
              tokens *list,
              mbr_span range,
              const uint64_t *own,
              const uint64_t *other,
              size_t other_count)
{
    unsigned kinds = 0;
    uint64_t told = 0;
    for (size_t i = range.start; i < range.end; i++) {
        uint64_t hash = list->items[i].hash;
        if (hash == told ||
            count_of(own, range.end - range.start, hash) == count_of(other, other_count, hash))
            continue;
        kinds = add_kinds(small, context, list, i, kinds);
        told = hash;
    }
    return kinds;
}

/* Two spellings of one word: but for a letter or two within, the same. */
static bool
is_misspelling(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t shorter = a_size < b_size ? a_size : b_size, longer = a_size + b_size - shorter;
    size_t head = 0, tail = 0;
    while (head < shorter && a[head] == b[head])
        head++;
    while (tail < shorter - head && a[a_size - 1 - tail] == b[b_size - 1 - tail])
        tail++;
    if (shorter < SHORTEST_SLIP || head == 0 || tail == 0 || longer - shorter > 1)
        return false;
    if (tail >= 1 && head == shorter - 2 && shorter == longer && a[head] == 'a' && b[head] == 'e')
        return false; /* one woman, many women */
    size_t left = longer - head - tail;
    return left <= 1 ||
           (left == 2 && shorter == longer && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

/* Words differ one by one, each by a slip of the pen. */
static bool
is_slip(const tokens *a, mbr_span a_range, const tokens *b, mbr_span b_range)
{
    if (a_range.end - a_range.start != b_range.end - b_range.start)
        return false;
    for (size_t i = 0; i < a_range.end - a_range.start; i++) {
        const token *x = &a->items[a_range.start + i], *y = &b->items[b_range.start + i];
        if (x->hash == y->hash)
            continue;
        if (!x->word || !y->word || utf8_is_upper(x->first) || utf8_is_upper(y->first) ||
            token_is_number(x, a->text.data) || token_is_number(y, b->text.data) ||
            !is_misspelling(a->text.data + x->start, x->end - x->start, b->text.data + y->start,
                            y->end - y->start))
            return false;
    }
    return true;
}

static bool
has_word(const tokens *list, mbr_span range)
{
    for (size_t i = range.start; i < range.end; i++)
        if (list->items[i].word)
            return true;
    return false;
}

/* Texts of the same words: the first sign or space that is written otherwise. */
static size_t
first_other(const tokens *a, const tokens *b)
{
    for (size_t i = 0; i < a->count; i++) {
        size_t x = i > 0 ? a->items[i - 1].end : 0, y = i > 0 ? b->items[i - 1].end : 0;
        size_t size = a->items[i].end - x;
        if (size != b->items[i].end - y || memcmp(a->text.data + x, b->text.data + y, size) != 0)
            return i;
    }
    return a->count;
}

static mbr_span
place_of(const tokens *list, mbr_span range)
{
    if (range.start >= range.end)
        return (mbr_span){0, list->text.size};
    return (mbr_span){list->items[range.start].start, list->items[range.end - 1].end};
}

/* The words that differ. Where one side has none, both are shown with a word that they share, or
   nobody would see where it is. */
static void
show(wording *ret, const tokens *a, mbr_span a_range, const tokens *b, mbr_span b_range)
{
    if (a_range.start == a_range.end && b_range.start == b_range.end && a->count == b->count) {
        size_t other = first_other(a, b);
        a_range = b_range = (mbr_span){other, other + (other < a->count)};
    }
    if (!has_word(a, a_range) || !has_word(b, b_range)) {
        size_t start = a_range.start;
        while (start > 0 && !a->items[--start].word)
            ;
        bool ahead = start < a_range.start && a->items[start].word;
        size_t more = !ahead && a_range.end < a->count && b_range.end < b->count;
        a_range = (mbr_span){start, a_range.end + more};
        b_range = (mbr_span){start, b_range.end + more};
    }
    ret->before = place_of(a, a_range);
    ret->after = place_of(b, b_range);
}

static unsigned
kinds_between(const word_set *small,
              mbr_text context,
              tokens *a,
              mbr_span a_range,
              tokens *b,
              mbr_span b_range)
{
    size_t a_count = a_range.end - a_range.start, b_count = b_range.end - b_range.start;
    uint64_t *x = sorted_hashes(a, a_range.start, a_range.end);
    uint64_t *y = sorted_hashes(b, b_range.start, b_range.end);
    unsigned kinds = 0;
    if (x && y)
        kinds = kinds_of_side(small, context, a, a_range, x, y, b_count) |
                kinds_of_side(small, context, b, b_range, y, x, a_count);
    if (x && y && kinds == 0)
        kinds = a_count > 0 || b_count > 0 ? WORDING_WORDS : WORDING_SLIP; /* another order */
    free(x);
    free(y);
    return kinds;
}

static bool
compare(const word_set *small, mbr_text context, tokens *a, tokens *b, wording *ret)
{
    size_t shorter = a->count < b->count ? a->count : b->count, head = 0, tail = 0;
    while (head < shorter && a->items[head].hash == b->items[head].hash)
        head++;
    while (tail < shorter - head &&
           a->items[a->count - 1 - tail].hash == b->items[b->count - 1 - tail].hash)
        tail++;
    mbr_span a_range = {head, a->count - tail}, b_range = {head, b->count - tail};
    show(ret, a, a_range, b, b_range);
    ret->kinds = is_slip(a, a_range, b, b_range)
                     ? WORDING_SLIP
                     : kinds_between(small, context, a, a_range, b, b_range);
    return ret->kinds != 0;
}

bool
wording_compare(
    const word_set *small, mbr_text context, mbr_text before, mbr_text after, wording *ret)
{
    *ret = (wording){0};
    if (before.size == after.size && memcmp(before.data, after.data, after.size) == 0)
        return true;
    tokens a = {0}, b = {0};
    bool good =
        tokens_read(&a, before) && tokens_read(&b, after) && compare(small, context, &a, &b, ret);
    tokens_clear(&a);
    tokens_clear(&b);
    return good;
}

unsigned
wording_kinds(const word_set *small, mbr_text context, mbr_text passage)
{
    tokens list = {0};
    unsigned kinds = 0;
    if (tokens_read(&list, passage))
        for (size_t i = 0; i < list.count; i++)
            kinds = add_kinds(small, context, &list, i, kinds);
    tokens_clear(&list);
    return kinds;
}
