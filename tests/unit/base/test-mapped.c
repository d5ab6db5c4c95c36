/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/mapped.h"

static void
assert_source(MarbreMapped *mapped, MarbreSpan text, uint64_t start, uint64_t end)
{
    MarbreSpan source = {77, 77};

    g_assert_true(marbre_mapped_to_source(mapped, text, &source));
    g_assert_cmpuint(source.start, ==, start);
    g_assert_cmpuint(source.end, ==, end);
}

/* « ab&amp;cd » at byte 10, then « ef » at 30. */
static MarbreMapped *
example(void)
{
    MarbreMapped *mapped = marbre_mapped_new();

    marbre_mapped_append_same(mapped, "ab", 2, 10);
    marbre_mapped_append_for(mapped, "&", 1, 12, 17);
    marbre_mapped_append_same(mapped, "cd", 2, 17);
    marbre_mapped_append_for(mapped, " ", 1, 19, 30);
    marbre_mapped_append_same(mapped, "e", 1, 30);
    marbre_mapped_append_same(mapped, "f", 1, 31);
    return mapped;
}

static void
test_to_source(void)
{
    g_autoptr(MarbreMapped) mapped = example();
    size_t size = 0;
    MarbreSpan source;

    g_assert_cmpstr(marbre_mapped_get_text(mapped, &size), ==, "ab&cd ef");
    g_assert_cmpuint(size, ==, 8);
    g_assert_cmpuint(marbre_mapped_count_runs(mapped), ==, 5); /* e and f are one */
    assert_source(mapped, (MarbreSpan){0, 8}, 10, 32);
    assert_source(mapped, (MarbreSpan){1, 2}, 11, 12);
    assert_source(mapped, (MarbreSpan){2, 3}, 12, 17);
    assert_source(mapped, (MarbreSpan){1, 4}, 11, 18);
    assert_source(mapped, (MarbreSpan){5, 6}, 19, 30);
    assert_source(mapped, (MarbreSpan){7, 8}, 31, 32);
    g_assert_false(marbre_mapped_to_source(mapped, (MarbreSpan){0, 9}, &source));
    g_assert_false(marbre_mapped_to_source(mapped, (MarbreSpan){3, 2}, &source));
}

static void
test_empty_ranges(void)
{
    g_autoptr(MarbreMapped) mapped = example();
    g_autoptr(MarbreMapped) none = marbre_mapped_new();
    g_autoptr(MarbreMapped) placed = marbre_mapped_new();
    MarbreSpan source;

    assert_source(mapped, (MarbreSpan){0, 0}, 10, 10);
    assert_source(mapped, (MarbreSpan){3, 3}, 17, 17);
    assert_source(mapped, (MarbreSpan){6, 6}, 30, 30);
    assert_source(mapped, (MarbreSpan){8, 8}, 32, 32);
    g_assert_false(marbre_mapped_to_source(none, (MarbreSpan){0, 0}, &source));
    g_assert_cmpstr(marbre_mapped_get_text(none, NULL), ==, "");
    marbre_mapped_append_for(placed, "", 0, 5, 5);
    assert_source(placed, (MarbreSpan){0, 0}, 5, 5);
}

static void
test_from_source(void)
{
    g_autoptr(MarbreMapped) mapped = example();
    static const uint64_t pairs[][2] = {{0, 0},  {10, 0}, {11, 1}, {12, 2}, {13, 3},
                                        {16, 3}, {17, 3}, {18, 4}, {19, 5}, {25, 6},
                                        {30, 6}, {31, 7}, {32, 8}, {99, 8}};

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        g_assert_cmpuint(marbre_mapped_from_source(mapped, pairs[i][0]), ==, pairs[i][1]);
}

static void
test_parts(void)
{
    g_autoptr(MarbreMapped) mapped = example();
    g_autoptr(MarbreMapped) part = marbre_mapped_new();

    g_assert_true(marbre_mapped_append_part(part, mapped, (MarbreSpan){1, 4}));
    g_assert_true(marbre_mapped_append_part(part, mapped, (MarbreSpan){7, 8}));
    g_assert_true(marbre_mapped_append_part(part, mapped, (MarbreSpan){8, 8}));
    g_assert_false(marbre_mapped_append_part(part, mapped, (MarbreSpan){7, 9}));
    g_assert_cmpstr(marbre_mapped_get_text(part, NULL), ==, "b&cf");
    assert_source(part, (MarbreSpan){0, 1}, 11, 12);
    assert_source(part, (MarbreSpan){1, 2}, 12, 17);
    assert_source(part, (MarbreSpan){2, 4}, 17, 32);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mapped/to-source", test_to_source);
    g_test_add_func("/mapped/empty-ranges", test_empty_ranges);
    g_test_add_func("/mapped/from-source", test_from_source);
    g_test_add_func("/mapped/parts", test_parts);
    return g_test_run();
}
