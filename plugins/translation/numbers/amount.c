/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "amount.h"

#define MOST_DIGITS 18
#define MOST_POWER 60

static amount
largest(void)
{
    return (amount){.digits = 1, .power = MOST_POWER};
}

amount
amount_of(uint64_t digits, int power)
{
    if (digits == 0)
        return (amount){0};
    while (digits % 10 == 0) {
        digits /= 10;
        power++;
    }
    if (power > MOST_POWER || power < -MOST_POWER)
        return largest();
    return (amount){.digits = digits, .power = (int8_t)power};
}

bool
amount_read(const char *text, size_t size, size_t point, amount *ret)
{
    uint64_t digits = 0;
    int count = 0, decimals = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            continue;
        if (count > 0 || text[i] != '0')
            count++;
        if (count > MOST_DIGITS)
            return false;
        digits = digits * 10 + (uint64_t)(text[i] - '0');
        decimals += i >= point;
        if (decimals > MOST_POWER)
            return false;
    }
    *ret = amount_of(digits, -decimals);
    return true;
}

amount
amount_times(amount a, amount b)
{
    uint64_t digits;
    if (__builtin_mul_overflow(a.digits, b.digits, &digits))
        return largest();
    return amount_of(digits, a.power + b.power);
}

/* The digits with `by` zeros behind them. */
static bool
shift(uint64_t *digits, int by)
{
    while (by-- > 0) {
        if (__builtin_mul_overflow(*digits, UINT64_C(10), digits))
            return false;
    }
    return true;
}

amount
amount_plus(amount a, amount b)
{
    int power = a.power < b.power ? a.power : b.power;
    uint64_t sum;
    if (a.digits == 0 || b.digits == 0)
        return a.digits == 0 ? b : a;
    if (!shift(&a.digits, a.power - power) || !shift(&b.digits, b.power - power) ||
        __builtin_add_overflow(a.digits, b.digits, &sum))
        return largest();
    return amount_of(sum, power);
}

double
amount_approximate(amount of)
{
    double value = (double)of.digits;
    for (int i = 0; i < of.power; i++)
        value *= 10;
    for (int i = 0; i > of.power; i--)
        value /= 10;
    return value;
}

bool
amount_whole(amount of, uint64_t most, uint64_t *ret)
{
    uint64_t digits = of.digits;
    if (of.power < 0 || !shift(&digits, of.power) || digits > most)
        return false;
    *ret = digits;
    return true;
}
