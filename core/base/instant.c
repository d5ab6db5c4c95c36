/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/instant.h"
#include "base/calendar.h"

#include <string.h>

#define DAY INT64_C(86400)

/* Exactly `count` digits as a number; moves `*p` behind them. */
static bool
take_digits(const char **p, int count, int *ret_number)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*p)[i]))
            return false;
        number = number * 10 + ((*p)[i] - '0');
    }
    *p += count;
    *ret_number = number;
    return true;
}

static bool
take_byte(const char **p, char byte)
{
    if (**p != byte)
        return false;
    (*p)++;
    return true;
}

static bool
take_date(const char **p, MarbreDay *ret_day)
{
    return take_digits(p, 4, &ret_day->year) && take_byte(p, '-') &&
           take_digits(p, 2, &ret_day->month) && take_byte(p, '-') &&
           take_digits(p, 2, &ret_day->day) && marbre_day_is_valid(*ret_day);
}

static bool
take_time(const char **p, int64_t *ret_seconds)
{
    int hour;
    int minute;
    int second = 0;

    if (!take_digits(p, 2, &hour) || !take_byte(p, ':') || !take_digits(p, 2, &minute))
        return false;
    if (take_byte(p, ':')) {
        if (!take_digits(p, 2, &second))
            return false;
        if (**p == '.' && !g_ascii_isdigit((*p)[1]))
            return false;
        if (take_byte(p, '.'))
            *p += strspn(*p, "0123456789");
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *ret_seconds = hour * 3600 + minute * 60 + second;
    return true;
}

bool
marbre_zone_take(const char **p, int32_t *ret_minutes)
{
    int sign = **p == '-' ? -1 : 1;
    int hours;
    int minutes;

    if (**p == 'Z' || **p == 'z') {
        (*p)++;
        *ret_minutes = 0;
        return true;
    }
    if (!take_byte(p, '+') && !take_byte(p, '-'))
        return false;
    if (!take_digits(p, 2, &hours))
        return false;
    (void)take_byte(p, ':'); /* +0200 is as good as +02:00 */
    if (!take_digits(p, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *ret_minutes = sign * (hours * 60 + minutes);
    return true;
}

bool
marbre_instant_parse(const char *text, MarbreInstant *ret_instant)
{
    const char *p = text;
    MarbreDay day;
    int64_t seconds;
    int32_t offset;

    if (!take_date(&p, &day))
        return false;
    if (!take_byte(&p, 'T') && !take_byte(&p, 't') && !take_byte(&p, ' '))
        return false;
    if (!take_time(&p, &seconds) || !marbre_zone_take(&p, &offset) || *p != '\0')
        return false;
    ret_instant->seconds = marbre_day_number(day) * DAY + seconds - offset * INT64_C(60);
    ret_instant->offset = offset;
    return true;
}

static int64_t
floor_div(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

char *
marbre_instant_format(MarbreInstant instant)
{
    int64_t local = instant.seconds + instant.offset * INT64_C(60);
    int64_t days = floor_div(local, DAY);
    int second = (int)(local - days * DAY);
    int zone = ABS(instant.offset);
    MarbreDay day = marbre_day_from_number(days);

    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", day.year, day.month, day.day,
                           second / 3600, second / 60 % 60, second % 60,
                           instant.offset < 0 ? '-' : '+', zone / 60, zone % 60);
}

MarbreInstant
marbre_instant_at(int64_t seconds, GTimeZone *zone)
{
    gint interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, seconds);

    return (MarbreInstant){seconds, g_time_zone_get_offset(zone, interval) / 60};
}
