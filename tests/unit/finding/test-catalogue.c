/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/catalogue.h"

#include "base/problem.h"
#include "finding/messages.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char french[] =
    "tasks:\n"
    "  spaces:\n"
    "    summary: Repère les espaces doubles\n"
    "    options: {allowed: Espaces permises, words: {min: Le moins de mots}, words.max: Le plus}\n"
    "rules:\n"
    "  double-space:\n"
    "    summary: Trop d'espaces\n"
    "    message: {one: \"{count} espace de suite\", other: \"{count} espaces de suite\"}\n"
    "  plain: {message: \"Pas bien : {words}\"}\n";

static const char english[] =
    "rules:\n"
    "  double-space:\n"
    "    summary: Too many spaces\n"
    "    message: {one: \"{count} space in a row\", other: \"{count} spaces in a row\"}\n"
    "  only-english: {summary: Only here, message: \"Only {words}\"}\n";

static void
write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_folder(const char *dir)
{
    g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
    const char *name = NULL;

    while ((name = g_dir_read_name(open)) != NULL) {
        g_autofree char *path = g_build_filename(dir, name, NULL);

        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(dir), ==, 0);
}

static MarbreCatalogue *
load(const char *french_text, const char *english_text, GPtrArray *problems)
{
    static const char *const langs[] = {"fr-CA", NULL};
    g_autofree char *dir = g_dir_make_tmp("marbre-XXXXXX", NULL);
    MarbreCatalogue *catalogue = NULL;

    if (french_text != NULL)
        write_file(dir, "typography.fr.yaml", french_text);
    if (english_text != NULL)
        write_file(dir, "typography.en.yaml", english_text);
    catalogue = marbre_catalogue_load(dir, "typography", langs, problems);
    remove_folder(dir);
    return catalogue;
}

static GVariant *
count_of(const char *count)
{
    return g_variant_ref_sink(
        g_variant_new_parsed("[('count', %s), ('words', 'un\u202E')]", count));
}

static void
assert_message(const MarbreCatalogue *catalogue,
               const char *lang,
               const char *rule,
               const char *count,
               const char *expected)
{
    g_autoptr(GVariant) args = count_of(count);
    g_autofree char *message =
        marbre_catalogue_message(catalogue, lang, rule, "Template {words}", args);

    g_assert_cmpstr(message, ==, expected);
}

static void
test_messages(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(french, english, problems);

    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_catalogue_get_plugin(catalogue), ==, "typography");
    assert_message(catalogue, "fr", "double-space", "0", "0 espace de suite");
    assert_message(catalogue, "fr", "double-space", "1", "1 espace de suite");
    assert_message(catalogue, "fr", "typography/double-space", "2", "2 espaces de suite");
    assert_message(catalogue, "fr-CA", "double-space", "3", "3 espaces de suite");
    assert_message(catalogue, "en", "double-space", "0", "0 spaces in a row");
    assert_message(catalogue, "en", "double-space", "1", "1 space in a row");
    assert_message(catalogue, "de", "double-space", "1", "1 space in a row");
    assert_message(catalogue, "fr", "plain", "1", "Pas bien : un<U+202E>");
    assert_message(catalogue, "en", "plain", "1", "Template un<U+202E>");
    assert_message(catalogue, "fr", "only-english", "1", "Only un<U+202E>");
    assert_message(catalogue, "fr", "unknown", "1", "Template un<U+202E>");
    g_assert_null(marbre_catalogue_message(catalogue, "fr", "unknown", NULL, NULL));
}

/* A plugin may say one rule in several ways, each under its name. */
static void
test_cases(void)
{
    static const char text[] = "rules:\n"
                               "  name:\n"
                               "    message:\n"
                               "      one: \"{count} fois\"\n"
                               "      other: \"{count} fois ou plus\"\n"
                               "      cases: {mixed: \"{words} et {other}\", odd: 2}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(text, NULL, problems);
    g_assert_cmpuint(problems->len, ==, 1); /* a number is no text */
    static const struct {
        const char *args, *expected;
    } trials[] = {{"[('case', 'mixed'), ('words', 'a'), ('other', 'b')]", "a et b"},
                  {"[('case', 'unknown'), ('count', '1')]", "1 fois"},
                  {"[('count', '3')]", "3 fois ou plus"}};
    for (size_t i = 0; i < G_N_ELEMENTS(trials); i++) {
        g_autoptr(GVariant) args = g_variant_ref_sink(g_variant_new_parsed(trials[i].args));
        g_autofree char *message =
            marbre_catalogue_message(catalogue, "fr", "typography/name", NULL, args);
        g_assert_cmpstr(message, ==, trials[i].expected);
    }
}

/* Names of things are shown in the reader's words; of what the catalogue does not know, the name.
 */
