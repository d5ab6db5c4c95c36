/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "language.h"

#include <glib.h>
#include <string.h>

static language_counts
count(const char *text)
{
    word_set set;
    language_words(&set);
    return language_count(&set, text, strlen(text));
}

static bool
is_untranslated(const char *text, bool french)
{
    language_counts counts = count(text);
    size_t size = strlen(text);
    return language_is_foreign(&counts, french) &&
           language_is_untranslated(&counts, french, size > 0 && text[size - 1] == '.');
}

static void
test_locales(void)
{
    static const struct {
        const char *tag;
        locale expected;
    } cases[] = {
        {"fr", LOCALE_FRANCE},
        {"fr-FR", LOCALE_FRANCE},
        {"FR-be", LOCALE_FRANCE},
        {"fr-CA", LOCALE_CANADA},
        {"fr_ca", LOCALE_CANADA},
        {"fr-CH", LOCALE_SWITZERLAND},
        {"en", LOCALE_ENGLISH},
        {"en-GB", LOCALE_ENGLISH},
        {"fro", LOCALE_OTHER},
        {"f", LOCALE_OTHER},
        {"", LOCALE_OTHER},
        {"hy", LOCALE_OTHER},
        {"fr-Latn-CH", LOCALE_SWITZERLAND},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(locale_of(cases[i].tag, strlen(cases[i].tag)), ==, cases[i].expected);
}

static void
test_counts(void)
{
    language_counts counts = count("Le chat de l’Été n’est pas “the cat”, À 12.");
    g_assert_cmpuint(counts.words, ==, 11);
    g_assert_cmpuint(counts.french, ==, 8);
    g_assert_cmpuint(counts.english, ==, 1);
    g_assert_cmpuint(counts.lower, ==, 8);
}

static void
test_all_words_fit(void)
{
    static const char *const english[] = {"the", "between", "most", "against"};
    static const char *const french[] = {"étaient", "à", "où", "mes", "pendant", "Été", "Ça"};
    for (size_t i = 0; i < G_N_ELEMENTS(english); i++)
        g_assert_cmpuint(count(english[i]).english, ==, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(french); i++)
        g_assert_cmpuint(count(french[i]).french, ==, 1);
    word_set set = {0};
    g_assert_false(word_set_add(&set, "neuflettres", 1));
    g_assert_true(word_set_add(&set, "", 1));
}

static void
test_untranslated(void)
{
    g_assert_true(is_untranslated("The documents in the file are to be examined in June by the "
                                  "hospital management, before a public session.",
                                  true));
    g_assert_true(is_untranslated("I photograph general events and conferences and publish and "
                                  "report on these events at the European level.",
                                  true));
    g_assert_true(is_untranslated("He said that it was a lie.", true));
    g_assert_true(
        is_untranslated("Le conseil a voté la mesure dans la nuit de lundi à mardi.", false));
}

static void
test_translated(void)
{
    static const char *const fine[] = {
        "Le New York Times et The Guardian ont publié « The End of the Affair » en mai.",
        "The New York Times, The Washington Post, The Wall Street Journal",
        "The Lord of the Rings: The Return of the King",
        "Marbre",
        "",
        "« The show must go on », a déclaré la directrice de la salle à la presse.",
        "Nikol Pachinian, Emmanuel Macron, Antony Blinken et Josep Borrell.",
        "Read more",
        "Who Wants to Be a Millionaire?",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(fine); i++)
        g_assert_false(is_untranslated(fine[i], true));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/locales", test_locales);
    g_test_add_func("/language/counts", test_counts);
    g_test_add_func("/language/all-words-fit", test_all_words_fit);
    g_test_add_func("/language/untranslated", test_untranslated);
    g_test_add_func("/language/translated", test_translated);
    return g_test_run();
}
