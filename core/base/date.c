/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/date.h"

#include "base/calendar.h"
#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MINUTE INT64_C(60)
#define DAY (24 * 60 * MINUTE)

static const char *const months[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

typedef struct {
    MarbreDay day;
    int hour, minute;
} Clock;

/* What the instant's own clock shows. */
static Clock
clock_of(MarbreInstant instant)
{
    int64_t local = instant.seconds + instant.offset * MINUTE;
    int64_t second = (local % DAY + DAY) % DAY;
    return (Clock){marbre_day_from_number((local - second) / DAY), (int)(second / MINUTE / 60),
                   (int)(second / MINUTE % 60)};
}

/* (transfer full) */
static char *
day_shown(MarbreDay day)
{
    const char *month = _(months[day.month - 1]);
    if (day.day == 1) /* French says "1er" of this day alone */
        return g_strdup_printf("%s %s %d", _("1"), month, day.year);
    return g_strdup_printf("%d %s %d", day.day, month, day.year);
}

char *
marbre_date_day(MarbreInstant instant)
{
    return day_shown(clock_of(instant).day);
}

char *
marbre_date_hour(MarbreInstant instant)
{
    Clock clock = clock_of(instant);
    g_autofree char *day = day_shown(clock.day);
    return g_strdup_printf(_("%s, %02d:%02d"), day, clock.hour, clock.minute);
}

char *
marbre_date_cell(MarbreInstant instant)
{
    Clock clock = clock_of(instant);
    g_autofree char *day = day_shown(clock.day);
    return g_strdup_printf("%s, %02d:%02d", day, clock.hour, clock.minute);
}

char *
marbre_date_written(const char *written)
{
    MarbreInstant instant;
    g_autofree char *midnight =
        strlen(written) == strlen("2026-03-17") ? g_strconcat(written, "T00:00Z", NULL) : NULL;
    return midnight != NULL && marbre_instant_parse(midnight, &instant)
               ? marbre_date_day(instant)
               : marbre_text_shown(written);
}
