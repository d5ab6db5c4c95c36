/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"

static void
test_format(void)
{
    g_autoptr(MarbreLines) lines = marbre_lines_new("a\nbé\nc", 7);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *text = NULL;
    g_autofree char *none = NULL;
    MarbreProblem *problem = marbre_problems_add(problems, "x\n.yaml", lines, 5, "%d is wrong", 7);

    (void)marbre_problems_add_rule(problems, "y.yaml", NULL, 40, "marbre/bad-yaml", "no");
    marbre_problem_set_fix(problem, (MarbreSpan){1, 2}, "first");
    marbre_problem_set_fix(problem, (MarbreSpan){4, 5}, "second");
    text = marbre_problems_format(problems);
    g_assert_cmpstr(text, ==, "x .yaml:2:3: 7 is wrong\ny.yaml:1:1: no\n");
    g_assert_cmpuint(problem->offset, ==, 5);
    g_assert_null(problem->rule);
    g_assert_cmpstr(problem->fix->text, ==, "second");
    g_assert_cmpuint(problem->fix->start, ==, 4);
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[1])->rule, ==, "marbre/bad-yaml");
    g_ptr_array_set_size(problems, 0);
    none = marbre_problems_format(problems);
    g_assert_cmpstr(none, ==, "");
}

static void
test_error(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GPtrArray) more = marbre_problems_new();
    g_autoptr(GError) error = NULL;

    (void)marbre_problems_add(problems, "a", NULL, 0, "one");
    (void)marbre_problems_add(more, "b", NULL, 0, "two");
    marbre_problems_take(problems, more);
    g_assert_cmpuint(more->len, ==, 0);
    error = marbre_problems_to_error(problems, MARBRE_ERROR_USAGE);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_cmpstr(error->message, ==, "a:1:1: one\nb:1:1: two");
}

static void
test_nearest(void)
{
    static const char *const known[] = {"title", "standfirst", "slug", "images", "id", NULL};

    g_assert_cmpstr(marbre_nearest("titel", known), ==, "title");
    g_assert_cmpstr(marbre_nearest("Title", known), ==, "title");
    g_assert_cmpstr(marbre_nearest("standfrist", known), ==, "standfirst");
    g_assert_cmpstr(marbre_nearest("image", known), ==, "images");
    g_assert_cmpstr(marbre_nearest("slugs", known), ==, "slug");
    g_assert_null(marbre_nearest("zzzzz", known));
    g_assert_null(marbre_nearest("x", known));
    g_assert_null(marbre_nearest("", known));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/problem/format", test_format);
    g_test_add_func("/problem/error", test_error);
    g_test_add_func("/problem/nearest", test_nearest);
    return g_test_run();
}
