/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"

#include <string.h>

/* What stands behind a number. */

#define LONGEST_CHAIN 8 /* numbers of a list that share a unit */

static void
multiply(figure *one, amount by)
{
    one->value = amount_times(one->value, by);
    for (size_t i = 0; i < one->others; i++)
        one->other[i] = amount_times(one->other[i], by);
}

/* m and M: millions beside money, metres else, or either. */
static size_t
million_at(const reader *r, size_t at, figure *one, unsigned *ret_power)
{
    uint8_t c = reader_byte(r, at), next = reader_byte(r, at + 1);
    if ((c != 'm' && c != 'M') || reader_is_letter(next) || utf8_is_digit(next))
        return 0;
    bool money =
        one->currency > 0 || utf8_at(r->data, r->size, at + 1, NULL) == 0x20ac || next == '$';
    if (!money && c == 'm') {
        figure_add_other(one, amount_times(one->value, amount_of(1, 6)));
        return 0;
    }
    *ret_power = 6;
    return at + 1;
}

/* The scale that stands at `at`; its end, or 0. */
static size_t
scale_at(const reader *r, size_t at, figure *one, unsigned *ret_power)
{
    word next;
    size_t million = one->worded ? 0 : million_at(r, at, one, ret_power);
    if (million > 0 || !reader_word(r, at, &next))
        return million;
    bool shorter = next.kind == NUMERAL_SHORT && !one->worded;
    if (next.kind != NUMERAL_SCALE && !shorter &&
        !(next.kind == NUMERAL_HUNDRED && !r->words->french))
        return 0;
    *ret_power = next.kind == NUMERAL_HUNDRED ? 2 : next.value;
    return next.end;
}

/* Scale words, one or more. */
static size_t
read_scales(const reader *r, size_t end, figure *one)
{
    for (int i = 0; i < 3; i++) {
        unsigned power = 0;
        bool attached = reader_is_letter(reader_byte(r, end));
        size_t at = attached ? end : reader_join(r, end);
        size_t behind = at > 0 ? scale_at(r, at, one, &power) : 0;
        if (behind == 0)
            return end;
        multiply(one, amount_of(1, (int)power));
        one->scale = (int8_t)(one->scale + (int)power);
        if (one->kind == FIGURE_YEAR)
            one->kind = FIGURE_NUMBER;
        end = behind;
    }
    return end;
}

/* "two and a half", « deux ans et demi », « un million et demi », with a scale behind. */
static size_t
read_half(reader *r, size_t end, figure *one)
{
    word next;
    size_t at = reader_join(r, end);
    if (at == 0 || !reader_word(r, at, &next))
        return end;
    if (r->words->french && next.kind != NUMERAL_AND) {
        at = reader_spaces(r, next.end);
        if (at == 0 || !reader_word(r, at, &next))
            return end;
    }
    at = next.kind == NUMERAL_AND ? reader_join(r, next.end) : 0;
    if (at == 0 || !reader_word(r, at, &next))
        return end;
    if (!r->words->french) {
        at = next.kind == NUMERAL_ONE ? reader_join(r, next.end) : 0;
        if (at == 0 || !reader_word(r, at, &next))
            return end;
    }
    if (next.kind != NUMERAL_PART || next.value != 2)
        return end;
    one->value = amount_plus(one->value, amount_of(5, one->scale - 1));
    r->taken = next.end;
    return r->words->french && one->scale == 0 ? end : next.end;
}

/* % or its words behind the number; the end, or 0. */
static size_t
percent_at(const reader *r, size_t end, figure *one)
{
    word next;
    size_t at = reader_join(r, end), behind;
    at = at > 0 ? at : end;
    one->kind = FIGURE_PERCENT;
    if (reader_byte(r, at) == '%')
        return at + 1;
    if (at == end || !reader_word(r, at, &next))
        return 0;
    if (next.kind == NUMERAL_PERCENT)
        return next.end;
    size_t stop = next.end + (next.end - next.start == 1 && reader_byte(r, next.end) == '.');
    at = reader_spaces(r, stop);
    if (next.kind == NUMERAL_PER && at > 0) {
        behind = reader_kind(r, at, r->words->french ? NUMERAL_HUNDRED : NUMERAL_CENT, NULL);
        return behind > 0 || stop == next.end || !reader_is_digit(r, at) ? behind : at + 3;
    }
    one->kind = FIGURE_POINTS;
    if (next.kind == NUMERAL_SHARE && at > 0)
        return reader_kind(r, at, NUMERAL_POINT, NULL);
    behind = next.kind == NUMERAL_POINT && at > 0 ? reader_kind(r, at, NUMERAL_OF, NULL) : 0;
    at = behind > 0 ? reader_spaces(r, behind) : 0;
    return at > 0 ? reader_kind(r, at, NUMERAL_SHARE, NULL) : 0;
}

