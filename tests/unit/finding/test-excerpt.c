/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/excerpt.h"

#include <string.h>

/* The excerpt for the first place of `words` in `text`; `words` empty: for byte `at`. */
static void
assert_excerpt(const char *text,
               const char *words,
               uint64_t at,
               unsigned width,
               const char *line,
               const char *marks)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_auto(MarbreExcerpt) excerpt = {0};
    const char *found = *words != '\0' ? strstr(text, words) : text + at;
    MarbreSpan span = {(uint64_t)(found - text), (uint64_t)(found - text) + strlen(words)};
    bool shown = marbre_excerpt_of(file, span, width, &excerpt);

    g_assert_true(shown == (line != NULL));
    g_assert_cmpstr(excerpt.line, ==, line);
    g_assert_cmpstr(excerpt.marks, ==, marks);
}

static void
test_short(void)
{
    assert_excerpt("un\ndeux trois\nquatre\n", "trois", 0, 40, "deux trois", "     ^^^^^");
    assert_excerpt("un\r\ndeux trois\r\n", "deux", 0, 40, "deux trois", "^^^^");
    assert_excerpt("un deux", "", 3, 40, "un deux", "   ^");
    assert_excerpt("un deux", "", 7, 40, "un deux", "       ^");
    assert_excerpt("un deux\ntrois", "deux\ntrois", 0, 40, "un deux", "   ^^^^");
    assert_excerpt("un deux \ntrois", "deux \ntrois", 0, 40, "un deux ", "   ^^^^");
    assert_excerpt("\xEF\xBB\xBF"
                   "un deux",
                   "un", 0, 40, "un deux", "^^");
    assert_excerpt("\xEF\xBB\xBF"
                   "un deux",
                   "", 0, 40, "un deux", "^");
}

static void
test_nothing(void)
{
    assert_excerpt("un\n\ndeux", "", 3, 40, NULL, NULL);
    assert_excerpt("---\nun: a\n---\n", "", 10, 40, NULL, NULL);
    assert_excerpt("---\nun: a\n---\n", "---\nun", 0, 40, "---", "^^^");
    assert_excerpt("", "", 0, 40, NULL, NULL);
    assert_excerpt("\xEF\xBB\xBF", "", 0, 40, NULL, NULL);
    assert_excerpt("   \t\n", "  ", 0, 40, NULL, NULL);
}

static void
test_outside(void)
{
    g_autoptr(GBytes) file = g_bytes_new_static("un", 2);
    g_auto(MarbreExcerpt) excerpt = {0};

    g_assert_false(marbre_excerpt_of(file, (MarbreSpan){3, 3}, 40, &excerpt));
    g_assert_false(marbre_excerpt_of(file, (MarbreSpan){0, 3}, 40, &excerpt));
    g_assert_false(marbre_excerpt_of(file, (MarbreSpan){2, 1}, 40, &excerpt));
    g_assert_null(excerpt.line);
}

static void
test_columns(void)
{
    /* a wide character, a combining accent, a no-break space */
    assert_excerpt("日本 cafe\xCC\x81 noir", "cafe\xCC\x81", 0, 40, "日本 cafe\xCC\x81 noir",
                   "     ^^^^");
    assert_excerpt("日本 x", "本", 0, 40, "日本 x", "  ^^");
    assert_excerpt("日本 x", "", 3, 40, "日本 x", "  ^");
    assert_excerpt("e\xCC\x81t", "\xCC\x81", 0, 40, "e\xCC\x81t", "^");
    assert_excerpt("«\u00A0non\u00A0»", "non", 0, 40, "«\u00A0non\u00A0»", "  ^^^");
    assert_excerpt("\xCC\x81 a", "\xCC\x81", 0, 40, "\xCC\x81 a", "^");
    g_assert_cmpuint(marbre_text_columns("日e\xCC\x81\xFF", 7), ==, 4);
}

