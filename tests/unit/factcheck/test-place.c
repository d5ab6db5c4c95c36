/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "factcheck/place.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* The place is that of the letter X. */
static bool
is_code(const char *markdown)
{
    return place_is_code(markdown, strlen(markdown), (size_t)(strchr(markdown, 'X') - markdown));
}

static void
test_code(void)
{
    g_assert_true(is_code("a `X` b"));
    g_assert_true(is_code("``a ` X`` b"));
    g_assert_true(is_code("`a` `X`"));
    g_assert_false(is_code("`a` X `b`"));
    g_assert_false(is_code("`a X"));
    g_assert_false(is_code("``a X`"));
    g_assert_false(is_code("\\`a X\\`"));
    g_assert_true(is_code("`\\` `X`"));
    g_assert_false(is_code("X"));
}

static void
test_ends(void)
{
    g_assert_cmpuint(place_trim("ab \r\n", 0, 5), ==, 2);
    g_assert_cmpuint(place_trim("   ", 1, 3), ==, 1);
    g_assert_cmpuint(place_after_marks("a.**_ b", 7, 2), ==, 5);
    g_assert_cmpuint(place_after_marks("a.", 2, 2), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/factcheck/place/code", test_code);
    g_test_add_func("/factcheck/place/ends", test_ends);
    return g_test_run();
}