/* Units that change the number when they change: hours and days, months and years. */
static void
add_lapse(figure *one, unsigned lapse)
{
    static const struct {
        uint8_t lapse;
        uint16_t times, parts;
    } ways[] = {{SPAN_MINUTE, 1, 60}, {SPAN_HOUR, 1, 24},    {SPAN_DAY, 1, 7},
                {SPAN_WEEK, 7, 1},    {SPAN_MONTH, 1, 12},   {SPAN_YEAR, 12, 1},
                {SPAN_DECADE, 10, 1}, {SPAN_CENTURY, 100, 1}};
    uint64_t value;
    one->lapse = (uint8_t)lapse;
    bool whole = amount_whole(one->value, 1000000, &value);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].lapse != lapse)
            continue;
        amount by = amount_of(ways[i].times, 0);
        bool even = whole && value % ways[i].parts == 0;
        bool half = whole && ways[i].parts == 12 && value % 6 == 0;
        if (!even && !half && ways[i].parts > 1)
            continue;
        amount other = even ? amount_of(value / ways[i].parts, 0) : amount_of(value / 6 * 5, -1);
        other = ways[i].parts > 1 ? other : amount_times(one->value, by);
        figure_add_other(one, other);
        /* 24 hours are a day, twelve months a year: nothing need be said of that */
        if (amount_equal(other, amount_of(1, 0)) && one->weight > WEIGHT_LITTLE)
            one->weight = WEIGHT_LITTLE;
    }
    if (lapse == SPAN_WEEK && whole && value == 2)
        figure_add_other(one, amount_of(15, 0));
    if (lapse == SPAN_WEEK && whole && value == 1)
        figure_add_other(one, amount_of(8, 0));
}

/* The unit in the words behind: of money, of measure, of time. */
static void
read_unit(const reader *r, size_t end, figure *one)
{
    size_t length, at = end;
    for (int i = 0; i < 3; i++) {
        size_t next = reader_join(r, at);
        uint32_t c = utf8_at(r->data, r->size, next > 0 ? next : at, &length);
        if (c == '$' || c == 0x20ac || c == 0xa3) {
            one->currency = c == '$' ? CURRENCY_DOLLAR : c == 0xa3 ? CURRENCY_POUND : CURRENCY_EURO;
            return;
        }
        if (c == 0xb0) { /* ° */
            uint32_t scale = utf8_at(r->data, r->size, (next > 0 ? next : at) + length, NULL);
            one->measure = scale == 'C' ? 0 : MEASURE_FAHRENHEIT;
            one->metric = scale == 'C' || r->words->french;
            return;
        }
        if (i > 0 && utf8_is_apostrophe(c))
            next = at + length;
        if (next == 0 && i == 0 && reader_is_letter((uint8_t)reader_byte(r, at)))
            next = at;
        word unit;
        if (next == 0 || !reader_word(r, next, &unit))
            return;
        at = unit.end;
        switch (unit.kind) {
        case NUMERAL_CURRENCY:
            one->currency = (uint8_t)unit.value;
            return;
        case NUMERAL_MEASURE:
            one->measure = (uint8_t)unit.value;
            one->measure = unit.value == MEASURE_FAHRENHEIT && r->words->french ? 0 : one->measure;
            return;
        case NUMERAL_METRIC:
            one->metric = true;
            return;
        case NUMERAL_SPAN:
            add_lapse(one, unit.value);
            return;
        case NUMERAL_BASIS:
            figure_add_other(one, amount_times(one->value, amount_of(1, -2)));
            return;
        case NUMERAL_SQUARE:
            one->square = true;
            break;
        case NUMERAL_OF:
        case NUMERAL_ADJECTIVE:
            break;
        default:
            return;
        }
    }
}

/* What stands between two ends of a range or two of a list: a hyphen, a comma, "to", « et ». */
static bool
is_between(const reader *r, size_t at, size_t next)
{
    size_t length, space = reader_spaces(r, at), to = 0;
    uint32_t c = utf8_at(r->data, r->size, at, &length);
    if (c == '-' || c == 0x2013 || c == ',') {
        at += length;
    } else {
        to = space > 0 ? reader_kind(r, space, NUMERAL_TO, NULL) : 0;
        at = space > 0 && to == 0 ? reader_kind(r, space, NUMERAL_AND, NULL) : to;
    }
    space = at > 0 ? reader_spaces(r, at) : 0;
    return at > 0 && (space > 0 ? space : at) == next;
}

void
reader_chain(reader *r, figure *one)
{
    figures *list = r->list;
    size_t start = one->span.start;
    bool money = one->currency > 0 && one->kind == FIGURE_NUMBER;
    for (size_t i = list->count; i > r->first && list->count - i < LONGEST_CHAIN; i--) {
        figure *last = &list->items[i - 1];
        if (last->kind != FIGURE_NUMBER || last->span.end > start ||
            !is_between(r, last->span.end, start))
            return;
        uint64_t hours;
        if (one->scale > 0 && last->scale == 0)
            figure_add_other(last, amount_times(last->value, amount_of(1, one->scale)));
        if (one->kind == FIGURE_TIME && amount_whole(last->value, 12, &hours) && last->lapse == 0) {
            /* 3-5 p.m. */
            bool later = amount_approximate(one->value) >= 720;
            last->kind = FIGURE_TIME;
            last->weight = one->weight;
            last->value = amount_of((hours % 12 + (later ? 12 : 0)) * 60, 0);
            last->others = 0;
        }
        last->currency = last->currency == 0 && money ? one->currency : last->currency;
        last->measure = last->measure == 0 ? one->measure : last->measure;
        last->metric |= one->metric;
        last->square |= one->square;
        last->lapse = last->lapse == 0 ? one->lapse : last->lapse;
        start = last->span.start;
    }
}

