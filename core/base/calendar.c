/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/calendar.h"

/* Years are counted from March, so that the leap day is the last one; 400 of them always have
 * the same number of days. */
#define DAYS_OF_400_YEARS 146097
/* 1970-01-01 counted from 0000-03-01. */
#define DAYS_BEFORE_1970 719468

static bool
is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool
marbre_day_is_valid(MarbreDay day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (day.year < 1 || day.year > 9999 || day.month < 1 || day.month > 12 || day.day < 1)
        return false;
    if (day.month == 2 && is_leap_year(day.year))
        return day.day <= 29;
    return day.day <= lengths[day.month - 1];
}

int64_t
marbre_day_number(MarbreDay day)
{
    int64_t year = day.month > 2 ? day.year : day.year - 1;
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t month_from_march = (day.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + day.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_OF_400_YEARS + day_of_era - DAYS_BEFORE_1970;
}

MarbreDay
marbre_day_from_number(int64_t number)
{
    int64_t from_march = number + DAYS_BEFORE_1970;
    int64_t era =
        (from_march >= 0 ? from_march : from_march - DAYS_OF_400_YEARS + 1) / DAYS_OF_400_YEARS;
    int64_t day_of_era = from_march - era * DAYS_OF_400_YEARS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    MarbreDay day;

    day.day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    day.month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    day.year = (int)(year_of_era + era * 400 + (day.month <= 2 ? 1 : 0));
    return day;
}
