/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/clock.h"

#include "base/instant.h"

int64_t
marbre_clock_first(int64_t local, GTimeZone *zone)
{
    gint64 adjusted = local;
    gint interval = g_time_zone_adjust_time(zone, G_TIME_TYPE_DAYLIGHT, &adjusted);

    return adjusted - g_time_zone_get_offset(zone, interval);
}

int64_t
marbre_clock_last(int64_t local, GTimeZone *zone)
{
    static const int64_t night = 4 * 3600;
    int64_t first = marbre_clock_first(local, zone);
    int64_t before = (int64_t)marbre_instant_at(first - night, zone).offset * 60;
    int64_t after = (int64_t)marbre_instant_at(first + night, zone).offset * 60;
    int64_t late = local - MIN(before, after);

    /* Near a change and not in it, one of the two is no reading at all. */
    if (before == after || late <= first)
        return first;
    return (int64_t)marbre_instant_at(late, zone).offset * 60 == local - late ||
                   (int64_t)marbre_instant_at(first, zone).offset * 60 != local - first
               ? late
               : first;
}
