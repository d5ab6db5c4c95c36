/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"

/* Words that are no cardinal numbers, and say a number all the same. */

/* Dozen, une vingtaine, deux centaines; dozens and des milliers are no numbers. */
size_t
read_collective(reader *r, const word *first)
{
    size_t start = first->start;
    amount times = amount_of(1, 0);
    figures *list = r->list;
    figure one = {.kind = FIGURE_NUMBER, .weight = WEIGHT_LITTLE, .worded = true};
    const figure *last = list->count > r->first ? &list->items[list->count - 1] : NULL;
    size_t gap = last ? reader_join(r, last->span.end) : 0;
    if (gap > 0 && gap == first->start && last->kind == FIGURE_NUMBER) {
        times = last->value;
        start = last->span.start;
        list->count--;
    } else if (!reader_counted(r, &start, &times)) {
        return first->end;
    }
    one.span = (mbr_span){start, first->end};
    one.value = amount_times(times, amount_of(first->value, 0));
    /* a dozen is une dizaine as often as une douzaine */
    if (first->value == 10 || first->value == 12)
        figure_add_other(&one, amount_times(times, amount_of(22U - first->value, 0)));
    if (first->value == 15)
        figure_add_other(&one, amount_of(14, 0));
    /* une centaine de millions */
    size_t at = reader_spaces(r, first->end), end = reader_kind(r, at, NUMERAL_OF, NULL);
    word scale;
    at = end > 0 ? reader_spaces(r, end) : 0;
    if (at > 0 && reader_word(r, at, &scale) &&
        (scale.kind == NUMERAL_SCALE ||
         (scale.kind == NUMERAL_COLLECTIVE && scale.value == 1000))) {
        unsigned power = scale.kind == NUMERAL_SCALE ? scale.value : 3;
        one.value = amount_times(one.value, amount_of(1, (int)power));
        one.scale = (int8_t)power;
        one.others = 0;
        one.span.end = scale.end;
    }
    return read_tail(r, &one);
}

size_t
read_ordinal(reader *r, const word *first)
{
    word before;
    size_t of = reader_spaces(r, first->end);
    bool part = !r->words->french && first->value >= 3 && first->value <= 10 &&
                reader_word_before(r, first->start, &before) && before.kind == NUMERAL_ONE &&
                of > 0 && reader_kind(r, of, NUMERAL_OF, NULL) > 0;
    figure one = {.span = {first->start, first->end},
                  .kind = part ? FIGURE_PART : FIGURE_ORDINAL,
                  .weight = part ? WEIGHT_LITTLE : WEIGHT_NONE,
                  .worded = true,
                  .value = amount_of(part ? 1 : first->value, 0),
                  .whole = first->value};
    reader_add(r, &one);
    return first->end;
}

/* What says a number without naming it; after a number it multiplies: two centuries, half a
 * century. */
size_t
read_hint(reader *r, const word *first)
{
    figure one = {.span = {first->start, first->end},
                  .kind = FIGURE_NUMBER,
                  .weight = WEIGHT_NONE,
                  .worded = true,
                  .value = amount_of(first->value, 0)};
    size_t start = first->start;
    amount times;
    if (first->value == 14)
        figure_add_other(&one, amount_of(15, 0));
    if (first->value >= 10 && reader_counted(r, &start, &times))
        figure_add_other(&one, amount_times(one.value, times));
    reader_add(r, &one);
    return first->end;
}

size_t
read_decade(reader *r, const word *first)
{
    figure one = {.span = {first->start, first->end},
                  .kind = FIGURE_DECADE,
                  .weight = WEIGHT_LITTLE,
                  .worded = true,
                  .value = amount_of(first->value, 0)};
    figure_add_other(&one, amount_of(1900U + first->value, 0));
    reader_add(r, &one);
    return first->end;
}

/* Années 1990, années 90, années quatre-vingt-dix. */
size_t
read_years(reader *r, const word *first)
{
    size_t at = reader_spaces(r, first->end), before = r->list->count;
    word next;
    if (at == 0)
        return first->end;
    size_t end = first->end;
    if (reader_is_digit(r, at))
        end = read_digits(r, at);
    else if (reader_word(r, at, &next) && next.kind == NUMERAL_TENS)
        end = read_cardinal(r, &next);
    else if (reader_word(r, at, &next) && next.kind == NUMERAL_UNIT && next.value == 4)
        end = read_cardinal(r, &next);
    uint64_t value;
    if (r->list->count == before)
        return end;
    figure *one = &r->list->items[r->list->count - 1];
    if (amount_whole(one->value, 2200, &value) && value % 10 == 0 && one->kind <= FIGURE_YEAR) {
        one->kind = FIGURE_DECADE;
        one->weight = WEIGHT_LITTLE;
        if (value < 100)
            figure_add_other(one, amount_of(1900 + value, 0));
    }
    return end;
}
