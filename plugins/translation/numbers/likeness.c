/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "likeness.h"

int
figure_matter(const figure *of)
{
    if (of->kind != FIGURE_NUMBER)
        return of->kind == FIGURE_YEAR ? 0 : 1;
    if (of->currency > 0)
        return of->measure > 0 ? 0 : 2; /* pounds are either */
    if (of->measure > 0 || of->metric)
        return of->measure == MEASURE_POUND ? 0 : 3;
    return of->lapse > 0 ? 4 : 0;
}

bool
figure_is_quantity(const figure *of)
{
    return of->kind == FIGURE_NUMBER || of->kind == FIGURE_PERCENT || of->kind == FIGURE_POINTS;
}

static bool
could_be_hours(const figure *of)
{
    return of->kind == FIGURE_TIME ||
           (of->kind == FIGURE_NUMBER && of->lapse == SPAN_HOUR && !of->worded);
}

bool
figure_may_replace(const figure *source, const figure *text)
{
    if (source->weight == WEIGHT_NONE || text->weight == WEIGHT_NONE)
        return false;
    if (source->kind == FIGURE_TIME || text->kind == FIGURE_TIME)
        return could_be_hours(source) && could_be_hours(text);
    bool shares = (source->kind == FIGURE_PART && text->kind == FIGURE_PERCENT) ||
                  (source->kind == FIGURE_PERCENT && text->kind == FIGURE_PART);
    if (!figure_is_quantity(source) || !figure_is_quantity(text))
        return source->kind == text->kind || shares;
    /* Miles become kilometres, or stay miles. */
    if (source->measure > 0 && source->measure != MEASURE_POUND && text->measure == 0 &&
        !text->metric)
        return false;
    if (source->weight + text->weight <= WEIGHT_LITTLE + WEIGHT_LITTLE)
        return false;
    int from = figure_matter(source), to = figure_matter(text);
    if (from != to && from > 0 && to > 0)
        return false;
    /* A small number in words is no other spelling of a large one in digits. */
    bool small = source->worded && source->weight < WEIGHT_FIGURE;
    if (small && !text->worded && amount_approximate(text->value) > 20)
        return false;
    small = text->worded && text->weight < WEIGHT_FIGURE;
    return !small || source->worded || amount_approximate(source->value) <= 20;
}

/* 34 and 43: the same digits in another order. */
static bool
is_transposed(uint64_t a, uint64_t b)
{
    int count[10] = {0};
    for (; a > 0; a /= 10)
        count[a % 10]++;
    for (; b > 0; b /= 10)
        count[b % 10]--;
    for (int i = 0; i < 10; i++) {
        if (count[i] != 0)
            return false;
    }
    return true;
}

int
figure_likeness(const figure *source, const figure *text, size_t apart)
{
    int like = 0;
    if (source->value.digits == text->value.digits && source->value.digits > 0)
        like += 60;
    for (size_t i = 0; i < text->others; i++)
        like += source->value.digits == text->other[i].digits ? 20 : 0;
    like += source->kind == text->kind ? 40 : 0;
    like += source->currency == text->currency ? 10 : 0;
    like += source->lapse == text->lapse ? 10 : 0;
    like += source->worded == text->worded ? 10 : 0;
    like += source->scale == text->scale ? 10 : 0;
    like += source->kind == FIGURE_DATE && source->month == text->month ? 20 : 0;
    double a = amount_approximate(source->value), b = amount_approximate(text->value);
    like += a > 0 && b > 0 ? (int)(20 * (a < b ? a / b : b / a)) : 0;
    like += is_transposed(source->value.digits, text->value.digits) ? 25 : 0;
    return like - (apart > 30 ? 30 : (int)apart);
}
