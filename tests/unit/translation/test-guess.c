/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "guess.h"

#include <glib.h>
#include <string.h>

static void
check(guess *of, const char *text, bool english, bool french)
{
    g_assert_cmpint(guess_is(of, text, strlen(text), false), ==, english);
    g_assert_cmpint(guess_is(of, text, strlen(text), true), ==, french);
}

static void
test_languages(void)
{
    guess *of = guess_new();
    g_assert_nonnull(of);
    check(of, "Heavy shelling hits regional capital", true, false);
    check(of, "Officials declined immediate comment late Tuesday evening", true, false);
    check(of, "Bombardements intensifs sur la capitale régionale", false, true);
    check(of, "Le conseil municipal a voté mardi soir", false, true);
    guess_free(of);
}

static void
test_neither(void)
{
    guess *of = guess_new();
    g_assert_nonnull(of);
    check(of, "", false, false);
    check(of, "Velmar", false, false);
    check(of, "12 34 56 78", false, false);
    g_autofree char *wide = g_strnfill(1 << 20, 'a');
    memcpy(wide + 398, "\xc3\xa9\xc3\xa9", 4);
    (void)guess_is(of, wide, 1 << 20, true);
    guess_free(of);
    guess_free(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/guess/languages", test_languages);
    g_test_add_func("/guess/neither", test_neither);
    return g_test_run();
}
