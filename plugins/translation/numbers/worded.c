/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"

/* Numbers in words. */

/* A number on the way: of twenty-one thousand, `below` is 21 before the scale and 0 behind. */
typedef struct sum {
    uint64_t total;
    uint64_t below;
    unsigned last_unit;  /* the unit that stands last, 0: another word does */
    unsigned last_scale; /* 0: none yet */
    unsigned largest;
    bool any;
} sum;

static const uint64_t powers[] = {1,
                                  1000,
                                  1000000,
                                  1000000000,
                                  UINT64_C(1000000000000),
                                  UINT64_C(1000000000000000),
                                  UINT64_C(1000000000000000000)};

static bool
take_small(sum *s, const word *one, bool french, bool joined_by_and)
{
    uint64_t tens = s->below % 100;
    bool unit = one->kind == NUMERAL_UNIT;
    if (french && s->last_unit == 4 && tens == 4 && one->kind == NUMERAL_TENS && one->value == 20) {
        s->below += 76;
    } else if (tens == 0) {
        if (s->any && one->value == 0)
            return false;
        if (joined_by_and && french)
            return false;
        s->below += one->value;
    } else if (french && one->kind == NUMERAL_TEEN && (tens == 60 || tens == 80)) {
        s->below += one->value;
    } else if (unit && one->value > 0 && tens % 10 == 0 && (tens > 10 || one->value > 6) &&
               (tens > 10 || french)) {
        if (joined_by_and && !(french && one->value == 1))
            return false;
        s->below += one->value;
    } else {
        return false;
    }
    s->last_unit = unit ? one->value : 0;
    return true;
}

static bool
take_scale(sum *s, unsigned power)
{
    uint64_t *to = &s->total, factor = powers[power / 3];
    uint64_t below = s->below > 0 || s->any ? s->below : 1;
    if (s->last_scale > 0 && power > s->last_scale) {
        /* thousand million, mille milliards */
        if (__builtin_add_overflow(*to, s->below, to) || __builtin_mul_overflow(*to, factor, to))
            return false;
    } else if (s->last_scale > 0 && (power == s->last_scale || s->below == 0)) {
        return false;
    } else if (__builtin_mul_overflow(below, factor, &below) ||
               __builtin_add_overflow(*to, below, to)) {
        return false;
    }
    s->below = 0;
    s->last_scale = power;
    s->largest = power > s->largest ? power : s->largest;
    return true;
}

static bool
take(sum *s, const word *one, bool french, bool joined_by_and)
{
    switch (one->kind) {
    case NUMERAL_UNIT:
    case NUMERAL_TEEN:
    case NUMERAL_TENS:
        if (!take_small(s, one, french, joined_by_and))
            return false;
        break;
    case NUMERAL_HUNDRED:
        if (joined_by_and || s->below > 99 || (s->any && s->below == 0 && !french))
            return false;
        s->below = s->below == 0 ? 100 : s->below * 100;
        s->last_unit = 0;
        break;
    case NUMERAL_SCALE:
        if (joined_by_and || !take_scale(s, one->value))
            return false;
        s->last_unit = 0;
        break;
    default:
        return false;
    }
    s->any = true;
    return true;
}

/* Between the words of one number: white space, a hyphen, or « et », "and" with both. */
static bool
next_word(const reader *r, size_t end, word *ret, bool *ret_and)
{
    size_t at = reader_join(r, end);
    *ret_and = false;
    if (at == 0 || !reader_word(r, at, ret))
        return false;
    if (ret->kind != NUMERAL_AND)
        return true;
    *ret_and = true;
    at = reader_join(r, ret->end);
    return at > 0 && reader_word(r, at, ret);
}

static bool
and_fits(const reader *r, const sum *s, const word *next)
{
    if (r->words->french)
        return s->below % 100 >= 20 && (next->value == 1 || next->value == 11);
    /* "two hundred and five", but "between two hundred and five hundred" */
    size_t at = reader_join(r, next->end);
    return next->kind <= NUMERAL_TENS && s->below % 100 == 0 && s->below > 0 &&
           (at == 0 || reader_kind(r, at, NUMERAL_HUNDRED, NULL) == 0);
}

/* The words of one number from `first` on; the end of them. */
static size_t
read_sum(const reader *r, const word *first, sum *s)
{
    bool french = r->words->french, joined = false;
    word next = *first;
    size_t end = first->start;
    while (take(s, &next, french, joined)) {
        end = next.end;
        if (!next_word(r, end, &next, &joined) || (joined && !and_fits(r, s, &next)))
            break;
        if (joined && french && next.value == 11 && s->below % 100 == 60) {
            s->below += 11; /* soixante et onze */
            end = next.end;
            break;
        }
    }
    return end;
}