static void
test_terms(void)
{
    static const char text[] = "rules:\n"
                               "  name:\n"
                               "    message:\n"
                               "      other: \"change : {terms}\"\n"
                               "      cases: {far: \"loin : {terms}\"}\n"
                               "      terms: {figures: \"des chiffres\", names: des noms}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(text, NULL, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    static const struct {
        const char *args, *expected;
    } trials[] = {{"[('terms', 'figures')]", "change : des chiffres"},
                  {"[('terms', 'figures names')]", "change : des chiffres, des noms"},
                  {"[('case', 'far'), ('terms', 'names other')]", "loin : des noms, other"},
                  {"[('terms', '')]", "change : "}};
    for (size_t i = 0; i < G_N_ELEMENTS(trials); i++) {
        g_autoptr(GVariant) args = g_variant_ref_sink(g_variant_new_parsed(trials[i].args));
        g_autofree char *message =
            marbre_catalogue_message(catalogue, "fr", "typography/name", NULL, args);
        g_assert_cmpstr(message, ==, trials[i].expected);
    }
}

static void
test_summaries(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(french, english, problems);

    g_assert_cmpstr(marbre_catalogue_rule_summary(catalogue, "fr", "double-space", "x"), ==,
                    "Trop d'espaces");
    g_assert_cmpstr(marbre_catalogue_rule_summary(catalogue, "fr", "only-english", "x"), ==,
                    "Only here");
    g_assert_cmpstr(marbre_catalogue_rule_summary(catalogue, "fr", "plain", "x"), ==, "x");
    g_assert_cmpstr(marbre_catalogue_task_summary(catalogue, "fr", "spaces", "x"), ==,
                    "Repère les espaces doubles");
    g_assert_cmpstr(marbre_catalogue_task_summary(catalogue, "en", "spaces", "x"), ==, "x");
    g_assert_cmpstr(marbre_catalogue_option_summary(catalogue, "fr", "spaces", "allowed", "x"), ==,
                    "Espaces permises");
    g_assert_cmpstr(marbre_catalogue_option_summary(catalogue, "fr", "spaces", "words.min", "x"),
                    ==, "Le moins de mots");
    g_assert_cmpstr(marbre_catalogue_option_summary(catalogue, "fr", "spaces", "words.max", "x"),
                    ==, "Le plus");
}

static void
test_absent(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(NULL, NULL, problems);

    g_assert_cmpuint(problems->len, ==, 0);
    assert_message(catalogue, "fr", "double-space", "1", "Template un<U+202E>");
}

/* A broken file costs its own words and no others. */
static void
test_broken(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load("rules: [", english, problems);
    g_autoptr(GPtrArray) more = marbre_problems_new();
    g_autoptr(MarbreCatalogue) half =
        load("rules:\n  a: {mesage: x}\n  b: {message: {one: x}}\n  c: {message: bon}\n  d: 3\n",
             NULL, more);

    g_assert_cmpuint(problems->len, ==, 1);
    assert_message(catalogue, "fr", "double-space", "1", "1 space in a row");
    g_assert_cmpuint(more->len, ==, 3);
    assert_message(half, "fr", "c", "1", "bon");
    assert_message(half, "fr", "b", "1", "Template un<U+202E>");
}

static void
test_finding(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue = load(french, english, problems);
    g_autoptr(MarbreMessages) messages = marbre_messages_new("fr");
    MarbreFinding fields = {.rule = "typography/double-space",
                            .article = "a",
                            .path = "a/b",
                            .message = "2 spaces",
                            .args = count_of("2")};
    g_autoptr(MarbreFinding) finding = marbre_finding_new(&fields);
    g_autofree char *before = marbre_messages_of(messages, finding);
    g_autofree char *after = NULL;
    g_autofree char *without = marbre_messages_of(NULL, finding);

    g_variant_unref(fields.args);
    g_assert_cmpstr(before, ==, "2 spaces");
    g_assert_cmpstr(without, ==, "2 spaces");
    marbre_messages_add(messages, catalogue);
    after = marbre_messages_of(messages, finding);
    g_assert_cmpstr(after, ==, "2 espaces de suite");
    g_assert_cmpstr(marbre_messages_get_lang(messages), ==, "fr");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/catalogue/messages", test_messages);
    g_test_add_func("/finding/catalogue/cases", test_cases);
    g_test_add_func("/finding/catalogue/terms", test_terms);
    g_test_add_func("/finding/catalogue/summaries", test_summaries);
    g_test_add_func("/finding/catalogue/absent", test_absent);
    g_test_add_func("/finding/catalogue/broken", test_broken);
    g_test_add_func("/finding/catalogue/finding", test_finding);
    return g_test_run();
}