/* Two of five: as many percent. */
static void
read_ratio(reader *r, figure *one)
{
    size_t length, at = utf8_back_space(r->data, one->span.start);
    uint64_t whole, many = 1;
    word in, number;
    (void)utf8_before(r->data, one->span.start, &length);
    if (at == one->span.start || !amount_whole(one->value, 100, &whole) || whole < 2 ||
        !reader_word_before(r, one->span.start, &in))
        return;
    if (in.kind != NUMERAL_IN && (in.kind != NUMERAL_OF || r->words->french))
        return;
    figure *last = r->list->count > r->first ? &r->list->items[r->list->count - 1] : NULL;
    if (last && in.kind == NUMERAL_IN && amount_equal(last->value, one->value))
        last->weight = one->weight = WEIGHT_NONE; /* « 24 heures sur 24 » */
    if (reader_word_before(r, in.start, &number) && number.kind == NUMERAL_UNIT)
        many = number.value;
    if (many > 0 && many < whole && 100 % whole == 0)
        figure_add_other(one, amount_of(100 / whole * many, 0));
}

/* « 9 heures du soir »: a time, and no number of hours. */
static bool
read_hours(const reader *r, size_t end, figure *one)
{
    uint64_t hours;
    bool morning = false;
    word hour;
    size_t at = reader_join(r, end);
    at = at > 0 ? at : end;
    if (!r->words->french || one->lapse != SPAN_HOUR || !amount_whole(one->value, 24, &hours) ||
        !reader_word(r, at, &hour))
        return false;
    bool evening = reader_evening(r, hour.end, &morning);
    if (!evening && !morning)
        return false;
    one->kind = FIGURE_TIME;
    one->weight = WEIGHT_LITTLE;
    one->value = amount_of((hours + (evening && hours < 12 ? 12 : 0)) * 60, 0);
    one->others = 0;
    one->lapse = 0;
    one->span.end = hour.end;
    return true;
}

/* Small numbers in words come and go in translation; neuf is also new. */
static void
weigh(const reader *r, figure *one)
{
    uint64_t value;
    if (one->kind != FIGURE_NUMBER || !amount_whole(one->value, 10, &value))
        return;
    uint8_t most = WEIGHT_FIGURE;
    if (value == 0)
        most = WEIGHT_NONE;
    else if (one->worded)
        most = value <= 2 || (value == 9 && r->words->french) ? WEIGHT_LITTLE : WEIGHT_WORD;
    one->weight = one->weight < most ? one->weight : most;
}

/* 2019-20: the second year is said by its end. */
static void
read_second_year(const reader *r, figure *one)
{
    const figures *list = r->list;
    const figure *last = list->count > r->first ? &list->items[list->count - 1] : NULL;
    uint64_t year, end;
    if (!last || last->kind != FIGURE_YEAR || last->span.end + 1 != one->span.start ||
        (r->data[last->span.end] != '-' && r->data[last->span.end] != '/') ||
        one->span.end - one->span.start != 2 || !amount_whole(last->value, 9999, &year) ||
        !amount_whole(one->value, 99, &end))
        return;
    one->kind = FIGURE_YEAR;
    one->value = amount_of(year / 100 * 100 + end, 0);
}

size_t
read_tail(reader *r, figure *one)
{
    size_t end = read_scales(r, one->span.end, one);
    size_t half = read_half(r, end, one);
    end = half > end ? read_scales(r, half, one) : end;
    figure percent = *one;
    size_t behind = percent_at(r, end, &percent);
    if (behind > 0) {
        bool single = percent.worded && amount_equal(percent.value, amount_of(1, 0));
        *one = percent;
        one->weight = single ? WEIGHT_LITTLE : WEIGHT_FIGURE; /* "a percentage point" */
        end = behind;
    } else {
        read_unit(r, end, one);
    }
    one->span.end = end;
    reader_chain(r, one);
    read_ratio(r, one);
    bool timed = read_hours(r, end, one);
    read_second_year(r, one);
    bool unit = one->currency > 0 || one->measure > 0 || one->metric || one->lapse > 0;
    if (one->kind == FIGURE_YEAR && unit)
        one->kind = FIGURE_NUMBER;
    bool whole = one->kind == FIGURE_PERCENT && amount_equal(one->value, amount_of(100, 0));
    if ((one->kind == FIGURE_YEAR || whole) && one->weight > WEIGHT_LITTLE)
        one->weight = WEIGHT_LITTLE; /* 100 percent is often "wholly" */
    weigh(r, one);
    bool nothing = one->kind == FIGURE_NUMBER && amount_equal(one->value, amount_of(1, 0));
    if (!nothing || timed)
        reader_add(r, one);
    return one->span.end;
}
