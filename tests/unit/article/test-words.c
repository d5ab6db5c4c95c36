/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/normal.h"
#include "article/words.h"

#include <glib.h>
#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__})

static MarbreWords *
make(const char *const *list, size_t count, unsigned folds)
{
    MarbreWords *words = marbre_words_new(list, NULL, count, folds);
    g_assert_nonnull(words);
    return words;
}

static void
assert_found(const MarbreWords *words,
             const char *text,
             size_t from,
             size_t which,
             uint64_t start,
             uint64_t end)
{
    size_t found;
    MarbreSpan span;
    g_assert_true(marbre_words_find(words, text, strlen(text), from, &found, &span));
    g_assert_cmpuint(found, ==, which);
    g_assert_cmpuint(span.start, ==, start);
    g_assert_cmpuint(span.end, ==, end);
}

static void
assert_none(const MarbreWords *words, const char *text, size_t from)
{
    MarbreSpan span;
    g_assert_false(marbre_words_find(words, text, strlen(text), from, NULL, &span));
}

static void
test_whole(void)
{
    g_autoptr(MarbreWords) words = make(LIST("azéri", "Karabagh"), 2, 0);
    assert_none(words, "azérie azéris xazéri Karabaghs", 0);
    assert_found(words, "l’azéri, dit-il", 0, 0, 4, 10);
    assert_found(words, "Haut-Karabagh.", 0, 1, 5, 13);
    assert_none(words, "karabagh AZÉRI", 0);
    assert_none(words, "azéri\u0301", 0);
    assert_none(words, "", 0);

    g_autoptr(MarbreWords) high = make(LIST("été", "à"), 2, 0);
    assert_none(high, "prété éà 3été", 0);
    assert_found(high, "l'été", 0, 0, 2, 7);
}

static void
test_longest(void)
{
    g_autoptr(MarbreWords) words =
        make(LIST("Lachin", "couloir", "couloir de Lachin", "couloir de Lachine"), 4, 0);
    const char *text = "le couloir de Lachin et le couloir de Lachinia";
    assert_found(words, text, 0, 2, 3, 20);
    assert_found(words, text, 20, 1, 27, 34);
    assert_none(words, text, 34);
    assert_found(words, text, 14, 0, 14, 20);
}

static void
assert_word(const char *text, size_t at, uint64_t start, uint64_t end)
{
    MarbreSpan span;
    g_assert_true(marbre_word_at(text, strlen(text), at, &span));
    g_assert_cmpuint(span.start, ==, start);
    g_assert_cmpuint(span.end, ==, end);
}

static void
test_any(void)
{
    const char *text = "« L’été 2023, Haut-Karabagh";
    assert_word(text, 0, 3, 4);
    assert_word(text, 4, 7, 12);
    assert_word(text, 9, 7, 12);
    assert_word(text, 12, 13, 17);
    assert_word(text, 17, 19, 23);
    assert_word(text, 23, 24, 32);
    assert_word(text, 31, 24, 32);
    /* A mark on a letter goes with it. */
    assert_word("e\u0301te", 3, 0, 5);
    MarbreSpan span;
    g_assert_false(marbre_word_at(text, strlen(text), strlen(text), &span));
    g_assert_false(marbre_word_at("— !", 5, 0, &span));
    g_assert_false(marbre_word_at("", 0, 0, &span));
}

static void
test_folds(void)
{
    unsigned folds = MARBRE_FOLD_CASE | MARBRE_FOLD_APOSTROPHES | MARBRE_FOLD_SPACES;
    g_autoptr(MarbreWords) words = make(LIST("N’a pas\u00A0pu", "Straße"), 2, folds);
    g_assert_cmpuint(marbre_words_get_folds(words), ==, folds);
    assert_found(words, "cnn n'a pas pu", 0, 0, 4, 14);
    assert_found(words, "die strasse", 0, 1, 4, 11);
}

static void
test_signs(void)
{
    g_autoptr(MarbreWords) words = make(LIST("« ", "%", "C++"), 3, 0);
    assert_found(words, "dit « oui", 0, 0, 4, 7);
    assert_found(words, "12% de", 0, 1, 2, 3);
    assert_found(words, "en C++ ou", 0, 2, 3, 6);
}

static void
test_list(void)
{
    g_autoptr(MarbreWords) equal = make(LIST("a", "b", "a"), 3, 0);
    assert_found(equal, "b a", 1, 0, 2, 3);
    g_autoptr(MarbreWords) none = make(LIST("x"), 0, 0);
    assert_none(none, "x y z", 0);
    g_assert_null(marbre_words_new(LIST("a", ""), NULL, 2, 0));
    g_autofree char *large = g_strnfill(MARBRE_WORD_LIMIT + 1, 'a');
    const char *const list[] = {large};
    g_assert_null(marbre_words_new(list, NULL, 1, 0));
    const size_t size = MARBRE_WORD_LIMIT;
    g_autoptr(MarbreWords) longest = marbre_words_new(list, &size, 1, 0);
    g_assert_nonnull(longest);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/words/whole", test_whole);
    g_test_add_func("/article/words/any", test_any);
    g_test_add_func("/article/words/longest", test_longest);
    g_test_add_func("/article/words/folds", test_folds);
    g_test_add_func("/article/words/signs", test_signs);
    g_test_add_func("/article/words/list", test_list);
    return g_test_run();
}
