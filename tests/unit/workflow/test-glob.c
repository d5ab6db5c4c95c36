/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/glob.h"

#include <glib.h>

static void
test_matches(void)
{
    static const struct {
        const char *glob, *path;
        bool matches;
    } cases[] = {
        {"content", "content", true},
        {"content", "content/a/b.md", true},
        {"content/", "content/a", true},
        {"content", "contents", false},
        {"content", "a/content", false},
        {"content/*", "content/a", true},
        {"content/*", "content/a/b", true},
        {"content/*", "content", false},
        {"content/*.md", "content/a.md", true},
        {"content/*.md", "content/a/b.md", false},
        {"content/*.md", "content/a.md.bak", false},
        {"content/**/*.md", "content/a.md", true},
        {"content/**/*.md", "content/a/b/c.md", true},
        {"content/**/b.md", "content/ab.md", false},
        {"content/**/b.md", "content/x/ab.md", false},
        {"content/**/b.md", "content/x/y/b.md", true},
        {"**/b", "b", true},
        {"**/b", "a/b/c", true},
        {"**", "any/thing", true},
        {"a?c", "abc", true},
        {"a?c", "aéc", true},
        {"a?c", "a/c", false},
        {"a*b*c", "axxbxbyc", true},
        {"a*b*c", "axxbxby", false},
        {"*/x*/**/y*z", "a/xb/c/d/yyz", true},
        {"*/x*/**/y*z", "a/b/xb/yyz", false},
        {"*é", "caféé", true},
        {"", "a", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (marbre_glob_matches(cases[i].glob, cases[i].path) != cases[i].matches)
            g_error("%s on %s", cases[i].glob, cases[i].path);
}

/* The stars of a hostile glob are tried one after the other: all against all, this would not end.
 */
static void
test_hostile(void)
{
    g_autofree char *path = g_strnfill(4000, 'a');

    g_assert_false(marbre_glob_matches("a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", path));
    g_assert_false(marbre_glob_matches("**a**a**a**a**a**a**a**b", path));
}

static void
test_check(void)
{
    g_autofree char *longest = g_strnfill(1001, 'a');

    g_assert_true(marbre_glob_check("content/**/*.md"));
    g_assert_true(marbre_glob_check("content/"));
    g_assert_true(marbre_glob_check("Vieilles pages/é"));
    g_assert_false(marbre_glob_check(""));
    g_assert_false(marbre_glob_check("/content"));
    g_assert_false(marbre_glob_check("../x"));
    g_assert_false(marbre_glob_check("a/./b"));
    g_assert_false(marbre_glob_check("a//b"));
    g_assert_false(marbre_glob_check("a\\b"));
    g_assert_false(marbre_glob_check("a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*p*q*r"));
    g_assert_false(marbre_glob_check(longest));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/glob/matches", test_matches);
    g_test_add_func("/workflow/glob/hostile", test_hostile);
    g_test_add_func("/workflow/glob/check", test_check);
    return g_test_run();
}
