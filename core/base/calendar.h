/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** A day of the Gregorian calendar. */
typedef struct {
    int year;
    int month; /**< 1 to 12 */
    int day;   /**< from 1 */
} MarbreDay;

/** Whether there is such a day, in the years 1 to 9999. */
bool marbre_day_is_valid(MarbreDay day);

/** Days since 1970-01-01 of a valid day, and back. */
int64_t marbre_day_number(MarbreDay day);
MarbreDay marbre_day_from_number(int64_t number);

/** Read `Z`, `+02:00` or `+0200` at `*p`, which is moved behind it on success. */
bool marbre_zone_take(const char **p, int32_t *ret_minutes);
