/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

/* Changes as "part:removed>added", joined by bars. */
static char *
shown(const GPtrArray *changes)
{
    GString *text = g_string_new("");
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        g_string_append_printf(text, "%s%s%s%s>%s", i > 0 ? "|" : "",
                               change->part ? change->part : "", change->part ? ":" : "",
                               change->removed, change->added);
    }
    return g_string_free(text, false);
}

static void
assert_diff(const char *before, const char *after, const char *expected)
{
    g_autoptr(GPtrArray) changes = marbre_diff_words(before, strlen(before), after, strlen(after));
    g_autofree char *text = shown(changes);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_words(void)
{
    assert_diff("un deux trois", "un deux trois", "");
    assert_diff("un deux trois", "un quatre trois", "deux>quatre");
    assert_diff("un trois", "un deux trois", ">deux");
    assert_diff("un deux trois", "un trois", "deux>");
    assert_diff("", "un deux", ">un deux");
    assert_diff("un deux", "", "un deux>");
    assert_diff("", "", "");
    assert_diff("l’armée azérie", "l’armée arménienne", "azérie>arménienne");
    assert_diff("a b c a b b a", "c b a b a c", "a>c|c>|b>|>c");
}

static void
test_white_space(void)
{
    assert_diff("«\u00A0oui\u202F»\n\nnon", "« oui »  non ", "");
    assert_diff("un\ndeux  trois", "un x  y trois", "deux>x y");
}

static void
test_numbers(void)
{
    assert_diff("il y a 3,5 %", "il y a 4,2 %", "3,5>4,2");
    assert_diff("fin.", "fin !", ".>!");
}

static void
test_places(void)
{
    const char *before = "Cinq morts à Stepanakert.";
    const char *after = "Sept morts et 80 blessés à Stepanakert.";
    g_autoptr(GPtrArray) changes = marbre_diff_words(before, strlen(before), after, strlen(after));
    g_assert_cmpuint(changes->len, ==, 2);
    const MarbreWordChange *first = g_ptr_array_index(changes, 0);
    g_assert_cmpuint(first->before.start, ==, 0);
    g_assert_cmpuint(first->before.end, ==, 4);
    g_assert_cmpuint(first->after.end, ==, 4);
    g_assert_cmpuint(first->removed_count, ==, 1);
    const MarbreWordChange *second = g_ptr_array_index(changes, 1);
    g_assert_cmpstr(second->removed, ==, "");
    g_assert_cmpstr(second->added, ==, "et 80 blessés");
    g_assert_cmpuint(second->added_count, ==, 3);
    g_assert_cmpuint(second->before.start, ==, 11);
    g_assert_cmpuint(second->before.end, ==, 11);
    g_assert_cmpuint(second->after.start, ==, 11);
    g_assert_cmpuint(second->after.end, ==, 25);
}

static MarbreCopy *
parse(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_copy_parse("index.fr.md", "fr", bytes, problems);
}

static void
test_copies(void)
{
    const char *const keys[] = {"title", NULL};
    const char *const all[] = {"*", NULL};
    const char *new = "---\ntitle: \"Neuf\"\nnote: b\n---\nTexte corrigé.\n";
    g_autoptr(MarbreCopy) before = parse("---\ntitle: \"Vieux\"\nlost: a\n---\nTexte faux.\n");
    g_autoptr(MarbreCopy) after = parse(new);
    g_autoptr(GPtrArray) some = marbre_words_changed(before, after, keys);
    g_autofree char *text = shown(some);
    g_assert_cmpstr(text, ==, "key:title:Vieux>Neuf|text:faux>corrigé");
    const MarbreWordChange *last = g_ptr_array_index(some, 1);
    g_assert_cmpuint(last->after.start, ==, strstr(new, "corrigé") - new);
    g_autoptr(GPtrArray) every = marbre_words_changed(before, after, all);
    g_autofree char *all_text = shown(every);
    g_assert_cmpstr(all_text, ==, "key:title:Vieux>Neuf|key:note:>b|key:lost:a>|text:faux>corrigé");
    g_autoptr(GPtrArray) fresh = marbre_words_changed(NULL, after, NULL);
    g_autofree char *fresh_text = shown(fresh);
    g_assert_cmpstr(fresh_text, ==, "text:>Texte corrigé.");
    g_autoptr(GPtrArray) gone = marbre_words_changed(before, NULL, keys);
    g_autofree char *gone_text = shown(gone);
    g_assert_cmpstr(gone_text, ==, "key:title:\"Vieux\">|text:Texte faux.>");
}

/* Rebuilding the new words from the old ones and the changes gives the new words. */
static void
test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int round = 0; round < 400; round++) {
        g_autoptr(GString) before = g_string_new("");
        g_autoptr(GString) after = g_string_new("");
        int words = g_rand_int_range(random, 0, 40);
        for (int i = 0; i < words; i++) {
            g_string_append_printf(before, "%c ", 'a' + g_rand_int_range(random, 0, 4));
            g_string_append_printf(after, "%c ", 'a' + g_rand_int_range(random, 0, 4));
        }
        g_autoptr(GPtrArray) changes =
            marbre_diff_words(before->str, before->len, after->str, after->len);
        g_autoptr(GString) rebuilt = g_string_new("");
        uint64_t at = 0;
        for (guint i = 0; i < changes->len; i++) {
            const MarbreWordChange *change = g_ptr_array_index(changes, i);
            g_assert_cmpuint(change->before.start, >=, at);
            g_string_append_len(rebuilt, before->str + at, (gssize)(change->before.start - at));
            g_string_append_printf(rebuilt, " %s ", change->added);
            at = change->before.end;
        }
        g_string_append(rebuilt, before->str + at);
        g_autoptr(GPtrArray) none =
            marbre_diff_words(rebuilt->str, rebuilt->len, after->str, after->len);
        g_assert_cmpuint(none->len, ==, 0);
    }
}

/* Two long texts without a word in common: bounded, one change. */
static void
test_bound(void)
{
    g_autoptr(GString) before = g_string_new("");
    g_autoptr(GString) after = g_string_new("");
    for (int i = 0; i < 20000; i++) {
        g_string_append_printf(before, "a%d ", i);
        g_string_append_printf(after, "b%d ", i);
    }
    g_autoptr(GPtrArray) changes =
        marbre_diff_words(before->str, before->len, after->str, after->len);
    g_assert_cmpuint(changes->len, ==, 1);
    const MarbreWordChange *change = g_ptr_array_index(changes, 0);
    g_assert_cmpuint(change->removed_count, ==, 20000);
    g_assert_cmpuint(change->added_count, ==, 20000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/diff/words", test_words);
    g_test_add_func("/article/diff/white-space", test_white_space);
    g_test_add_func("/article/diff/numbers", test_numbers);
    g_test_add_func("/article/diff/places", test_places);
    g_test_add_func("/article/diff/copies", test_copies);
    g_test_add_func("/article/diff/random", test_random);
    g_test_add_func("/article/diff/bound", test_bound);
    return g_test_run();
}
