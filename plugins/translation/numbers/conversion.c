/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conversion.h"

#define NEAR 0.12 /* converted numbers are rounded */

/* One of it in a metric unit; a power of ten more or less is another metric unit. */
static const double metric[] = {
    [MEASURE_MILE] = 1.609,  [MEASURE_FOOT] = 0.3048,  [MEASURE_INCH] = 2.54,
    [MEASURE_YARD] = 0.9144, [MEASURE_ACRE] = 0.4047,  [MEASURE_POUND] = 0.4536,
    [MEASURE_OUNCE] = 28.35, [MEASURE_GALLON] = 3.785,
};

static double
distance(double a, double b)
{
    return a > b ? a - b : b - a;
}

static bool
is_near(double a, double b)
{
    double larger = a > b ? a : b;
    return distance(a, b) <= NEAR * larger;
}

static bool
is_converted(const figure *imperial, const figure *other)
{
    double value = amount_approximate(imperial->value), got = amount_approximate(other->value);
    if (imperial->measure == MEASURE_FAHRENHEIT)
        return distance((value - 32) / 1.8, got) <= 2 || is_near(value / 1.8, got);
    double factor = metric[imperial->measure];
    if (imperial->square)
        factor *= factor;
    for (double power = 1e-3; power < 1e7; power *= 10) {
        if (is_near(value * factor * power, got))
            return true;
    }
    return false;
}

/* Dollars, euros, pounds and francs are worth about the same; of others any rate will do. */
static bool
is_rate(const figure *source, const figure *text)
{
    bool near[] = {[CURRENCY_DOLLAR] = true,
                   [CURRENCY_EURO] = true,
                   [CURRENCY_POUND] = true,
                   [CURRENCY_FRANC] = true,
                   [CURRENCY_SHEKEL] = false};
    double a = amount_approximate(source->value), b = amount_approximate(text->value);
    return !near[source->currency] || !near[text->currency] || (a < 2.5 * b && b < 2.5 * a);
}

conversion
conversion_of(const figure *source, const figure *text)
{
    bool money = source->currency > 0 && text->currency > 0 && source->currency != text->currency;
    if (money)
        return amount_equal(source->value, text->value) || !is_rate(source, text)
                   ? CONVERSION_NONE
                   : CONVERSION_RIGHT;
    if ((source->measure == 0) == (text->measure == 0))
        return CONVERSION_NONE;
    bool right = source->measure > 0 ? is_converted(source, text) : is_converted(text, source);
    return right ? CONVERSION_RIGHT : CONVERSION_WRONG;
}
