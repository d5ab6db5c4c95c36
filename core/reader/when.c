/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/when.h"

#include "base/calendar.h"
#include "base/instant.h"
#include "reader/words.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

static char *
instant_of(const char *text)
{
    MarbreInstant instant;
    return marbre_instant_parse(text, &instant) ? marbre_instant_format(instant) : NULL;
}

/* `20230919T083000+0200` with its separators; NULL for any other form. */
static char *
separate(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits != 8)
        return NULL;
    if (text[8] == '\0')
        return g_strdup_printf("%.4s-%.2s-%.2s", text, text + 4, text + 6);
    if (text[8] != 'T' || strspn(text + 9, "0123456789") != 6)
        return NULL;
    return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", text, text + 4, text + 6, text + 9,
                           text + 11, text + 13, text + 15);
}

static int
number_of(const char *digits, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++)
        number = 10 * number + (digits[i] - '0');
    return number;
}

static char *
day_of(const char *text)
{
    if (strspn(text, "0123456789") != 4 || text[4] != '-' || strspn(text + 5, "0123456789") != 2 ||
        text[7] != '-' || strspn(text + 8, "0123456789") != 2 || strchr("T ", text[10]) == NULL)
        return NULL;
    MarbreDay day = {number_of(text, 4), number_of(text + 5, 2), number_of(text + 8, 2)};
    return marbre_day_is_valid(day) ? g_strndup(text, 10) : NULL;
}

/* Names of zones in mail that say how far they are; the military ones do not. */
static const struct {
    const char *name;
    const char *distance;
} zones[] = {
    {"GMT", "+0000"}, {"UT", "+0000"},  {"UTC", "+0000"}, {"Z", "+0000"},
    {"EST", "-0500"}, {"EDT", "-0400"}, {"CST", "-0600"}, {"CDT", "-0500"},
    {"MST", "-0700"}, {"MDT", "-0600"}, {"PST", "-0800"}, {"PDT", "-0700"},
};

static const char *
distance_of(const char *zone)
{
    for (size_t i = 0; i < G_N_ELEMENTS(zones); i++)
        if (strcmp(zones[i].name, zone) == 0)
            return zones[i].distance;
    return zone;
}

/* `Tue, 19 Sep 2023 08:00:00 +0000` of RFC 822 and its heirs, in RFC 3339's form. */
static char *
from_mail(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *comma = strchr(text, ',');
    char month[4] = "", zone[8] = "";
    int day = 0, year = 0, hour = 0, minute = 0, second = 0;
    if (sscanf(comma == NULL ? text : comma + 1, " %2d %3s %4d %2d:%2d:%2d %7s", &day, month, &year,
               &hour, &minute, &second, zone) != 7)
        return NULL;
    const char *found = strstr(months, month);
    if (strlen(month) != 3 || found == NULL || (found - months) % 3 != 0)
        return NULL;
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%s", year, (int)(found - months) / 3 + 1,
                           day, hour, minute, second, distance_of(zone));
}

static char *
plain_form(const char *text)
{
    g_autofree char *clean = marbre_words_clean(text);
    if (clean == NULL)
        return NULL;
    char *form = separate(clean);
    if (form == NULL)
        form = from_mail(clean);
    return form != NULL ? form : g_steal_pointer(&clean);
}

char *
marbre_when_read_instant(const char *text)
{
    g_autofree char *form = plain_form(text);
    return form == NULL ? NULL : instant_of(form);
}

char *
marbre_when_read(const char *text)
{
    g_autofree char *form = plain_form(text);
    if (form == NULL)
        return NULL;
    char *instant = instant_of(form);
    return instant != NULL ? instant : day_of(form);
}

char *
marbre_when_read_utc(const char *text)
{
    g_autofree char *form = plain_form(text);
    g_autofree char *with_zone = form == NULL ? NULL : g_strconcat(form, "Z", NULL);
    return with_zone == NULL ? NULL : instant_of(with_zone);
}
