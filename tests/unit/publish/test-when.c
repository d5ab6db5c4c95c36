/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish/when.h"

#include "base/instant.h"

#include <glib.h>
#include <string.h>

static GTimeZone *paris;

static int32_t
read_instant(mbr_job *job, const mbr_text *written, int64_t *first, int64_t *after)
{
    g_autofree char *text = g_strndup(written->data, written->size);
    return marbre_moment_parse(text, paris, first, after) ? MBR_OK : MBR_E_INVALID;
}

static void
assert_said(const char *written, bool is_day, const char *lang, const char *wanted)
{
    const mbr_job_api api = {.struct_size = sizeof api, .instant = read_instant};
    buffer out = {0};
    when at;
    g_assert_true(when_read(&api, NULL, (mbr_text){written, strlen(written)}, is_day, &at));
    when_html(&at, words_of((mbr_text){lang, strlen(lang)}), &out);
    buffer_put(&out, "", 1);
    g_assert_cmpstr(out.data, ==, wanted);
    buffer_clear(&out);
}

static void
test_words(void)
{
    assert_said("2023-09-19T14:03:22+02:00", false, "fr",
                "<time datetime=\"2023-09-19T14:03:22+02:00\">19 septembre 2023 à "
                "14\u00a0h\u00a003</time>");
    assert_said("2023-09-19T14:03:22+02:00", false, "en",
                "<time datetime=\"2023-09-19T14:03:22+02:00\">19 September 2023 at 14:03</time>");
    assert_said("2024-03-01T00:00:00+01:00", true, "fr-CA",
                "<time datetime=\"2024-03-01\">1er mars 2024</time>");
    assert_said("2024-08-01T00:00:00+02:00", true, "de",
                "<time datetime=\"2024-08-01\">1 August 2024</time>");
}

/* Whatever clock it was written by, readers see the newsroom's. */
static void
test_zone(void)
{
    assert_said("2023-12-31T23:30:00+00:00", false, "fr",
                "<time datetime=\"2023-12-31T23:30:00+00:00\">1er janvier 2024 à "
                "0\u00a0h\u00a030</time>");
    assert_said("2024-07-14T03:00:00+09:00", false, "en",
                "<time datetime=\"2024-07-14T03:00:00+09:00\">13 July 2024 at 20:00</time>");
    /* Either side of the hour that is left out, and of the one that comes twice. */
    assert_said("2024-03-31T00:59:00+00:00", false, "en",
                "<time datetime=\"2024-03-31T00:59:00+00:00\">31 March 2024 at 1:59</time>");
    assert_said("2024-03-31T01:00:00+00:00", false, "en",
                "<time datetime=\"2024-03-31T01:00:00+00:00\">31 March 2024 at 3:00</time>");
    assert_said("2024-10-27T02:30:00+00:00", false, "en",
                "<time datetime=\"2024-10-27T02:30:00+00:00\">27 October 2024 at 3:30</time>");
}

static void
test_refused(void)
{
    static const char *const texts[] = {"", "2023", "2023-13-19T14:03:22+02:00",
                                        "2023-09-19X14:03:22+02:00", "demain, peut-être, à midi"};
    const mbr_job_api api = {.struct_size = sizeof api, .instant = read_instant};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        when at;
        g_assert_false(when_read(&api, NULL, (mbr_text){texts[i], strlen(texts[i])}, false, &at));
    }
}

static void
test_ulid(void)
{
    g_assert_cmpint(when_year_of_ulid((mbr_text){"01kkx3v7q2m5n8p1r4s6t9w0ya", 26}), ==, 2026);
    g_assert_cmpint(when_year_of_ulid((mbr_text){"01hawm6c0t2n9v6s6x1j5y7k3q", 26}), ==, 2023);
    g_assert_cmpint(when_year_of_ulid((mbr_text){"00000000000000000000000000", 26}), ==, 1970);
    g_assert_cmpint(when_year_of_ulid((mbr_text){"01kkx3v7q2m5n8p1r4s6t9w0y", 25}), ==, 0);
    g_assert_cmpint(when_year_of_ulid((mbr_text){"0ukkx3v7q2m5n8p1r4s6t9w0ya", 26}), ==, 0);
}

static void
assert_mail(const char *instant, const char *wanted)
{
    buffer out = {0};
    when_mail((mbr_text){instant, strlen(instant)}, &out);
    g_assert_cmpmem(out.data ? out.data : "", out.size, wanted, strlen(wanted));
    buffer_clear(&out);
}

static void
test_mail(void)
{
    assert_mail("2023-09-19T14:03:00+02:00", "Tue, 19 Sep 2023 14:03:00 +0200");
    assert_mail("2024-02-29T23:59:59.5-11:30", "Thu, 29 Feb 2024 23:59:59 -1130");
    assert_mail("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000");
    assert_mail("2023-13-19T14:03:00Z", "");
    assert_mail("2023-09-19", "");
    assert_mail("2023-09-19T14:03:00", "");
    assert_mail("", "");
}

static void
test_utc(void)
{
    buffer out = {0};
    when_utc(1695124980, &out);
    g_assert_cmpmem(out.data, out.size, "2023-09-19T12:03:00Z", 20);
    buffer_clear(&out);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    paris = g_time_zone_new_identifier("Europe/Paris");
    g_test_add_func("/publish/when/words", test_words);
    g_test_add_func("/publish/when/zone", test_zone);
    g_test_add_func("/publish/when/refused", test_refused);
    g_test_add_func("/publish/when/ulid", test_ulid);
    g_test_add_func("/publish/when/mail", test_mail);
    g_test_add_func("/publish/when/utc", test_utc);
    int status = g_test_run();
    g_time_zone_unref(paris);
    return status;
}