static void
test_hostile(void)
{
    assert_excerpt("a\x1B[31mb", "b", 0, 40, "a<U+001B>[31mb", "             ^");
    assert_excerpt("a\u202Eb", "\u202E", 0, 40, "a<U+202E>b", " ^^^^^^^^");
    assert_excerpt("a\tb", "b", 0, 40, "a b", "  ^");
    assert_excerpt("a\xFF"
                   "b",
                   "b", 0, 40, "a<0xFF>b", "       ^");
}

static void
test_nul(void)
{
    g_autoptr(GBytes) file = g_bytes_new_static("a\0b", 3);
    g_auto(MarbreExcerpt) excerpt = {0};

    g_assert_true(marbre_excerpt_of(file, (MarbreSpan){2, 3}, 40, &excerpt));
    g_assert_cmpstr(excerpt.line, ==, "a<U+0000>b");
    g_assert_cmpstr(excerpt.marks, ==, "         ^");
}

static const char prose[] =
    "Le gouvernement a annoncé mardi que les négociations reprendraient dès la semaine prochaine, "
    "sans donner de calendrier précis, tandis que la Croix-Rouge attend toujours un accès.";

static void
test_window(void)
{
    assert_excerpt(prose, "négociations", 0, 50, "…mardi que les négociations reprendraient dès…",
                   "               ^^^^^^^^^^^^");
    assert_excerpt(prose, "Le", 0, 30, "Le gouvernement a annoncé…", "^^");
    assert_excerpt(prose, "accès.", 0, 42, "…la Croix-Rouge attend toujours un accès.",
                   "                                   ^^^^^^");
}

static void
test_long_words(void)
{
    g_autoptr(GString) text = g_string_new("avant ");
    g_autoptr(GBytes) file = NULL;
    g_auto(MarbreExcerpt) excerpt = {0};

    for (unsigned i = 0; i < 100000; i++)
        g_string_append(text, "mot ");
    file = g_bytes_new(text->str, text->len);
    g_assert_true(marbre_excerpt_of(file, (MarbreSpan){6, text->len}, 40, &excerpt));
    g_assert_cmpuint(marbre_text_columns(excerpt.line, strlen(excerpt.line)), <=, 40);
    g_assert_true(g_str_has_suffix(excerpt.line, "…"));
    g_assert_true(g_str_has_suffix(excerpt.marks, "^"));
}

/* Whatever is marked, the line keeps to its width and the marks to the line. */
static void
test_every_place(void)
{
    g_autoptr(GBytes) file = g_bytes_new_static(prose, sizeof prose - 1);

    for (uint64_t start = 0; start < sizeof prose; start++) {
        for (uint64_t end = start; end < sizeof prose; end += 7) {
            g_auto(MarbreExcerpt) excerpt = {0};
            size_t line = 0;
            size_t marks = 0;

            g_assert_true(marbre_excerpt_of(file, (MarbreSpan){start, end}, 30, &excerpt));
            line = marbre_text_columns(excerpt.line, strlen(excerpt.line));
            marks = strlen(excerpt.marks);
            g_assert_cmpuint(line, <=, 30);
            g_assert_cmpuint(marks, >, 0);
            g_assert_cmpuint(marks, <=, line + 1);
            g_assert_nonnull(strchr(excerpt.marks, '^'));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/excerpt/short", test_short);
    g_test_add_func("/finding/excerpt/nothing", test_nothing);
    g_test_add_func("/finding/excerpt/outside", test_outside);
    g_test_add_func("/finding/excerpt/columns", test_columns);
    g_test_add_func("/finding/excerpt/hostile", test_hostile);
    g_test_add_func("/finding/excerpt/nul", test_nul);
    g_test_add_func("/finding/excerpt/window", test_window);
    g_test_add_func("/finding/excerpt/long", test_long_words);
    g_test_add_func("/finding/excerpt/every-place", test_every_place);
    return g_test_run();
}
