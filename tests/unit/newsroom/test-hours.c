/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/hours.h"

#include "room.h"

/* Midnight of 14 and of 15 November 2023 in Paris. */
#define MIDNIGHT INT64_C(1699916400)
#define NEXT (MIDNIGHT + DAY)

static GTimeZone *
zone_of(Room *room)
{
    return marbre_policy_get_settings(marbre_newsroom_get_policy(room->newsroom))->zone;
}

static void
assert_hour(const char *written, MarbreHourKind kind, int64_t at)
{
    g_autoptr(GTimeZone) paris = g_time_zone_new_identifier("Europe/Paris");
    g_auto(MarbreHour) hour = marbre_hour_read(written, kind, paris);
    if (!hour.set || hour.at != at || (at == INT64_MAX) != (hour.unreadable != NULL))
        g_error("%s: %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, written, (gint64)hour.at,
                (gint64)at);
}

/* An instant is the same for all; a day is waited for through its end, but to publish on it. */
static void
test_read(void)
{
    static const char *const nothing[] = {NULL, "", "\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++) {
        g_auto(MarbreHour) none = marbre_hour_read(nothing[i], MARBRE_HOUR_EMBARGO, NULL);
        g_assert_false(none.set);
    }
    for (MarbreHourKind kind = MARBRE_HOUR_EMBARGO; kind <= MARBRE_HOUR_UNPUBLISH; kind++) {
        assert_hour("2023-11-14T23:13:20+01:00", kind, NOW);
        assert_hour("2023-11-14 23:13:20", kind, NOW);
        assert_hour("demain", kind, INT64_MAX);
        assert_hour("2023-11-14", kind, kind == MARBRE_HOUR_PUBLISH ? MIDNIGHT : NEXT);
    }
    /* Clocks go back in the night of 29 October: 02:30 is the second one. */
    assert_hour("2023-10-29 02:30", MARBRE_HOUR_EMBARGO, 1698543000);
}

/* All languages go together: the last hour to wait for counts, and the first end. */
static void
test_several(void)
{
    static const char *const two = "2023-11-14\n2023-11-13";
    assert_hour(two, MARBRE_HOUR_EMBARGO, NEXT);
    assert_hour(two, MARBRE_HOUR_PUBLISH, MIDNIGHT);
    assert_hour(two, MARBRE_HOUR_UNPUBLISH, MIDNIGHT);
    assert_hour("2023-11-14\ndemain", MARBRE_HOUR_EMBARGO, INT64_MAX);
}

static void
assert_written(Room *room, const char *front, const char *source, const char *expected)
{
    room_put(room, STORY_TEXT, front);
    if (source != NULL)
        room_put(room, STORY_FOLDER "/index.en.md", source);
    g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
    g_autofree char *written = marbre_hour_write(article, MARBRE_HOUR_EMBARGO);
    if (g_strcmp0(written, expected) != 0)
        g_error("%s: %s, not %s", front, written, expected);
}

/* Wherever it stands: in a header that can't be read too, and never in the text below it. */
static void
test_write(Room *room, const void *data)
{
    static const struct {
        const char *front, *expected;
    } cases[] = {
        {"---\ntitle: T\n---\n\nembargo: 2099-01-01\n", NULL},
        {"---\ntitle: T\nembargo:\n---\n\nT\n", NULL},
        {"---\ntitle: T\nembargo: \"\"\n---\n\nT\n", NULL},
        {"---\ntitle: T\nembargo: 2099-01-01\n---\n\nT\n", "2099-01-01"},
        {"---\ntitle: T\nembargo: [2099-01-01]\n---\n\nT\n", "…"},
        {"---\ntitle: T\n\"\\x65mbargo\": 2099-01-01\n---\n\nT\n", "2099-01-01"},
        {"---\ntitle: The embargo\nEmbargo: 2099-01-01\n---\n\nT\n", NULL},
        {"---\ntitle: A: b: c\nembargo: 2099-01-01\n---\n\nT\n", "…"},
        {"---\ntitle: A: b: c\n---\n\nembargo: 2099-01-01\n", NULL},
        {"---\ntitle: T\nembargo: 2099-01-01\n\nNever closed.\n", "…"},
        {"\xEF\xBB\xBF---\r\ntitle: A: b: c\r\nembargo: 2099\r\n---\r\n\r\nT\r\n", "…"},
        {"+++\ntitle = \"T\"\nembargo = 2099-01-01\n+++\n\nT\n", "…"},
        {"{\n  \"title\": \"T\",\n  \"embargo\": \"2099-01-01\"\n}\n\nT\n", "…"},
        {"Embargo : les mots d’un texte sans en-tête.\n", NULL},
        {"", NULL},
        {"-", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_written(room, cases[i].front, NULL, cases[i].expected);
}

/* What is embargoed in the original is so in any language. */
static void
test_source(Room *room, const void *data)
{
    static const char source[] = "---\ntitle: T\nembargo: 2099-01-01\n---\n\nWords.\n";
    assert_written(room, "---\ntitle: T\nsource-lang: en\n---\n\nT\n", source, "2099-01-01");
    assert_written(room, "---\ntitle: T\nsource-lang: en\nembargo: 2098-01-01\n---\n\nT\n", source,
                   "2098-01-01\n2099-01-01");
    assert_written(room, "---\ntitle: T\n---\n\nT\n", source, NULL);
}

static void
test_early(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "embargo: 2023-11-14\n---\n\n" BODY);
    g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
    g_assert_true(marbre_hour_is_early(article, NEXT - 1, zone_of(room)));
    g_assert_false(marbre_hour_is_early(article, NEXT, zone_of(room)));
    g_autofree char *shown = marbre_hour_shown(NEXT, zone_of(room));
    g_assert_cmpstr(shown, ==, "15 November 2023, 00:00");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/newsroom/hours/read", test_read);
    g_test_add_func("/newsroom/hours/several", test_several);
    test_story("/newsroom/hours/write", test_write);
    test_story("/newsroom/hours/source", test_source);
    test_story("/newsroom/hours/early", test_early);
    return g_test_run();
}
