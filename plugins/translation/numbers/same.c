/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tally.h"

/* Whether two figures say the same. */

static amount
value_at(const figure *of, size_t i)
{
    return i == 0 ? of->value : of->other[i - 1];
}

static bool
share_value(const figure *a, const figure *b)
{
    for (size_t i = 0; i <= a->others; i++) {
        for (size_t k = 0; k <= b->others; k++) {
            if (amount_equal(value_at(a, i), value_at(b, k)))
                return true;
        }
    }
    return false;
}

static bool
same_share(const figure *part, const figure *other, double value)
{
    double share = amount_approximate(part->value) / part->whole;
    switch (other->kind) {
    case FIGURE_PART:
        return part->whole * value == other->whole * amount_approximate(part->value);
    case FIGURE_PERCENT:
        return value == share || (value - 100 * share <= 1 && 100 * share - value <= 1);
    case FIGURE_POINTS:
        return value == share;
    case FIGURE_ORDINAL: /* « un tiers » and "third" */
        return value == part->whole;
    case FIGURE_NUMBER:
        return value == share || (other->lapse == SPAN_MINUTE && value == 60 * share) ||
               (other->lapse == SPAN_MONTH && value == 12 * share);
    default:
        return false;
    }
}

static bool
same_part(const figure *part, const figure *other)
{
    for (size_t i = 0; i <= other->others; i++) {
        if (same_share(part, other, amount_approximate(value_at(other, i))))
            return true;
    }
    return false;
}

static bool
agree(uint64_t a, uint64_t b)
{
    return a == 0 || b == 0 || a == b;
}

static bool
same_date(const figure *date, const figure *other)
{
    uint64_t day = 0, value = 0;
    (void)amount_whole(date->value, 31, &day);
    if (other->kind == FIGURE_DATE) {
        (void)amount_whole(other->value, 31, &value);
        bool shared = (day > 0 && day == value) || date->month == other->month;
        return agree(day, value) && agree(date->month, other->month) &&
               agree(date->whole, other->whole) && shared;
    }
    if (other->kind > FIGURE_YEAR || other->kind == FIGURE_PERCENT || other->kind == FIGURE_PART)
        return false;
    return amount_whole(other->value, 9999, &value) && value > 0 &&
           (value == day || value == date->whole);
}

/* 9 p.m. and « 21 heures », which is also a number of hours. */
static bool
same_time(const figure *time, const figure *other)
{
    uint64_t minutes = 0, value = 0;
    (void)amount_whole(time->value, 36U * 60, &minutes);
    if (other->kind == FIGURE_TIME)
        return amount_whole(other->value, 36U * 60, &value) && value == minutes;
    if (other->kind != FIGURE_NUMBER || !amount_whole(other->value, 60, &value))
        return false;
    /* « 1h52 » may be an hour and 52 minutes */
    return (other->lapse == SPAN_HOUR && value * 60 == minutes) ||
           (other->lapse == SPAN_MINUTE && value == minutes % 60);
}

bool
tally_same(const figure *a, const figure *b)
{
    if (a->kind == FIGURE_DATE || b->kind == FIGURE_DATE)
        return a->kind == FIGURE_DATE ? same_date(a, b) : same_date(b, a);
    if (a->kind == FIGURE_TIME || b->kind == FIGURE_TIME)
        return a->kind == FIGURE_TIME ? same_time(a, b) : same_time(b, a);
    if (a->kind == FIGURE_PART || b->kind == FIGURE_PART)
        return a->kind == FIGURE_PART ? same_part(a, b) : same_part(b, a);
    bool points = (a->kind == FIGURE_POINTS && b->kind == FIGURE_PERCENT) ||
                  (a->kind == FIGURE_PERCENT && b->kind == FIGURE_POINTS);
    bool money = a->currency != b->currency && a->currency > 0 && b->currency > 0;
    return !points && !money && share_value(a, b);
}
