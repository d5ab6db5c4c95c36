/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "when.h"

#include "text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY_BYTES 10 /* of 2023-09-19 */

static const char *const french_months[] = {"janvier",   "février", "mars",     "avril",
                                            "mai",       "juin",    "juillet",  "août",
                                            "septembre", "octobre", "novembre", "décembre"};
static const char *const english_months[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};

static void
set_clock(when *at, const struct tm *clock)
{
    at->year = clock->tm_year + 1900;
    at->month = clock->tm_mon + 1;
    at->day = clock->tm_mday;
    at->hour = clock->tm_hour;
    at->minute = clock->tm_min;
}

/* What the host takes this reading of a clock, in UTC here, for in the newsroom's zone. */
static bool
ask_zone(const mbr_job_api *api, mbr_job *job, const struct tm *clock, int64_t *ret)
{
    char shown[64];
    int64_t after;
    int size = snprintf(shown, sizeof shown, "%04d-%02d-%02d %02d:%02d", clock->tm_year + 1900,
                        clock->tm_mon + 1, clock->tm_mday, clock->tm_hour, clock->tm_min);
    const mbr_text written = {shown, (size_t)size};
    return api->instant(job, &written, ret, &after) >= 0;
}

/* In spring an hour is left out, and its digits read as those of the next: clocks show the next. */
static void
leave_gap(const mbr_job_api *api, mbr_job *job, time_t minute, time_t guess, struct tm *clock)
{
    struct tm later;
    int64_t read;
    guess += 60 * 60;
    if (gmtime_r(&guess, &later) && ask_zone(api, job, &later, &read) && read == minute)
        *clock = later;
}

/*
 * The interface has no zone, only readings in it: the difference between an instant and the same
 * digits read in the zone is the zone's distance, near a change of the clocks at the second try.
 */
static void
find_clock(const mbr_job_api *api, mbr_job *job, when *at)
{
    struct tm clock;
    time_t minute = (time_t)(at->seconds - (at->seconds % 60 + 60) % 60);
    time_t guess = minute;
    for (int tries = 0; tries < 3; tries++) {
        int64_t read;
        if (!gmtime_r(&guess, &clock) || !ask_zone(api, job, &clock, &read))
            return;
        if (read == minute) {
            leave_gap(api, job, minute, guess, &clock);
            set_clock(at, &clock);
            return;
        }
        guess += minute - (time_t)read;
    }
}

bool
when_read(const mbr_job_api *api, mbr_job *job, mbr_text written, bool is_day, when *ret)
{
    when at = {.written = written, .full = written, .is_day = is_day};
    int64_t after;
    char digits[32] = "";
    if (written.size < 16 || written.size >= sizeof digits ||
        api->instant(job, &written, &at.seconds, &after) < 0)
        return false;
    memcpy(digits, written.data, written.size);
    if (sscanf(digits, "%4d-%2d-%2dT%2d:%2d", &at.year, &at.month, &at.day, &at.hour, &at.minute) !=
            5 ||
        at.month < 1 || at.month > 12)
        return false;
    if (is_day)
        at.written.size = DAY_BYTES;
    else
        find_clock(api, job, &at);
    *ret = at;
    return true;
}

void
when_say(const when *at, const words *in, buffer *out)
{
    bool french = strcmp(in->locale, "fr_FR") == 0;
    const char *month = (french ? french_months : english_months)[(at->month + 11) % 12];
    buffer_format(out, "%d%s %s %d", at->day, french && at->day == 1 ? "er" : "", month, at->year);
    if (at->is_day)
        return;
    if (french && at->minute == 0)
        buffer_format(out, " à %d\xc2\xa0h", at->hour);
    else if (french)
        buffer_format(out, " à %d\xc2\xa0h\xc2\xa0%02d", at->hour, at->minute);
    else
        buffer_format(out, " at %d:%02d", at->hour, at->minute);
}

void
when_html(const when *at, const words *in, buffer *out)
{
    buffer_say(out, "<time datetime=\"");
    buffer_text(out, at->written);
    buffer_say(out, "\">");
    when_say(at, in, out);
    buffer_say(out, "</time>");
}

void
when_utc(int64_t seconds, buffer *out)
{
    struct tm clock;
    time_t at = (time_t)seconds;
    if (!gmtime_r(&at, &clock))
        return;
    buffer_format(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", clock.tm_year + 1900, clock.tm_mon + 1,
                  clock.tm_mday, clock.tm_hour, clock.tm_min, clock.tm_sec);
}

void
when_mail(mbr_text instant, buffer *out)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    char written[40] = "", sign = '+';
    int year, month, day, hour, minute, second, zone_hour = 0, zone_minute = 0;
    if (instant.size >= sizeof written)
        return;
    memcpy(written, instant.data, instant.size);
    if (sscanf(written, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) !=
            6 ||
        month < 1 || month > 12)
        return;
    const char *zone = written + strlen("0000-00-00T00:00:00");
    zone += strspn(zone, ".0123456789");
    if (*zone != 'Z' && sscanf(zone, "%c%2d:%2d", &sign, &zone_hour, &zone_minute) != 3)
        return;
    struct tm clock = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    (void)timegm(&clock); /* for the day of the week */
    buffer_format(out, "%s, %02d %.3s %04d %02d:%02d:%02d %c%02d%02d", days[clock.tm_wday], day,
                  english_months[month - 1], year, hour, minute, second, sign, zone_hour,
                  zone_minute);
}

int
when_year_of_ulid(mbr_text ulid)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint64_t milliseconds = 0;
    struct tm clock;
    if (ulid.size != 26)
        return 0;
    for (size_t i = 0; i < 10; i++) {
        const char *digit = memchr(digits, ulid.data[i], sizeof digits - 1);
        if (!digit)
            return 0;
        milliseconds = milliseconds * 32 + (uint64_t)(digit - digits);
    }
    time_t seconds = (time_t)(milliseconds / 1000);
    return gmtime_r(&seconds, &clock) ? clock.tm_year + 1900 : 0;
}
