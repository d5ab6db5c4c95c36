/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/share.h"

#include <glib.h>

static void
test_parse(void)
{
    static const char *const wrong[] = {"",     "1",    "1/",   "/2",  "0/2",   "3/2",    "1/2 ",
                                        " 1/2", "+1/2", "1/-2", "a/b", "1/2/3", "1/1001", "1/0"};
    MarbreShare share = {7, 9};

    g_assert_true(marbre_share_parse("2/4", &share));
    g_assert_cmpuint(share.number, ==, 2);
    g_assert_cmpuint(share.count, ==, 4);
    g_assert_true(marbre_share_parse("1000/1000", &share));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(marbre_share_parse(wrong[i], &share));
    g_assert_cmpuint(share.count, ==, 1000);
}

/* Each in just one part, and parts of much the same size. */
static void
test_even(void)
{
    unsigned counts[7] = {0};

    for (unsigned i = 0; i < 7000; i++) {
        g_autofree char *folder = g_strdup_printf("articles/2026/%02u/a-%u", i % 12 + 1, i);
        unsigned found = 0;

        for (unsigned k = 1; k <= 7; k++) {
            bool has = marbre_share_has((MarbreShare){k, 7}, folder);

            counts[k - 1] += has;
            found += has;
        }
        g_assert_cmpuint(found, ==, 1);
        g_assert_true(marbre_share_has((MarbreShare){0, 0}, folder));
        g_assert_true(marbre_share_has((MarbreShare){1, 1}, folder));
    }
    for (unsigned k = 0; k < 7; k++) {
        g_assert_cmpuint(counts[k], >, 850);
        g_assert_cmpuint(counts[k], <, 1150);
    }
}

/* Machines of one run may be of several kinds, and of several versions of Marbre. */
static void
test_stable(void)
{
    g_assert_true(marbre_share_has((MarbreShare){3, 5}, "articles/2026/03/velm"));
    g_assert_true(marbre_share_has((MarbreShare){3, 5}, "articles/2026/03/port-lune"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/newsroom/share/parse", test_parse);
    g_test_add_func("/newsroom/share/even", test_even);
    g_test_add_func("/newsroom/share/stable", test_stable);
    return g_test_run();
}
