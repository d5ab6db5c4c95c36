/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "factcheck/sentence.h"

#include "../common/folded.h"

#include <string.h>

static const char house[] =
    "{outlet} n'a pas pu vérifier ces affirmations de manière indépendante.";

static char *
sentence_for(const char *pattern, const char *outlet, bool french, bool curly)
{
    struct voice voice;
    g_autofree char *name = folded(outlet);
    g_assert_true(voice_init(&voice, outlet, strlen(outlet), name));
    char *sentence = sentence_new(pattern, &voice, french, curly);
    voice_clear(&voice);
    return sentence;
}

static void
assert_sentence(
    const char *pattern, const char *outlet, bool french, bool curly, const char *wanted)
{
    g_autofree char *sentence = sentence_for(pattern, outlet, french, curly);
    g_assert_cmpstr(sentence, ==, wanted);
}

static void
test_outlet_in_text(void)
{
    assert_sentence(house, "CNN", true, false,
                    "CNN n'a pas pu vérifier ces affirmations de manière indépendante.");
    assert_sentence(house, "AFP", true, false,
                    "L'AFP n'a pas pu vérifier ces affirmations de manière indépendante.");
    assert_sentence(house, "afp", true, true,
                    "L’AFP n’a pas pu vérifier ces affirmations de manière indépendante.");
    assert_sentence(house, "BBC News", true, false,
                    "La BBC n'a pas pu vérifier ces affirmations de manière indépendante.");
    assert_sentence(house, "Le Courrier du soir", true, false,
                    "Le Courrier du soir n'a pas pu vérifier ces affirmations de manière "
                    "indépendante.");
    assert_sentence("À ce stade, {outlet} n'a pas pu vérifier ce récit.", "AFP", true, false,
                    "À ce stade, l'AFP n'a pas pu vérifier ce récit.");
    assert_sentence("Réserve de la rédaction.", "AFP", true, false, "Réserve de la rédaction.");
}

static void
test_plain(void)
{
    assert_sentence(NULL, "CNN", true, true,
                    "CNN n’a pas pu vérifier ces affirmations de manière indépendante.");
    assert_sentence("", "AP", false, false,
                    "The Associated Press could not independently verify these claims.");
    assert_sentence(NULL, "", true, false,
                    "La rédaction n'a pas pu vérifier ces affirmations de manière indépendante.");
}

/* What a fix writes must be read as a flag of the same outlet. */
static void
test_reads_back(void)
{
    static const char *const names[] = {"CNN",        "AFP",
                                        "Reuters",    "AP",
                                        "BBC",        "The New York Times",
                                        "Le Monde",   "Le Courrier du soir",
                                        "Libération", "Agence France-Presse",
                                        "dpa",        ""};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        for (int french = 0; french < 2; french++) {
            struct voice voice;
            g_autofree char *name = folded(names[i]);
            g_assert_true(voice_init(&voice, names[i], strlen(names[i]), name));
            g_autofree char *sentence = sentence_new(NULL, &voice, french, true);
            g_autofree char *text = folded(sentence);
            struct flag_finder *finder = flag_finder_new(french ? "fr" : "en");
            struct flag flag;
            g_test_message("%s", sentence);
            g_assert_cmpint(flag_next(finder, &voice, text, strlen(text), 0, &flag), ==,
                            FLAG_FOUND);
            g_assert_cmpint(flag.speaker, ==, SPEAKER_SELF);
            flag_finder_free(finder);
            voice_clear(&voice);
        }
}

static void
test_forms(void)
{
    struct voice voice;
    g_assert_true(voice_init(&voice, "AFP", 3, "afp"));
    g_autofree char *outlet = sentence_outlet(&voice, true);
    g_assert_cmpstr(outlet, ==, "l’AFP");
    char **forms = sentence_forms("{outlet} garde une réserve.", &voice, true);
    g_assert_cmpstr(forms[0], ==, "l'AFP garde une réserve");
    g_assert_cmpstr(forms[1], ==, "l'afp garde une réserve");
    g_assert_cmpstr(forms[2], ==, "afp garde une réserve");
    sentence_forms_free(forms);
    voice_clear(&voice);
}

static void
test_is_flag(void)
{
    struct voice voice;
    g_assert_true(voice_init(&voice, "CNN", 3, "cnn"));
    struct flag_finder *french = flag_finder_new("fr");
    struct flag_finder *english = flag_finder_new("en-GB");
    struct flag_finder *german = flag_finder_new("de");
    g_assert_cmpint(sentence_is_flag(house, &voice, french, true), ==, FLAG_FOUND);
    g_assert_cmpint(sentence_is_flag(house, &voice, english, false), ==, FLAG_NONE);
    g_assert_cmpint(sentence_is_flag(NULL, &voice, english, false), ==, FLAG_FOUND);
    g_assert_cmpint(sentence_is_flag(house, &voice, german, true), ==, FLAG_NONE);
    flag_finder_free(french);
    flag_finder_free(english);
    flag_finder_free(german);
    voice_clear(&voice);
}

static void
test_newsroom_speaks(void)
{
    struct voice voice;
    g_assert_true(voice_init(&voice, "CNN", 3, "cnn"));
    const char text[] = "le courrier du soir n'a pas pu vérifier ces images";
    struct flag_finder *finder = flag_finder_new("fr");
    struct flag flag;
    g_assert_cmpint(flag_next(finder, &voice, text, strlen(text), 0, &flag), ==, FLAG_NONE);
    g_assert_true(voice_add_newsroom(&voice, "Le Courrier du Soir", 19));
    g_assert_cmpint(flag_next(finder, &voice, text, strlen(text), 0, &flag), ==, FLAG_FOUND);
    g_assert_cmpint(flag.speaker, ==, SPEAKER_SELF);
    g_assert_cmpstr(voice.written, ==, "CNN");
    flag_finder_free(finder);
    voice_clear(&voice);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/factcheck/sentence/outlet-in-text", test_outlet_in_text);
    g_test_add_func("/factcheck/sentence/plain", test_plain);
    g_test_add_func("/factcheck/sentence/reads-back", test_reads_back);
    g_test_add_func("/factcheck/sentence/forms", test_forms);
    g_test_add_func("/factcheck/sentence/is-flag", test_is_flag);
    g_test_add_func("/factcheck/sentence/newsroom-speaks", test_newsroom_speaks);
    return g_test_run();
}
