/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "slug.h"

#include <glib.h>
#include <string.h>

static void
test_good(void)
{
    static const char *const good[] = {"pont", "2026-la-crue", "a", "com10", "console", "lpt"};
    static const char *const bad[] = {"",       "-pont", "pont-", "Pont",  "le pont",
                                      "crue_2", "été",   "con",   "nul",   "com1",
                                      "lpt9",   "a/b",   "pont.", "a--b\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_true(slug_is_good(good[i], strlen(good[i])));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(slug_is_good(bad[i], strlen(bad[i])));
}

static void
test_long(void)
{
    g_autofree char *name = g_strnfill(101, 'a');
    g_assert_false(slug_is_good(name, 101));
    g_assert_true(slug_is_good(name, 100));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slug/good", test_good);
    g_test_add_func("/slug/long", test_long);
    return g_test_run();
}
