/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "wire/encoding.h"

#include <string.h>

/* One file: its bytes, what it reads as, and what is said of it. */
typedef struct {
    const char *bytes;
    size_t size;
    const char *text; /* NULL: refused */
    const char *encoding;
    MarbreRepairs repairs;
} Case;

#define BYTES(string) string, sizeof string - 1

static void
assert_repairs(const char *of, const MarbreRepairs *got, const MarbreRepairs *expected)
{
    if (memcmp(got, expected, sizeof *got) != 0)
        g_error("%s: %u strays, %u mojibake, %u suspicious, %u lost, %u composed, %u ends, "
                "%u invisible, %u directions, %u controls",
                of, got->strays, got->mojibake, got->suspicious, got->lost, got->composed,
                got->line_ends, got->invisible, got->directions, got->controls);
}

static void
check(const Case *one)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(one->bytes, one->size);
    g_autoptr(GError) error = NULL;
    MarbreRepairs repairs = {0};
    const char *encoding = NULL;
    g_autofree char *text = marbre_encoding_decode(bytes, &encoding, &repairs, &error);
    g_assert_cmpstr(text, ==, one->text);
    if (one->text == NULL) {
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        if (memchr(one->bytes, '\0', one->size) == NULL)
            g_assert_cmpstr(
                error->message, ==,
                "the file is not text in UTF-8, UTF-16 or Windows-1252; save it as text in UTF-8");
        return;
    }
    g_assert_no_error(error);
    g_assert_cmpstr(encoding, ==, one->encoding);
    assert_repairs(one->text, &repairs, &one->repairs);
}