/* "half", "three quarters": the part that ends before `at`, with what counts it. */
static bool
part_before(const reader *r, size_t at, size_t *start, amount *ret)
{
    word part, many;
    if (!reader_word_before(r, at, &part) || part.kind != NUMERAL_PART ||
        (part.value != 2 && part.value != 4))
        return false;
    *start = part.start;
    *ret = part.value == 2 ? amount_of(5, -1) : amount_of(25, -2);
    if (!reader_word_before(r, part.start, &many))
        return true;
    if (many.kind == NUMERAL_UNIT && many.value > 0) {
        *start = many.start;
        *ret = amount_times(*ret, amount_of(many.value, 0));
    } else if (many.kind == NUMERAL_ONE) {
        *start = many.start;
    }
    return true;
}

bool
reader_counted(const reader *r, size_t *start, amount *ret)
{
    word before, of;
    size_t from = *start;
    if (part_before(r, from, start, ret))
        return true;
    *ret = amount_of(1, 0);
    if (!reader_word_before(r, from, &before) ||
        !(before.kind == NUMERAL_ONE || (before.kind == NUMERAL_UNIT && before.value == 1)))
        return false;
    *start = before.start;
    from = before.start;
    /* half a million, a quarter of a million */
    if (reader_word_before(r, from, &of) && of.kind == NUMERAL_OF)
        from = of.start;
    (void)part_before(r, from, start, ret);
    return true;
}

static bool
is_capital(const reader *r, size_t at)
{
    return at > 0 && utf8_is_upper(utf8_at(r->data, r->size, at, NULL));
}

/* A name, as in « Trois-Rivières », "the Seven Sisters" or "Three Mile Island": a capital in
 * mid-sentence, or more than one behind it. */
static bool
is_name(const reader *r, const word *first, size_t end)
{
    size_t next = reader_join(r, end);
    if (reader_byte(r, end) == '-' && is_capital(r, next))
        return true;
    if (!utf8_is_upper((uint8_t)r->data[first->start]))
        return false;
    if (is_capital(r, next) && is_capital(r, reader_spaces(r, reader_letters(r, next))))
        return true;
    size_t before = utf8_back_space(r->data, first->start);
    return before < first->start && utf8_is_letter(utf8_before(r->data, before, NULL));
}

/* half a million, un demi-million: what counts many looks back itself */
static bool
stands_before_count(const reader *r, size_t end)
{
    word next;
    size_t at = reader_join(r, end);
    if (at == 0 || !reader_word(r, at, &next))
        return false;
    if (next.kind == NUMERAL_OF && !r->words->french) {
        at = reader_join(r, next.end);
        if (at == 0 || !reader_word(r, at, &next) || next.kind != NUMERAL_ONE)
            return false;
    }
    if (next.kind == NUMERAL_ONE) {
        at = reader_join(r, next.end);
        if (at == 0 || !reader_word(r, at, &next))
            return false;
    }
    return next.kind == NUMERAL_HUNDRED || next.kind == NUMERAL_SCALE ||
           next.kind == NUMERAL_COLLECTIVE || (next.kind == NUMERAL_HINT && next.value >= 10);
}

/* A third of, un tiers, two-thirds, trois cinquièmes. */
static size_t
read_part(reader *r, size_t start, const word *part, amount many)
{
    figure one = {.span = {start, part->end},
                  .kind = FIGURE_PART,
                  .weight = WEIGHT_LITTLE,
                  .worded = true,
                  .value = many,
                  .whole = part->value};
    if (part->start < r->taken || stands_before_count(r, part->end))
        return part->end;
    reader_add(r, &one);
    return part->end;
}

/* The part of a whole that stands behind a number: two-thirds, « deux tiers ». */
static bool
part_behind(const reader *r, size_t end, const sum *s, word *ret)
{
    size_t at = reader_join(r, end);
    if (at == 0 || s->total > 0 || s->below == 0 || s->below > 20 || !reader_word(r, at, ret))
        return false;
    if (ret->kind == NUMERAL_PART)
        return ret->value > 2 || s->below == 1;
    /* one-third, un cinquième de */
    if (ret->kind != NUMERAL_ORDINAL || s->below != 1 || ret->value < 3)
        return false;
    size_t of = reader_spaces(r, ret->end);
    bool hyphen = reader_byte(r, end) == '-' && !r->words->french;
    return hyphen || (of > 0 && reader_kind(r, of, NUMERAL_OF, NULL) > 0);
}

