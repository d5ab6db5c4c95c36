/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "characters.h"

#include <glib.h>
#include <string.h>

static void
test_garbled(void)
{
    /* What UTF-8 looks like to who reads it as Windows-1252, and what it was. */
    static const char *const pairs[][2] = {
        {"Ã©", "é"},  {"Ã\u00a0", "à"},      {"Ã¨", "è"},  {"Ã§", "ç"},  {"Ãª", "ê"},
        {"Ã‰", "É"},  {"Ã€", "À"},           {"Å“", "œ"},  {"Â«", "«"},  {"Â»", "»"},
        {"Â°", "°"},  {"Â\u00a0", "\u00a0"}, {"â€™", "’"}, {"â€œ", "“"}, {"â€¦", "…"},
        {"â€“", "–"}, {"â‚¬", "€"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *line = g_strdup_printf("mot %s.", pairs[i][0]);
        mbr_text text = {line, strlen(line)};
        mbr_span at;
        character_fault fault;
        char put[5];
        g_assert_true(characters_find(&text, 0, &at, &fault, put));
        g_assert_cmpint(fault, ==, CHARACTER_GARBLED);
        g_assert_cmpstr(put, ==, pairs[i][1]);
        g_assert_cmpuint(at.start, ==, 4);
        g_assert_cmpuint(at.end, ==, 4 + strlen(pairs[i][0]));
        g_assert_false(characters_find(&text, at.end, &at, &fault, put));
    }
}

static void
test_clean(void)
{
    static const char *const lines[] = {
        "« L’été à Noël », déjà vu, çà et là, cœur, ÿ, Î, É, Ô",
        "NÃO, SÃO PAULO, ÂNGELA, Âge, ÅRHUS",
        "10 °C, 12 €, 5 ‰, – — … “ ” ‘ ’ ‹ ›",
        "Дом, 東京, العربية, \u2067ש\u2069",
        "ligne\tune\nligne deux",
        "Â »",
        "e\u0301 décomposé",
        "a\u00adb \u2060 \u200d",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        mbr_text text = {lines[i], strlen(lines[i])};
        mbr_span at;
        character_fault fault;
        char put[5];
        g_assert_false(characters_find(&text, 0, &at, &fault, put));
    }
}

static void
test_others(void)
{
    static const struct {
        const char *text;
        character_fault fault;
    } cases[] = {{"parl\ufffd", CHARACTER_LOST},   {"mot\u202eenvers", CHARACTER_HIDDEN},
                 {"\ue000", CHARACTER_HIDDEN},     {"a\xc2\x85z", CHARACTER_HIDDEN},
                 {"a\x02\x62", CHARACTER_HIDDEN},  {"\ufdd0", CHARACTER_HIDDEN},
                 {"\U0001ffff", CHARACTER_HIDDEN}, {"\x7f", CHARACTER_HIDDEN},
                 {"a\u200bz", CHARACTER_BLANK},    {"a\ufeff", CHARACTER_BLANK}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        mbr_text text = {cases[i].text, strlen(cases[i].text)};
        mbr_span at;
        character_fault fault;
        char put[5];
        g_assert_true(characters_find(&text, 0, &at, &fault, put));
        g_assert_cmpint(fault, ==, cases[i].fault);
        g_assert_cmpstr(put, ==, "");
    }
}

/* Letters of another alphabet inside a word of Latin ones, which look like these. */
static void
test_disguised(void)
{
    static const struct {
        const char *text, *put;
        size_t at;
    } cases[] = {{"P\u0430ris", "a", 1},
                 {"Le d\u0435puté", "e", 4},
                 {"\u0421NN", "C", 0},
                 {"\u039fTAN", "O", 0},
                 {"l’\u0410lsace", "A", 4}};
    static const char *const clean[] = {
        "Москва, Киев и Одесса",
        "ΑΒΓ, ΕΡΤ",
        "α-synucléine, β-bloquant, rayons γ, μm",
        "a\u0436b",
        "х, у, а",
        "Paris-Москва",
    };
    mbr_span at;
    character_fault fault;
    char put[5];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        mbr_text text = {cases[i].text, strlen(cases[i].text)};
        g_assert_true(characters_find(&text, 0, &at, &fault, put));
        g_assert_cmpint(fault, ==, CHARACTER_DISGUISED);
        g_assert_cmpuint(at.start, ==, cases[i].at);
        g_assert_cmpuint(at.end, ==, cases[i].at + 2);
        g_assert_cmpstr(put, ==, cases[i].put);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++) {
        mbr_text text = {clean[i], strlen(clean[i])};
        g_assert_false(characters_find(&text, 0, &at, &fault, put));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/characters/garbled", test_garbled);
    g_test_add_func("/characters/clean", test_clean);
    g_test_add_func("/characters/others", test_others);
    g_test_add_func("/characters/disguised", test_disguised);
    return g_test_run();
}
