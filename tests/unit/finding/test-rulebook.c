/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/rulebook.h"

#include "base/problem.h"

#include <string.h>

static const char file[] = "rules:\n"
                           "  whole:\n"
                           "    means: {en: Of course, fr: Bien sûr}\n"
                           "    clear: Mend it\n"
                           "    options: [words.min]\n"
                           "    with: {words: {min: 3}}\n"
                           "    fails:\n"
                           "      index.fr.md: Deux mots\n"
                           "      a.png: {bytes: QQ==, en: a picture, fr: une image}\n"
                           "    passes: Trois mots ici\n"
                           "  bare: {arises: {en: \"Never\"}}\n";

static MarbreRulebook *
parse(const char *text, const char *lang, GPtrArray *problems)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    return marbre_rulebook_parse("a.rules.yaml", bytes, lang, problems);
}

static void
test_page(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRulebook) book = parse(file, "fr", problems);
    const MarbreRulePage *page = marbre_rulebook_find(book, "plugin/whole");
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpuint(marbre_rulebook_get_pages(book)->len, ==, 2);
    g_assert_cmpstr(page->means, ==, "Bien sûr");
    g_assert_cmpstr(page->clear, ==, "Mend it");
    g_assert_cmpstr(page->options[0], ==, "words.min");
    g_assert_cmpstr(page->with, ==, "{words: {min: 3}}");
    g_assert_cmpuint(page->fails->len, ==, 2);
    const MarbreExampleFile *picture = page->fails->pdata[1];
    g_assert_cmpstr(picture->name, ==, "a.png");
    g_assert_cmpstr(picture->text, ==, "une image");
    g_assert_false(picture->is_text);
    const MarbreExampleFile *text = page->passes->pdata[0];
    g_assert_cmpstr(text->name, ==, "index.fr.md");
    g_assert_true(text->is_text);
    g_assert_null(marbre_rulebook_find(book, "nothing"));
}

static void
test_other_language(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRulebook) book = parse(file, "de", problems);
    const MarbreRulePage *page = marbre_rulebook_find(book, "bare");
    g_assert_cmpstr(page->arises, ==, "Never");
    g_assert_null(page->means);
    g_assert_cmpuint(page->fails->len, ==, 0);
    g_assert_null(page->options[0]);
}

static void
test_broken(void)
{
    static const char *const broken[] = {"rules: [a]\n",
                                         "rules: {a: {meens: b}}\n",
                                         "a: b\n",
                                         "rules: {a: {means: {fr: x}}}\n",
                                         "rules: {a: : b}\n",
                                         "rules: {a: {means: [x]}}\n",
                                         ""};
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autoptr(MarbreRulebook) book = parse(broken[i], "en", problems);
        g_assert_nonnull(book);
        g_assert_cmpuint(problems->len, >, 0);
    }
}

static void
test_no_file(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRulebook) book = marbre_rulebook_load("/nonexistent", "draft", "en", problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpuint(marbre_rulebook_get_pages(book)->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/rulebook/page", test_page);
    g_test_add_func("/finding/rulebook/other-language", test_other_language);
    g_test_add_func("/finding/rulebook/broken", test_broken);
    g_test_add_func("/finding/rulebook/no-file", test_no_file);
    return g_test_run();
}