static void
test_bytes(void)
{
    static const Case cases[] = {
        {BYTES("d\xc3\xa9j\xc3\xa0"), "déjà", "UTF-8", {0}},
        {BYTES("\xef\xbb\xbfoui"), "oui", "UTF-8", {0}},
        {BYTES("\xff\xfeo\0u\0\xe9\0"), "oué", "UTF-16LE", {0}},
        {BYTES("\xfe\xff\0o\0u\0\xe9"), "oué", "UTF-16BE", {0}},
        {BYTES("d\xe9j\xe0 \x93vu\x94 \x80"), "déjà “vu” €", "Windows-1252", {0}},
        {BYTES("\xc3\xa9\xc3\xa8\xc3\xa0\xc3\xa7\xc3\xaa et \xe9"),
         "éèàçê et é",
         "UTF-8",
         {.strays = 1}},
        {BYTES("\xc3\xa9t\xc3\xa9 coup\xc3"), "été coup\ufffd", "UTF-8", {.lost = 1}},
        {BYTES(""), "", "UTF-8", {0}},
        {BYTES("a\0b"), NULL, NULL, {0}},
        {BYTES("\xff\xfe\0\0a\0\0\0"), NULL, NULL, {0}},
        {BYTES("\xff\xfe\xd8\xd8z"), NULL, NULL, {0}},
        {BYTES("\x81\x8d caf\xe9"), NULL, NULL, {0}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&cases[i]);
}

static void
test_mojibake(void)
{
    static const Case cases[] = {
        {BYTES("l\u00e2\u20ac\u2122\u00c3\u00a9t\u00c3\u00a9"), "l’été", "UTF-8", {.mojibake = 3}},
        {BYTES("\u00c2\u00ab\u00c2\u00a0oui\u00c2\u00a0\u00c2\u00bb"),
         "«\u00a0oui\u00a0»",
         "UTF-8",
         {.mojibake = 4}},
        {BYTES("\u00e2\u20ac\u0153mot\u00e2\u20ac\xc2\x9d"), "“mot”", "UTF-8", {.mojibake = 2}},
        /* Twice. */
        {BYTES("\u00c3\u0192\u00c2\u00a9t\u00c3\u0192\u00c2\u00a9"),
         "été",
         "UTF-8",
         {.mojibake = 4}},
        /* Cyrillic. */
        {BYTES("\u00d0\u00b4\u00d0\u00b0"), "да", "UTF-8", {.mojibake = 2}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&cases[i]);
}

/* Text that only looks like it stays as it is. */
static void
test_no_mojibake(void)
{
    static const Case cases[] = {
        /* Not all of it decodes. */
        {BYTES("déjà, et \u00c3\u00a9t\u00c3\u00a9"),
         "déjà, et \u00c3\u00a9t\u00c3\u00a9",
         "UTF-8",
         {.suspicious = 2}},
        {BYTES("« Il est arrivé\u00a0», dit-elle."),
         "« Il est arrivé\u00a0», dit-elle.",
         "UTF-8",
         {0}},
        {BYTES("Il est arrivé\u00a0», dit-elle."), "Il est arrivé\u00a0», dit-elle.", "UTF-8", {0}},
        {BYTES("LIBERTÉ\u00a0: la suite"), "LIBERTÉ\u00a0: la suite", "UTF-8", {0}},
        {BYTES("voilà\u00a0»"), "voilà\u00a0»", "UTF-8", {0}},
        {BYTES("São Paulo e a nação"), "São Paulo e a nação", "UTF-8", {0}},
        {BYTES("20 °C, ½ l, 5 €"), "20 °C, ½ l, 5 €", "UTF-8", {0}},
        {BYTES("plain ASCII"), "plain ASCII", "UTF-8", {0}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&cases[i]);
}

static void
test_signs(void)
{
    static const Case cases[] = {
        {BYTES("e\xcc\x81t\xc3\xa9"), "été", "UTF-8", {.composed = 1}},
        {BYTES("a\r\nb\rc\nd"), "a\nb\nc\nd", "UTF-8", {0}},
        {BYTES("a\u2028b\u2029c\xc2\x85"
               "d\fe"),
         "a\nb\nc\nd\ne",
         "UTF-8",
         {.line_ends = 4}},
        {BYTES("ex\u00adem\u200bple\ufeff"), "exemple", "UTF-8", {.invisible = 3}},
        {BYTES("\u0e44\u0e17\u200b\u0e22"), "\u0e44\u0e17\u200b\u0e22", "UTF-8", {0}},
        {BYTES("un \u202edeux\u202c"), "un deux", "UTF-8", {.directions = 2}},
        {BYTES("un \u2067\u0639\u0631\u0628\u2069 mot"),
         "un \u2067\u0639\u0631\u0628\u2069 mot",
         "UTF-8",
         {0}},
        {BYTES("cl\x07oche\x1b[31m"), "cloche[31m", "UTF-8", {.controls = 2}},
        {BYTES("tab\tet fin\n"), "tab\tet fin\n", "UTF-8", {0}},
        {BYTES("12\u00a0000 «\u202fmots\u202f» \u2013 l’été 👨\u200d👩"),
         "12\u00a0000 «\u202fmots\u202f» \u2013 l’été 👨\u200d👩",
         "UTF-8",
         {0}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&cases[i]);
}

/* Put together a letter at a time, text is what NFC makes of the whole. */
static void
test_nfc(void)
{
    static const char *const texts[] = {
        "e\u0301\u0323a\u0323\u0301 o\u031b\u0301",
        "\u1100\u1161\u11a8\uac00\u11a8",
        "\u212b \u2126 \uf900 \ufb01",
        "\u0915\u093c \u09c7\u09be \u0b47\u0b56",
        "\u0301e\u0301\n\u0301",
        "\u0627\u0653 \u05d0\u05b7",
        "\U0001f1eb\U0001f1f7 \U0001d15e",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        MarbreRepairs repairs = {0};
        g_autofree char *expected = g_utf8_normalize(texts[i], -1, G_NORMALIZE_NFC);
        g_autofree char *text = marbre_encoding_clean(texts[i], false, &repairs);
        g_assert_cmpstr(text, ==, expected);
        g_assert_cmpint(repairs.composed > 0, ==, strcmp(texts[i], expected) != 0);
    }
}

/* A letter under a tower of accents, as long as a file, is read without delay. */
static void
test_tower(void)
{
    g_autoptr(GString) text = g_string_new("e");
    for (int i = 0; i < 300000; i++)
        g_string_append(text, "\u0301");
    MarbreRepairs repairs = {0};
    g_autofree char *read = marbre_encoding_clean(text->str, false, &repairs);
    g_assert_true(g_str_has_prefix(read, "é\u0301"));
    g_assert_cmpuint(strlen(read), ==, text->len - 1);
}

static void
test_said(void)
{
    const MarbreRepairs none = {0}, all = {1, 1, 1, 1, 1, 1, 1, 1, 1}, two = {.invisible = 2};
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    marbre_repairs_say(&none, said);
    g_assert_cmpuint(said->len, ==, 0);
    marbre_repairs_say(&two, said);
    g_assert_cmpuint(said->len, ==, 1);
    g_assert_true(g_str_has_prefix(said->pdata[0], "2 invisible characters"));
    marbre_repairs_say(&all, said);
    g_assert_cmpuint(said->len, ==, 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/encoding/bytes", test_bytes);
    g_test_add_func("/wire/encoding/mojibake", test_mojibake);
    g_test_add_func("/wire/encoding/no-mojibake", test_no_mojibake);
    g_test_add_func("/wire/encoding/signs", test_signs);
    g_test_add_func("/wire/encoding/nfc", test_nfc);
    g_test_add_func("/wire/encoding/tower", test_tower);
    g_test_add_func("/wire/encoding/said", test_said);
    return g_test_run();
}
