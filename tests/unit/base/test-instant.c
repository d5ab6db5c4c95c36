/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/calendar.h"
#include "base/instant.h"

static void
assert_instant(const char *text, int64_t seconds, int32_t offset, const char *written)
{
    MarbreInstant instant = {0};
    g_autofree char *back = NULL;

    g_assert_true(marbre_instant_parse(text, &instant));
    g_assert_cmpint(instant.seconds, ==, seconds);
    g_assert_cmpint(instant.offset, ==, offset);
    back = marbre_instant_format(instant);
    g_assert_cmpstr(back, ==, written);
}

static void
test_instants(void)
{
    assert_instant("2023-09-19T14:03:22+02:00", 1695125002, 120, "2023-09-19T14:03:22+02:00");
    assert_instant("2023-09-19T14:03Z", 1695132180, 0, "2023-09-19T14:03:00+00:00");
    assert_instant("2023-09-19 14:03:22.75-0330", 1695144802, -210, "2023-09-19T14:03:22-03:30");
    assert_instant("1969-12-31T23:59:59Z", -1, 0, "1969-12-31T23:59:59+00:00");
    assert_instant("0001-01-01T00:00:00Z", INT64_C(-62135596800), 0, "0001-01-01T00:00:00+00:00");
    assert_instant("9999-12-31T23:59:59Z", INT64_C(253402300799), 0, "9999-12-31T23:59:59+00:00");
    assert_instant("2024-02-29T00:00:00+00:00", 1709164800, 0, "2024-02-29T00:00:00+00:00");
}

static void
test_no_instants(void)
{
    static const char *const bad[] = {"",
                                      "2023-09-19",
                                      "2023-09-19T14:03:22",
                                      "2023-02-29T00:00:00Z",
                                      "2023-13-01T00:00:00Z",
                                      "2023-00-01T00:00:00Z",
                                      "2023-09-31T00:00:00Z",
                                      "2023-09-19T24:00:00Z",
                                      "2023-09-19T14:60:00Z",
                                      "2023-09-19T14:03:60Z",
                                      "2023-09-19T14:03:22.Z",
                                      "2023-09-19T14:03:22Zx",
                                      "2023-09-19T14:03:22+2",
                                      " 2023-09-19T14:03:22Z",
                                      "0000-01-01T00:00:00Z"};
    MarbreInstant instant;

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        if (marbre_instant_parse(bad[i], &instant))
            g_error("accepted: %s", bad[i]);
}

static void
test_days(void)
{
    for (int64_t number = -719162; number < 2932896; number += 37) {
        MarbreDay day = marbre_day_from_number(number);

        g_assert_true(marbre_day_is_valid(day));
        g_assert_cmpint(marbre_day_number(day), ==, number);
    }
}

static void
test_zones(void)
{
    g_autoptr(GTimeZone) paris = g_time_zone_new_identifier("Europe/Paris");

    g_assert_nonnull(paris);
    g_assert_cmpint(marbre_instant_at(1695125002, paris).offset, ==, 120);
    g_assert_cmpint(marbre_instant_at(1700000000, paris).offset, ==, 60);
}

static void
assert_moment(const char *written, int64_t first, int64_t after)
{
    g_autoptr(GTimeZone) paris = g_time_zone_new_identifier("Europe/Paris");
    int64_t got_first = 0;
    int64_t got_after = 0;

    if (!marbre_moment_parse(written, paris, &got_first, &got_after))
        g_error("not read: %s", written);
    if (got_first != first || got_after != after)
        g_error("%s: %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, written, (gint64)got_first,
                (gint64)got_after);
}

#define SEP_19 INT64_C(1695074400) /* midnight in Paris */
#define NEXT (SEP_19 + 86400)
#define AT_1405 (SEP_19 + 14 * 3600 + 300)