/* Twenty-first, « vingt et unième »: the ordinal behind the tens; its end, or 0. */
static size_t
ordinal_behind(const reader *r, size_t end, const sum *s, uint64_t *ret)
{
    word last;
    bool joined;
    if (s->below % 10 != 0 || s->below % 100 < 20 || !next_word(r, end, &last, &joined) ||
        last.kind != NUMERAL_ORDINAL || last.value >= 10 || (!joined && reader_byte(r, end) != '-'))
        return 0;
    *ret = s->total + s->below + last.value;
    return last.end;
}

/* « dix-neuf heures trente »: the minutes of the figure before, of which it makes a time. */
static bool
take_minutes(reader *r, const word *first, size_t end, const sum *s)
{
    figures *list = r->list;
    figure *last = list->count > r->first ? &list->items[list->count - 1] : NULL;
    uint64_t hours;
    if (!r->words->french || !last || last->lapse != SPAN_HOUR || !last->worded || s->total > 0 ||
        s->below == 0 || s->below > 59 || !amount_whole(last->value, 24, &hours))
        return false;
    size_t at = reader_join(r, last->span.end);
    at = at > 0 ? reader_kind(r, at, NUMERAL_SPAN, NULL) : 0;
    if (at == 0 || reader_spaces(r, at) != first->start)
        return false;
    last->kind = FIGURE_TIME;
    last->weight = WEIGHT_LITTLE;
    last->value = amount_of(hours * 60 + s->below, 0);
    last->others = 0;
    last->lapse = 0;
    last->span.end = end;
    return true;
}

size_t
read_cardinal(reader *r, const word *first)
{
    sum s = {0};
    word part;
    figure one = {.kind = FIGURE_NUMBER, .worded = true, .span = {first->start, first->end}};
    size_t end = read_sum(r, first, &s);
    if (end == first->start)
        return first->end;
    if (take_minutes(r, first, end, &s))
        return end;
    uint64_t ordinal;
    size_t behind = ordinal_behind(r, end, &s, &ordinal);
    if (behind > 0) {
        reader_add(r, &(figure){.span = {first->start, behind},
                                .kind = FIGURE_ORDINAL,
                                .weight = WEIGHT_NONE,
                                .worded = true,
                                .value = amount_of(ordinal, 0)});
        return behind;
    }
    if (part_behind(r, end, &s, &part))
        return read_part(r, first->start, &part, amount_of(s.below, 0));
    one.value = amount_of(s.total, 0);
    one.value = amount_plus(one.value, amount_of(s.below, 0));
    one.scale = (int8_t)(s.largest >= 6 && s.below == 0 ? s.largest : 0);
    bool many = first->kind == NUMERAL_SCALE || first->kind == NUMERAL_HUNDRED;
    bool names_one = r->words->french && (first->kind == NUMERAL_HUNDRED || first->value == 3);
    if (first->kind == NUMERAL_HUNDRED && (r->data[first->end - 1] | 0x20) == 's')
        return end; /* 45 cents */
    if (many) {
        size_t start = first->start;
        amount times = amount_of(1, 0);
        /* several thousand, des millions: no number */
        if (!reader_counted(r, &start, &times) && !names_one)
            return end;
        one.span.start = start;
        one.value = amount_times(one.value, times);
    }
    one.span.end = end;
    one.weight = is_name(r, first, end) ? WEIGHT_NONE : WEIGHT_FIGURE;
    return read_tail(r, &one);
}

size_t
read_words(reader *r, const word *first)
{
    switch (first->kind) {
    case NUMERAL_UNIT:
    case NUMERAL_TEEN:
    case NUMERAL_TENS:
    case NUMERAL_HUNDRED:
    case NUMERAL_SCALE:
        return read_cardinal(r, first);
    case NUMERAL_COLLECTIVE:
        return read_collective(r, first);
    case NUMERAL_ORDINAL:
        return read_ordinal(r, first);
    case NUMERAL_PART:
        return read_part(r, first->start, first, amount_of(1, 0));
    case NUMERAL_HINT:
        return read_hint(r, first);
    case NUMERAL_TENS_OF:
        return read_decade(r, first);
    case NUMERAL_MONTH: {
        size_t end = read_date_of_month(r, first);
        return end > 0 ? end : first->end;
    }
    case NUMERAL_YEARS:
        return read_years(r, first);
    default:
        return first->end;
    }
}
