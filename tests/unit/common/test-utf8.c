/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "utf8.h"

#include <glib.h>
#include <string.h>

static void
test_walk(void)
{
    const char *text = "aé–😀";
    const uint32_t expected[] = {'a', 0xe9, 0x2013, 0x1f600};
    size_t at = 0, length, size = strlen(text);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmphex(utf8_at(text, size, at, &length), ==, expected[i]);
        at += length;
    }
    g_assert_cmpuint(at, ==, size);
    g_assert_cmphex(utf8_at(text, size, at, &length), ==, 0);
    g_assert_cmpuint(length, ==, 0);
    for (size_t i = G_N_ELEMENTS(expected); i-- > 0;) {
        g_assert_cmphex(utf8_before(text, at, &length), ==, expected[i]);
        at -= length;
    }
    g_assert_cmphex(utf8_before(text, 0, &length), ==, 0);
    g_assert_cmpuint(length, ==, 0);
}

static void
test_letters(void)
{
    for (uint32_t c = 1; c < 0x530; c++) {
        /* What GLib has for a letter of Latin, Greek and Cyrillic we have too. */
        if (c < 0x2b9 && g_unichar_isalpha(c))
            g_assert_true(utf8_is_letter(c));
        if (c < 0x180 && c != 0x130 && c != 0x149 && c != 0x131 && c != 0x17f)
            g_assert_cmphex(utf8_lower(c), ==, g_unichar_tolower(c));
        if (c < 0x180 && c != 0x130 && c != 0xaa && c != 0xba)
            g_assert_cmpint(utf8_is_lower(c), ==, g_unichar_islower(c));
    }
    g_assert_false(utf8_is_letter(0xab));
    g_assert_false(utf8_is_letter(0xd7));
    g_assert_false(utf8_is_letter(0x2019));
    g_assert_false(utf8_is_letter(0x20ac));
    g_assert_false(utf8_is_letter(0x3001));
    g_assert_false(utf8_is_letter(0x1f600));
    g_assert_true(utf8_is_letter(0x554));  /* Armenian */
    g_assert_true(utf8_is_letter(0x4e2d)); /* Chinese */
}

static void
test_spaces(void)
{
    static const uint32_t spaces[] = {' ', '\t', '\n', 0xa0, 0x202f, 0x2009, 0x2003, 0x3000};
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
        g_assert_true(utf8_is_space(spaces[i]));
    g_assert_false(utf8_is_space(0));
    g_assert_false(utf8_is_space(0x200b));
    g_assert_false(utf8_is_space('_'));
    const char *text = "a \xc2\xa0\xe2\x80\xaf z";
    g_assert_cmpuint(utf8_skip_space(text, strlen(text), 1), ==, strlen(text) - 1);
    g_assert_cmpuint(utf8_back_space(text, strlen(text) - 1), ==, 1);
}

static void
test_words(void)
{
    const char *text = "« aujourd’hui, vingt-deux' ";
    size_t size = strlen(text), at = strlen("« ");
    size_t end = utf8_word_end(text, size, at);
    g_assert_cmpuint(end, ==, at + strlen("aujourd’hui"));
    g_assert_cmpuint(utf8_word_start(text, end), ==, at);
    at = end + 2;
    g_assert_cmpuint(utf8_word_end(text, size, at), ==, at + strlen("vingt-deux"));
    g_assert_cmpuint(utf8_word_end(text, size, 0), ==, 0);
}

static void
test_cut(void)
{
    g_assert_cmpuint(utf8_cut("été", 5, 5), ==, 5);
    g_assert_cmpuint(utf8_cut("été", 5, 4), ==, 3);
    g_assert_cmpuint(utf8_cut("été", 5, 1), ==, 0);
}

static void
test_put(void)
{
    char out[4];
    static const char *const letters[] = {"a", "é", "–", "😀"};
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        size_t size = utf8_put(utf8_at(letters[i], strlen(letters[i]), 0, NULL), out);
        g_assert_cmpmem(out, size, letters[i], strlen(letters[i]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/utf8/walk", test_walk);
    g_test_add_func("/utf8/letters", test_letters);
    g_test_add_func("/utf8/spaces", test_spaces);
    g_test_add_func("/utf8/words", test_words);
    g_test_add_func("/utf8/cut", test_cut);
    g_test_add_func("/utf8/put", test_put);
    return g_test_run();
}
