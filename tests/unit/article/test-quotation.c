/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/quotation.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static char *
quoted(const char *text, const char *at)
{
    MarbreSpan span;
    const char *place = strstr(text, at);
    g_assert_nonnull(place);
    if (!marbre_quotation_in_text(text, strlen(text), (uint64_t)(place - text), &span))
        return NULL;
    return g_strndup(text + span.start, span.end - span.start);
}

static void
assert_quoted(const char *text, const char *at, const char *expected)
{
    g_autofree char *found = quoted(text, at);
    g_assert_cmpstr(found, ==, expected);
}

static void
test_pairs(void)
{
    const char *text = "Il dit : « Oui », puis “ non ” et \"peut-être\" ou „rien“.";
    assert_quoted(text, "Oui", "« Oui »");
    assert_quoted(text, "«", "« Oui »");
    assert_quoted(text, "puis", NULL);
    assert_quoted(text, "non", "“ non ”");
    assert_quoted(text, "peut", "\"peut-être\"");
    assert_quoted(text, " ou ", NULL);
    assert_quoted(text, "rien", "„rien“");
    assert_quoted(text, "Il", NULL);
}

static void
test_nested(void)
{
    assert_quoted("« a “ b ” c » d", "b", "« a “ b ” c »");
    assert_quoted("« a « b » c » d", "c", "« a « b » c »");
    assert_quoted("« a « b » c » d", "d", NULL);
    /* Both end together in French. */
    assert_quoted("il dit « a « b » et part", "a", "« a « b »");
    assert_quoted("il dit « a « b » et part", "part", NULL);
    assert_quoted("« a « b » et “ c ”", "c", "“ c ”");
}

static void
test_stray(void)
{
    assert_quoted("ses tâches ». » : il a dit « oui »", "oui", "« oui »");
    assert_quoted("ses tâches ». » : il a dit « oui »", "tâches", NULL);
    assert_quoted("un écran de 5\" dit « oui » fin", "oui", "« oui »");
    assert_quoted("un écran de 5\" dit « oui » fin", "fin", NULL);
    assert_quoted("un \" seul et « oui » fin", "fin", NULL);
    assert_quoted("un \" seul et « oui » fin", "oui", "« oui »");
}

static void
test_unclosed(void)
{
    assert_quoted("il a dit « oui et puis", "puis", "« oui et puis");
    assert_quoted("il a dit « oui et puis", "dit", NULL);
}

static MarbreCopy *
parse(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_copy_parse("index.fr.md", "fr", bytes, problems);
}

static bool
is_quoted(const MarbreCopy *copy, guint index, const char *words)
{
    const MarbreBlock *block = g_ptr_array_index(marbre_copy_get_blocks(copy), index);
    const char *text = marbre_mapped_get_text(block->text, NULL);
    const char *at = strstr(text, words);
    g_assert_nonnull(at);
    return marbre_quotation_at(copy, index, (uint64_t)(at - text), NULL);
}

static void
test_paragraphs(void)
{
    g_autoptr(MarbreCopy) copy =
        parse("Il dit : « Un.\n\n« Deux.\n\n« Trois », dit-il.\n\nQuatre.\n");
    g_assert_true(is_quoted(copy, 0, "Un"));
    g_assert_true(is_quoted(copy, 1, "Deux"));
    g_assert_true(is_quoted(copy, 2, "Trois"));
    g_assert_false(is_quoted(copy, 2, "dit-il"));
    g_assert_false(is_quoted(copy, 3, "Quatre"));

    g_autoptr(MarbreCopy) lost = parse("Il dit : « Un.\n\nDeux.\n\nTrois ».\n");
    g_assert_true(is_quoted(lost, 0, "Un"));
    g_assert_false(is_quoted(lost, 1, "Deux"));
    g_assert_false(is_quoted(lost, 2, "Trois"));

    g_autoptr(MarbreCopy) old = parse("Il dit : « Un.\n\n» Deux », dit-il.\n");
    g_assert_true(is_quoted(old, 1, "Deux"));
    g_assert_false(is_quoted(old, 1, "dit-il"));

    g_autoptr(MarbreCopy) straight = parse("He said: \"One.\n\n\"Two,\" he said.\n\n\"Three.\n");
    g_assert_true(is_quoted(straight, 0, "One"));
    g_assert_true(is_quoted(straight, 1, "Two"));
    g_assert_false(is_quoted(straight, 1, "he said"));
    g_assert_false(is_quoted(straight, 2, "Three"));
}

static void
test_block_quote(void)
{
    g_autoptr(MarbreCopy) copy = parse("> CNN n’a pas pu\n> vérifier.\n\nAprès.\n");
    g_assert_true(is_quoted(copy, 0, "vérifier"));
    g_assert_false(is_quoted(copy, 1, "Après"));
    MarbreSpan span;
    g_assert_true(marbre_quotation_at(copy, 0, 3, &span));
    g_assert_cmpuint(span.start, ==, 0);
    g_assert_cmpuint(span.end, ==, strlen("CNN n’a pas pu vérifier."));
    g_assert_false(marbre_quotation_at(copy, 9, 0, NULL));
}

/* Long rows of signs are no trap. */
static void
test_many(void)
{
    g_autoptr(GString) text = g_string_new("");
    for (int i = 0; i < 200000; i++)
        g_string_append(text, "« ");
    for (int i = 0; i < 200000; i++)
        g_string_append(text, "” » \"");
    MarbreSpan span;
    g_assert_true(marbre_quotation_in_text(text->str, text->len, 10, &span));
    g_assert_cmpuint(span.start, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/quotation/pairs", test_pairs);
    g_test_add_func("/article/quotation/nested", test_nested);
    g_test_add_func("/article/quotation/stray", test_stray);
    g_test_add_func("/article/quotation/unclosed", test_unclosed);
    g_test_add_func("/article/quotation/paragraphs", test_paragraphs);
    g_test_add_func("/article/quotation/block-quote", test_block_quote);
    g_test_add_func("/article/quotation/many", test_many);
    return g_test_run();
}
