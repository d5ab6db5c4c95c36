/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/sentence.h"

#include <glib.h>
#include <string.h>

/* The sentences of a text, found one after the other, joined by bars. */
static void
assert_sentences(const char *text, const char *lang, const char *expected)
{
    g_autoptr(GString) found = g_string_new("");
    size_t size = strlen(text);
    for (uint64_t at = 0; at < size;) {
        MarbreSpan span = marbre_sentence_at(text, size, at, lang);
        g_assert_cmpuint(span.end, >, at);
        if (found->len > 0)
            g_string_append_c(found, '|');
        g_string_append_len(found, text + span.start, (gssize)(span.end - span.start));
        at = span.end;
    }
    g_assert_cmpstr(found->str, ==, expected);
}

static void
test_plain(void)
{
    assert_sentences("Un. Deux ! Trois ? Quatre… Cinq", "fr", "Un.|Deux !|Trois ?|Quatre…|Cinq");
    assert_sentences("Pas de fin", "fr", "Pas de fin");
    assert_sentences("", "fr", "");
    assert_sentences("  Un.  Deux.  ", "fr", "Un.|Deux.  ");
}

static void
test_french(void)
{
    assert_sentences("M. Pachinian a parlé. Mme Zakharova aussi.", "fr",
                     "M. Pachinian a parlé.|Mme Zakharova aussi.");
    assert_sentences("Le Dr. Rieux, p. ex. Bernard, est là. Bien.", "fr",
                     "Le Dr. Rieux, p. ex. Bernard, est là.|Bien.");
    assert_sentences("En 52 av. J.-C. César vainc. Puis rien.", "fr",
                     "En 52 av. J.-C. César vainc.|Puis rien.");
    assert_sentences("Ils étaient sept. Le 12 sept. 2023, non.", "fr",
                     "Ils étaient sept.|Le 12 sept. 2023, non.");
    assert_sentences("C’était en 2020. Les forces…", "fr", "C’était en 2020.|Les forces…");
    assert_sentences("« Partez. Vite ! » a-t-il dit. Fin.", "fr",
                     "« Partez.|Vite ! » a-t-il dit.|Fin.");
    assert_sentences("Il a dit « oui.\u00A0» Puis non.", "fr", "Il a dit « oui.\u00A0»|Puis non.");
    assert_sentences("Il doute… mais part. Bien.", "fr", "Il doute… mais part.|Bien.");
    assert_sentences("Il doute... Puis part.", "fr", "Il doute...|Puis part.");
    assert_sentences("doit se dissoudre. lui-même. Fin.", "fr",
                     "doit se dissoudre. lui-même.|Fin.");
    assert_sentences("1. Premier point. 2 500 soldats.", "fr", "1. Premier point.|2 500 soldats.");
}

static void
test_english(void)
{
    assert_sentences("Mr. Smith met Gen. Lee in the U.S. Senate. He left.", "en",
                     "Mr. Smith met Gen. Lee in the U.S. Senate.|He left.");
    assert_sentences("“Go.” He went at 9 p.m. The end.", "en", "“Go.”|He went at 9 p.m.|The end.");
    assert_sentences("It cost 3.5 million. See cnn.com for J. Doe.", "en",
                     "It cost 3.5 million.|See cnn.com for J. Doe.");
    assert_sentences("The col. is lost. Mr. Smith", "fr", "The col. is lost.|Mr.|Smith");
    assert_sentences("M. Untel et Mr. Smith", NULL, "M. Untel et Mr. Smith");
}

static void
test_at(void)
{
    const char *text = "Un. « Deux. » Trois.";
    MarbreSpan span = marbre_sentence_at(text, strlen(text), 13, "fr");
    g_assert_cmpuint(span.start, ==, 4);
    g_assert_cmpuint(span.end, ==, 15);
    span = marbre_sentence_at(text, strlen(text), 3, "fr");
    g_assert_cmpuint(span.start, ==, 4);
    span = marbre_sentence_at(text, strlen(text), 99, "fr");
    g_assert_cmpuint(span.start, ==, strlen(text));
    g_assert_cmpuint(span.end, ==, strlen(text));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/sentence/plain", test_plain);
    g_test_add_func("/article/sentence/french", test_french);
    g_test_add_func("/article/sentence/english", test_english);
    g_test_add_func("/article/sentence/at", test_at);
    return g_test_run();
}
