/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/anchoring.h"

#include "base/problem.h"

#include <string.h>

#define TEXT                                                                                       \
    "---\ntitle: \"Le barrage a cédé\"\n---\n\n# Le barrage a cédé\n\n"                        \
    "Le barrage a cédé mardi, selon **le maire** d’Oste. M. Vidal dément.\n\n"                \
    "Selon la police, 12\u202f000 habitants\nsont partis. Selon l’armée, rien n’a bougé.\n"

static MarbreCopy *
copy_of(const char *text)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return marbre_copy_parse("index.fr.md", "fr", bytes, problems);
}

static void
expect(const char *words, unsigned expected, const char *place)
{
    g_autoptr(MarbreCopy) copy = copy_of(TEXT);
    g_autoptr(MarbreAnchoring) text = marbre_anchoring_new(copy);
    MarbreSpan span = {7, 7};
    g_assert_cmpuint(marbre_anchoring_find(text, words, &span), ==, expected);
    g_autofree char *found = g_strndup(TEXT + span.start, span.end - span.start);
    g_assert_cmpstr(found, ==, expected == 0 ? "" : place);
    if (expected == 0)
        g_assert_cmpuint(span.start, ==, 7);
}

static void
test_places(void)
{
    expect("Le barrage a cédé mardi", 1, "Le barrage a cédé mardi");
    expect("LE BARRAGE A CE\u0301DE\u0301 MARDI", 1, "Le barrage a cédé mardi");
    expect("le maire d'Oste", 1, "le maire** d’Oste");
    expect("*le* **maire** d’Oste", 1, "le maire** d’Oste");
    expect("  12 000   habitants\n sont partis ", 1, "12\u202f000 habitants\nsont partis");
    expect("bar\u00adrage a cédé mardi", 1, "barrage a cédé mardi");
    expect("Selon", 2, "selon");
    /* A heading repeats what the text says, and is asked where that says nothing. */
    expect("Le barrage a cédé", 1, "Le barrage a cédé");
    expect("arrage", 0, NULL);
    expect("police, 12 000 habitants sont partis. Selon", 1,
           "police, 12\u202f000 habitants\nsont partis. Selon");
    expect("dément. Selon la police", 0, NULL);
    expect("", 0, NULL);
    expect(" *_* ", 0, NULL);
    expect("title", 0, NULL);
}

static void
test_heading(void)
{
    g_autoptr(MarbreCopy) copy = copy_of("# Le pont a tenu\n\nRien d’autre.\n");
    g_autoptr(MarbreAnchoring) text = marbre_anchoring_new(copy);
    g_assert_cmpuint(marbre_anchoring_find(text, "le pont a tenu", NULL), ==, 1);
}

static void
test_sentences(void)
{
    g_autoptr(MarbreCopy) copy = copy_of(TEXT);
    g_autoptr(MarbreAnchoring) text = marbre_anchoring_new(copy);
    MarbreSpan place;
    g_assert_cmpuint(marbre_anchoring_find(text, "partis", &place), ==, 1);
    g_autofree char *sentence = marbre_anchoring_sentence(text, place);
    g_assert_cmpstr(sentence, ==, "Selon la police, 12 000 habitants sont partis.");
    g_assert_null(marbre_anchoring_sentence(text, (MarbreSpan){5, 8}));
    g_assert_null(marbre_anchoring_sentence(text, (MarbreSpan){strlen(TEXT), strlen(TEXT)}));

    g_assert_cmpuint(marbre_anchoring_find(text, "partis. Selon l'armée", &place), ==, 1);
    g_autofree char *both = marbre_anchoring_sentence(text, place);
    g_assert_cmpstr(
        both, ==, "Selon la police, 12 000 habitants sont partis. Selon l’armée, rien n’a bougé.");
    g_autofree char *first = marbre_anchoring_sentence(text, (MarbreSpan){place.start, 0});
    g_assert_cmpstr(first, ==, sentence);

    g_autofree char *near =
        marbre_anchoring_nearest(text, "11 000 habitants partis, dit la police");
    g_assert_cmpstr(near, ==, "Selon la police, 12 000 habitants sont partis.");
    g_autofree char *folded = marbre_anchoring_nearest(text, "Vidal DE\u0301MENT tout");
    g_assert_cmpstr(folded, ==, "M. Vidal dément.");
    g_assert_null(marbre_anchoring_nearest(text, "des tomates au marché"));
    g_assert_null(marbre_anchoring_nearest(text, "…"));
}

/* Words that begin everywhere and stand nowhere, in the longest text there is. */
static void
test_long(void)
{
    g_autoptr(GString) long_text = g_string_new(NULL);
    while (long_text->len < (3u << 20))
        g_string_append(long_text, "a a a a a a a a a a a a a a a b\n\n");
    g_autoptr(GString) words = g_string_new(NULL);
    for (int i = 0; i < 900; i++)
        g_string_append(words, "a ");
    g_autoptr(MarbreCopy) copy = copy_of(long_text->str);
    g_autoptr(MarbreAnchoring) text = marbre_anchoring_new(copy);
    g_assert_cmpuint(marbre_anchoring_find(text, words->str, NULL), ==, 0);
    g_autofree char *near = marbre_anchoring_nearest(text, words->str);
    g_assert_cmpstr(near, ==, "a a a a a a a a a a a a a a a b");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/anchoring/places", test_places);
    g_test_add_func("/article/anchoring/heading", test_heading);
    g_test_add_func("/article/anchoring/sentences", test_sentences);
    g_test_add_func("/article/anchoring/long", test_long);
    return g_test_run();
}
