/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/message.h"

static void
test_plural(void)
{
    g_assert_cmpint(marbre_message_plural("fr", "0"), ==, MARBRE_PLURAL_ONE);
    g_assert_cmpint(marbre_message_plural("fr-CA", "0"), ==, MARBRE_PLURAL_ONE);
    g_assert_cmpint(marbre_message_plural("fr", "1"), ==, MARBRE_PLURAL_ONE);
    g_assert_cmpint(marbre_message_plural("fr", "2"), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural("en", "0"), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural("en", "1"), ==, MARBRE_PLURAL_ONE);
    g_assert_cmpint(marbre_message_plural("en", "11"), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural("fry", "0"), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural(NULL, "1"), ==, MARBRE_PLURAL_ONE);
    g_assert_cmpint(marbre_message_plural("fr", NULL), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural("fr", "un"), ==, MARBRE_PLURAL_OTHER);
    g_assert_cmpint(marbre_message_plural("fr", "99999999999999999999"), ==, MARBRE_PLURAL_OTHER);
}

static void
assert_filled(const char *text, GVariant *args, const char *expected)
{
    g_autofree char *filled = marbre_message_fill(text, args);

    g_assert_cmpstr(filled, ==, expected);
}

static void
test_fill(void)
{
    g_autoptr(GVariant) args = g_variant_ref_sink(
        g_variant_new_parsed("[('name', 'Stepanakert'), ('count', '3'), ('hole', '{name}')]"));

    assert_filled("{count} fois {name}", args, "3 fois Stepanakert");
    assert_filled("{name}{name}", args, "StepanakertStepanakert");
    assert_filled("plain", args, "plain");
    assert_filled("", args, "");
    assert_filled("{unknown} {name}", args, "{unknown} Stepanakert");
    assert_filled("{ name} {} { {name", args, "{ name} {} { {name");
    assert_filled("{{name}}", args, "{Stepanakert}");
    assert_filled("{hole}", args, "{name}");
    assert_filled("{name}", NULL, "{name}");
    assert_filled("100 % of {count}%s", args, "100 % of 3%s");
}

static void
test_hostile(void)
{
    g_autoptr(GVariant) args =
        g_variant_ref_sink(g_variant_new_parsed("[('words', '\\u001b[31m\\u202erouge\\na')]"));

    assert_filled("« {words} »", args, "« <U+001B>[31m<U+202E>rouge a »");
}

static void
test_argument(void)
{
    g_autoptr(GVariant) args =
        g_variant_ref_sink(g_variant_new_parsed("[('a', '1'), ('b', ''), ('a', '2')]"));

    g_assert_cmpstr(marbre_message_argument(args, "a"), ==, "1");
    g_assert_cmpstr(marbre_message_argument(args, "b"), ==, "");
    g_assert_null(marbre_message_argument(args, "c"));
    g_assert_null(marbre_message_argument(NULL, "a"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/message/plural", test_plural);
    g_test_add_func("/finding/message/fill", test_fill);
    g_test_add_func("/finding/message/hostile", test_hostile);
    g_test_add_func("/finding/message/argument", test_argument);
    return g_test_run();
}
