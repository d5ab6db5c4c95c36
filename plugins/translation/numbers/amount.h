/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_AMOUNT_H
#define TRANSLATION_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** An exact decimal value, digits × 10^power: no zero ends the digits, and zero has power 0, so
 *  that equal values have equal fields. */
typedef struct amount {
    uint64_t digits;
    int8_t power;
} amount;

amount amount_of(uint64_t digits, int power);

/** The digits of `text`, which may hold other signs between them; those from `point` on are
 *  decimals. False where they are more than can be held. */
bool amount_read(const char *text, size_t size, size_t point, amount *ret);

static inline bool
amount_equal(amount a, amount b)
{
    return a.digits == b.digits && a.power == b.power;
}

/** The product or the sum, saturated where it can't be held. */
amount amount_times(amount a, amount b);
amount amount_plus(amount a, amount b);

double amount_approximate(amount of);

/** The value as a whole number; false where it is none, or over `most`. */
bool amount_whole(amount of, uint64_t most, uint64_t *ret);

#endif