static void
test_moments(void)
{
    static const char *const days[] = {"2023-09-19",
                                       "19/09/2023",
                                       "19.09.2023",
                                       "19 septembre 2023",
                                       "mardi 19 sept. 2023",
                                       "19 Sep 2023",
                                       "September 19, 2023",
                                       "Tuesday, Sept. 19, 2023",
                                       "19th of September 2023",
                                       " 19\u00A0septembre\u00A02023 ",
                                       "SEPTEMBRE 19 2023",
                                       "September 19th, 2023"};
    static const char *const times[] = {
        "2023-09-19 14:05",          "2023-09-19T14:05",
        "2023-09-19T14:05:00+02:00", "2023-09-19T12:05:00Z",
        "19/09/2023 14h05",          "19 septembre 2023 à 14 h 05",
        "19 septembre 2023, 14:05",  "September 19, 2023 at 2:05 pm",
        "2023-09-19 2:05 p.m.",      "2023-09-19 12:05 UTC",
        "2023-09-19T08:05:00-0400",  "2023-09-19 14:05:00.123"};

    for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
        assert_moment(days[i], SEP_19, NEXT);
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++)
        assert_moment(times[i], AT_1405, AT_1405 + 1);
    assert_moment("1er mai 2023", 1682892000, 1682978400);
    assert_moment("15 août 2023 9h", 1692082800, 1692082801);
    assert_moment("19 September 2023 12 am", SEP_19, SEP_19 + 1);
}

static void
test_clock_changes(void)
{
    /* 26 March has 23 hours in Paris, 29 October 25. */
    assert_moment("2023-03-26", 1679785200, 1679785200 + 23 * 3600);
    assert_moment("2023-10-29", 1698530400, 1698530400 + 25 * 3600);
    /* 02:30 comes twice: the first one; in March never: the first second after the gap. */
    assert_moment("2023-10-29 02:30", 1698539400, 1698539401);
    assert_moment("2023-03-26 02:30", 1679792400, 1679792401);
}

static void
assert_late(const char *written, int64_t first, int64_t after)
{
    g_autoptr(GTimeZone) paris = g_time_zone_new_identifier("Europe/Paris");
    int64_t got_first = 0;
    int64_t got_after = 0;

    g_assert_true(marbre_moment_parse_late(written, paris, &got_first, &got_after));
    if (got_first != first || got_after != after)
        g_error("%s: %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, written, (gint64)got_first,
                (gint64)got_after);
}

/* What must not happen early happens at the later of two readings; any other hour is what it is. */
static void
test_late(void)
{
    assert_late("2023-10-29 02:30", 1698543000, 1698543001);
    assert_late("2023-10-29 02:00", 1698541200, 1698541201);
    assert_late("2023-10-29 01:59:59", 1698537599, 1698537600);
    assert_late("2023-10-29 03:00", 1698544800, 1698544801);
    assert_late("2023-10-29T02:30:00+02:00", 1698539400, 1698539401);
    assert_late("2023-03-26 02:30", 1679794200, 1679794201);
    assert_late("2023-03-26 01:59:59", 1679792399, 1679792400);
    assert_late("2023-03-26 03:00", 1679792400, 1679792401);
    assert_late("2023-03-26 03:30", 1679794200, 1679794201);
    assert_late("2023-03-26", 1679785200, 1679785200 + 23 * 3600);
    assert_late("2023-10-29", 1698530400, 1698530400 + 25 * 3600);
    assert_late("2023-09-19 14:05", AT_1405, AT_1405 + 1);
}

static void
test_no_moments(void)
{
    static const char *const bad[] = {"",
                                      "demain",
                                      "2023",
                                      "2023-09",
                                      "2023-9-31",
                                      "31/02/2023",
                                      "09/19/2023",
                                      "19/09/23",
                                      "19 septembre",
                                      "2023-09-19 25:00",
                                      "2023-09-19 14",
                                      "2023-09-19 14:5",
                                      "2023-09-19x",
                                      "2023-09-19 14:05 pm",
                                      "2023-09-19 13 pm",
                                      "2023-09-19 14:05 +2",
                                      "99999999999999999999",
                                      "2023-09-19 14:05 Paris",
                                      "2023-09-19 a",
                                      "\xFF"};
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    int64_t first;
    int64_t after;

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        if (marbre_moment_parse(bad[i], utc, &first, &after))
            g_error("accepted: %s", bad[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/instant/read", test_instants);
    g_test_add_func("/instant/refused", test_no_instants);
    g_test_add_func("/instant/days", test_days);
    g_test_add_func("/instant/zones", test_zones);
    g_test_add_func("/moment/read", test_moments);
    g_test_add_func("/moment/clock-changes", test_clock_changes);
    g_test_add_func("/moment/late", test_late);
    g_test_add_func("/moment/refused", test_no_moments);
    return g_test_run();
}
