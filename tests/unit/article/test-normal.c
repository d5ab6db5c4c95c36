/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "article/normal.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

#define ALL (MARBRE_FOLD_CASE | MARBRE_FOLD_APOSTROPHES | MARBRE_FOLD_SPACES)

static void
assert_normal(const char *text, unsigned folds, const char *expected)
{
    g_autoptr(MarbreMapped) normal = marbre_normalise_text(text, strlen(text), folds);
    g_assert_cmpstr(marbre_mapped_get_text(normal, NULL), ==, expected);
}

/* The bytes that `words` of the normalised text came from. */
static void
assert_back(const char *text, unsigned folds, const char *words, const char *expected)
{
    g_autoptr(MarbreMapped) normal = marbre_normalise_text(text, strlen(text), folds);
    const char *all = marbre_mapped_get_text(normal, NULL);
    const char *at = strstr(all, words);
    g_assert_nonnull(at);
    uint64_t start = (uint64_t)(at - all);
    MarbreSpan span;
    g_assert_true(
        marbre_mapped_to_source(normal, (MarbreSpan){start, start + strlen(words)}, &span));
    g_autofree char *source = g_strndup(text + span.start, span.end - span.start);
    g_assert_cmpstr(source, ==, expected);
}

static void
test_composed(void)
{
    assert_normal("e\u0301te\u0301", 0, "été");
    assert_normal("été", 0, "été");
    assert_normal("\u212B \u2126", 0, "\u00C5 \u03A9");
    assert_normal("\u1112\u1161\u11AB", 0, "\uD55C");
    assert_normal("a\u0323\u0307", 0, "\u1EA1\u0307");
    assert_back("l'e\u0301te\u0301 fini", 0, "té f", "te\u0301 f");
}

static void
test_invisible(void)
{
    assert_normal("Kara\u00ADbakh\u200B et\uFEFF", 0, "Karabakh et");
    assert_normal("e\u00AD\u0301", 0, "é");
    assert_back("Kara\u00ADbakh", 0, "Karabakh", "Kara\u00ADbakh");
    assert_back("Kara\u00ADbakh", 0, "bakh", "bakh");
}

static void
test_case(void)
{
    assert_normal("CNN N'A PAS PU", MARBRE_FOLD_CASE, "cnn n'a pas pu");
    assert_normal("ÉTÉ ŒUVRE À ÿŸ", MARBRE_FOLD_CASE, "été œuvre à ÿÿ");
    assert_normal("Straße", MARBRE_FOLD_CASE, "strasse");
    assert_normal("E\u0301TE\u0301", MARBRE_FOLD_CASE, "été");
    assert_normal("\u0130", MARBRE_FOLD_CASE, "i\u0307");
    assert_normal("ΣΑΣ Армения", MARBRE_FOLD_CASE, "σασ армения");
    assert_back("DIE STRAßE HIER", MARBRE_FOLD_CASE, "s", "S");
    assert_back("DIE STRAßE HIER", MARBRE_FOLD_CASE, "asse", "AßE");
}

static void
test_apostrophes(void)
{
    assert_normal("l’a l‘a lʼa l′a l`a l´a l'a", MARBRE_FOLD_APOSTROPHES,
                  "l'a l'a l'a l'a l'a l'a l'a");
    assert_normal("l’a", 0, "l’a");
    assert_back("n’a pas", ALL, "n'a", "n’a");
}

static void
test_spaces(void)
{
    assert_normal("«\u00A0oui\u202F»", MARBRE_FOLD_SPACES, "« oui »");
    assert_normal("a \u00A0\t\n b", MARBRE_FOLD_SPACES, "a b");
    assert_normal("a \u200B b", MARBRE_FOLD_SPACES, "a b");
    assert_normal("«\u00A0oui", 0, "«\u00A0oui");
    assert_back("« a \u00A0 b »", MARBRE_FOLD_SPACES, "a b", "a \u00A0 b");
    assert_back("« a \u00A0 b »", MARBRE_FOLD_SPACES, " b", " \u00A0 b");
}

/* What is normal stays so. */
static void
test_again(void)
{
    const char *text = "« L’É\u0301TE\u0301 », dit\u00A0: ß \u00AD ŉ Ǆ \u1E9E";
    g_autoptr(MarbreMapped) once = marbre_normalise_text(text, strlen(text), ALL);
    size_t size;
    const char *normal = marbre_mapped_get_text(once, &size);
    assert_normal(normal, ALL, normal);
}

/* Through the readable text of a paragraph back to the file. */
static void
test_to_file(void)
{
    const char *file = "---\ntitle: a\n---\n*[CNN](u)* n&#8217;A  \n> PAS&nbsp;pu\n";
    g_autoptr(GBytes) bytes = g_bytes_new(file, strlen(file));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    const MarbreBlock *block = g_ptr_array_index(marbre_copy_get_blocks(copy), 0);
    g_autoptr(MarbreMapped) normal = marbre_normalise(block->text, ALL);
    g_assert_cmpstr(marbre_mapped_get_text(normal, NULL), ==, "cnn n'a");
    MarbreSpan span;
    g_assert_true(marbre_mapped_to_source(normal, (MarbreSpan){0, 7}, &span));
    g_autofree char *source = g_strndup(file + span.start, span.end - span.start);
    g_assert_cmpstr(source, ==, "CNN](u)* n&#8217;A");
    g_assert_true(marbre_mapped_to_source(normal, (MarbreSpan){5, 6}, &span));
    g_autofree char *apostrophe = g_strndup(file + span.start, span.end - span.start);
    g_assert_cmpstr(apostrophe, ==, "&#8217;");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/normal/composed", test_composed);
    g_test_add_func("/article/normal/invisible", test_invisible);
    g_test_add_func("/article/normal/case", test_case);
    g_test_add_func("/article/normal/apostrophes", test_apostrophes);
    g_test_add_func("/article/normal/spaces", test_spaces);
    g_test_add_func("/article/normal/again", test_again);
    g_test_add_func("/article/normal/to-file", test_to_file);
    return g_test_run();
}
