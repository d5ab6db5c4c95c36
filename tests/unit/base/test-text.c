/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"

#include <string.h>

static void
assert_place(const MarbreLines *lines, uint64_t offset, uint64_t line, uint64_t column)
{
    MarbrePlace place = marbre_lines_place(lines, offset);

    g_assert_cmpuint(place.line, ==, line);
    g_assert_cmpuint(place.column, ==, column);
}

static void
test_places(void)
{
    const char *text = "été\r\nà\n\nfin";
    g_autoptr(MarbreLines) lines = marbre_lines_new(text, strlen(text));

    g_assert_cmpuint(marbre_lines_count(lines), ==, 4);
    assert_place(lines, 0, 1, 1);
    assert_place(lines, 2, 1, 2);
    assert_place(lines, 1, 1, 1); /* within é */
    assert_place(lines, 5, 1, 4);
    assert_place(lines, 7, 2, 1);
    assert_place(lines, 9, 2, 2);
    assert_place(lines, 10, 3, 1);
    assert_place(lines, 11, 4, 1);
    assert_place(lines, 14, 4, 4);
    assert_place(lines, 999, 4, 4);
    g_assert_cmpuint(marbre_lines_place(lines, 999).offset, ==, 14);
}

static void
test_spans(void)
{
    const char *text = "a\r\nbc\rd\n";
    g_autoptr(MarbreLines) lines = marbre_lines_new(text, strlen(text));
    static const MarbreSpan expected[] = {{0, 1}, {3, 5}, {6, 7}, {8, 8}};

    g_assert_cmpuint(marbre_lines_count(lines), ==, 4);
    for (size_t i = 0; i < 4; i++) {
        MarbreSpan span = marbre_lines_span(lines, i + 1);

        g_assert_cmpuint(span.start, ==, expected[i].start);
        g_assert_cmpuint(span.end, ==, expected[i].end);
    }
    g_assert_cmpuint(marbre_lines_span(lines, 0).start, ==, 8);
    g_assert_cmpuint(marbre_lines_span(lines, 5).end, ==, 8);
}

static void
test_mark_and_empty(void)
{
    g_autoptr(MarbreLines) lines = marbre_lines_new("\xEF\xBB\xBFx\ny", 6);
    g_autoptr(MarbreLines) empty = marbre_lines_new("", 0);

    assert_place(lines, 0, 1, 1);
    assert_place(lines, 3, 1, 1);
    assert_place(lines, 4, 1, 2);
    assert_place(lines, 5, 2, 1);
    g_assert_cmpuint(marbre_lines_count(empty), ==, 1);
    assert_place(empty, 0, 1, 1);
}

static void
test_long_line(void)
{
    g_autoptr(GString) text = g_string_new("x\n");
    g_autoptr(MarbreLines) lines = NULL;

    for (int i = 0; i < 100000; i++)
        g_string_append(text, "é");
    lines = marbre_lines_new(text->str, text->len);
    for (int i = 0; i < 100000; i += 977)
        assert_place(lines, 2 + 2 * (uint64_t)i, 2, (uint64_t)i + 1);
}

static void
assert_check(const char *data, size_t size, uint64_t bad)
{
    uint64_t offset = UINT64_MAX;
    const char *why = NULL;

    g_assert_cmpint(marbre_text_check(data, size, &offset, &why), ==, bad == UINT64_MAX);
    g_assert_cmpuint(offset, ==, bad);
    g_assert_true((why != NULL) == (bad != UINT64_MAX));
}

static void
test_check(void)
{
    assert_check("plain text, longer than eight\nété\n", 33, UINT64_MAX);
    assert_check("\xEF\xBB\xBFmark\r\nmore\r\n", 15, UINT64_MAX);
    assert_check("", 0, UINT64_MAX);
    assert_check("12345678a\0b", 11, 9);
    assert_check("a\nb\r\nc", 6, 3);
    assert_check("a\r\nb\nc", 6, 4);
    assert_check("a\rb", 3, 1);
    assert_check("abcdefgh\r", 9, 8);
    assert_check("caf\xE9", 4, 3);              /* Latin-1 */
    assert_check("\xC0\xAF", 2, 0);             /* overlong */
    assert_check("\xED\xA0\x80", 3, 0);         /* surrogate */
    assert_check("\xF4\x90\x80\x80", 4, 0);     /* behind Unicode's end */
    assert_check("abcdefghij\xE2\x82", 12, 10); /* cut short */
    assert_check("\xFF\xFEm\0", 4, 0);          /* UTF-16 */
}

static void
test_white(void)
{
    static const char *const whites[] = {" ",      "\t",     "\n",     "\r",     "\u00A0",
                                         "\u202F", "\u2009", "\u3000", "\u2028", "\xC2\x85"};

    for (size_t i = 0; i < G_N_ELEMENTS(whites); i++) {
        size_t size = strlen(whites[i]);

        g_assert_cmpuint(marbre_text_white(whites[i], whites[i] + size), ==, size);
    }
    g_assert_cmpuint(marbre_text_white("a", "a" + 1), ==, 0);
    g_assert_cmpuint(marbre_text_white("\u200B", "\u200B" + 3), ==, 0);
    g_assert_cmpuint(marbre_text_white("", ""), ==, 0);
}

static void
test_collapse(void)
{
    const char *text = " \t« \u00A0Oui\r\n\u202F» !\u3000";
    size_t size = 0;
    g_autofree char *collapsed = marbre_text_collapse(text, strlen(text), &size);
    g_autofree char *empty = marbre_text_collapse(" \n ", 3, NULL);

    g_assert_cmpstr(collapsed, ==, "« Oui » !");
    g_assert_cmpuint(size, ==, strlen("« Oui » !"));
    g_assert_cmpstr(empty, ==, "");
}

static void
test_shown(void)
{
    g_autofree char *shown =
        marbre_text_shown("a\x1B[31m\u202Eb\xFF\nc\td\u200B\uFFFE\xC2\x85 — مرحبا 👩\u200D🚀");

    g_assert_cmpstr(shown, ==,
                    "a<U+001B>[31m<U+202E>b<0xFF> c d<U+200B><U+FFFE><U+0085> — مرحبا 👩\u200D🚀");
}

static void
test_characters(void)
{
    gunichar character = 0;
    const char *text = "😀";

    g_assert_cmpuint(marbre_text_character(text, text + 4, &character), ==, 4);
    g_assert_cmpuint(character, ==, 0x1F600);
    g_assert_cmpuint(marbre_text_character(text, text + 3, &character), ==, 0);
    g_assert_cmpuint(marbre_text_character(text, text, NULL), ==, 0);
    g_assert_true(marbre_text_is_bidi_control(0x2067));
    g_assert_false(marbre_text_is_bidi_control(0x200F));
    g_assert_true(marbre_text_is_invisible(0xAD));
    g_assert_false(marbre_text_is_invisible(0x200D));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/places", test_places);
    g_test_add_func("/text/spans", test_spans);
    g_test_add_func("/text/mark-and-empty", test_mark_and_empty);
    g_test_add_func("/text/long-line", test_long_line);
    g_test_add_func("/text/check", test_check);
    g_test_add_func("/text/white", test_white);
    g_test_add_func("/text/collapse", test_collapse);
    g_test_add_func("/text/shown", test_shown);
    g_test_add_func("/text/characters", test_characters);
    return g_test_run();
}
