/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/date.h"

#include <libintl.h>
#include <locale.h>

#define NBSP "\xC2\xA0"

typedef struct {
    const char *instant, *day, *hour, *cell;
} Shown;

static const Shown english[] = {
    {"2026-03-17T20:55:59+01:00", "17 March 2026", "17 March 2026, 20:55", "17 March 2026, 20:55"},
    {"2026-05-01T00:00:00+02:00", "1 May 2026", "1 May 2026, 00:00", "1 May 2026, 00:00"},
    {"2026-12-31T23:30:00-09:30", "31 December 2026", "31 December 2026, 23:30",
     "31 December 2026, 23:30"},
    {"1969-12-31T23:59:00Z", "31 December 1969", "31 December 1969, 23:59",
     "31 December 1969, 23:59"},
    {"0001-01-01T00:00:00Z", "1 January 1", "1 January 1, 00:00", "1 January 1, 00:00"},
};

static const Shown french[] = {
    {"2026-03-17T20:55:59+01:00", "17 mars 2026", "17 mars 2026 à" NBSP "20:55",
     "17 mars 2026, 20:55"},
    {"2026-03-01T09:05:00+01:00", "1er mars 2026", "1er mars 2026 à" NBSP "09:05",
     "1er mars 2026, 09:05"},
    {"2026-08-11T06:00:00Z", "11 août 2026", "11 août 2026 à" NBSP "06:00", "11 août 2026, 06:00"},
    {"2024-02-29T00:00:00+14:00", "29 février 2024", "29 février 2024 à" NBSP "00:00",
     "29 février 2024, 00:00"},
};

/* English is what the sources say, which the locale C leaves alone; French is asked for by LANGUAGE
   in any other. */
static void
speak(const char *locale)
{
    g_assert_nonnull(setlocale(LC_ALL, locale));
}

static void
assert_shown(const Shown *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        MarbreInstant instant;
        g_assert_true(marbre_instant_parse(all[i].instant, &instant));
        g_autofree char *day = marbre_date_day(instant);
        g_autofree char *hour = marbre_date_hour(instant);
        g_autofree char *cell = marbre_date_cell(instant);
        g_assert_cmpstr(day, ==, all[i].day);
        g_assert_cmpstr(hour, ==, all[i].hour);
        g_assert_cmpstr(cell, ==, all[i].cell);
    }
}

static void
test_english(void)
{
    speak("C");
    assert_shown(english, G_N_ELEMENTS(english));
}

static void
test_french(void)
{
    speak("C.UTF-8");
    assert_shown(french, G_N_ELEMENTS(french));
}

/* Every month has its own name, in the order of the year. */
static void
test_months(void)
{
    static const char *const names[] = {"janvier",   "février", "mars",     "avril",
                                        "mai",       "juin",    "juillet",  "août",
                                        "septembre", "octobre", "novembre", "décembre"};
    speak("C.UTF-8");
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *written = g_strdup_printf("2026-%02u-10", i + 1);
        g_autofree char *expected = g_strdup_printf("10 %s 2026", names[i]);
        g_autofree char *shown = marbre_date_written(written);
        g_assert_cmpstr(shown, ==, expected);
    }
}

/* What is no day stays what it is, fit for a terminal. */
static void
test_written(void)
{
    static const char *const cases[][2] = {
        {"2026-03-25", "25 March 2026"},
        {"2026-02-29", "2026-02-29"},
        {"2026-03-25 18:00", "2026-03-25 18:00"},
        {"25/03/2026", "25/03/2026"},
        {"", ""},
        {"soon", "soon"},
        {"2026-03-\0332", "2026-03-<U+001B>2"},
    };
    speak("C");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = marbre_date_written(cases[i][0]);
        g_assert_cmpstr(shown, ==, cases[i][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_setenv("LANGUAGE", "fr", TRUE);
    bindtextdomain(GETTEXT_PACKAGE, g_getenv("MARBRE_BUILT_MESSAGES"));
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    g_test_add_func("/base/date/english", test_english);
    g_test_add_func("/base/date/french", test_french);
    g_test_add_func("/base/date/months", test_months);
    g_test_add_func("/base/date/written", test_written);
    return g_test_run();
}
