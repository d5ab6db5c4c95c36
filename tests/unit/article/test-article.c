/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/article.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static void
add(GPtrArray *files, const char *name, const char *text)
{
    g_autoptr(GBytes) bytes = text ? g_bytes_new(text, strlen(text)) : NULL;
    g_ptr_array_add(files, marbre_file_new(name, NULL, text ? strlen(text) : 0, bytes));
}

static void
test_bundle(void)
{
    const char *const langs[] = {"fr", "de", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    add(files, "state.yaml",
        "id: 01hawm6c0t2n9v6s6x1j5y7k3q\nworkflow: newsroom\nstage: draft\n"
        "entered: 2023-09-19T14:03:22+02:00\n");
    add(files, "z.jpg", NULL);
    add(files, "index.fr.md", "---\ntitle: \"Le titre\"\nsource-lang: en\n---\nTexte.\n");
    add(files, "index.en.md", "The text.\n");
    add(files, "claims.yaml", "claims: []\n");
    add(files, "a.jpg", NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreArticle) article =
        marbre_article_new("articles/2023/09/haut-karabakh", files, langs, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_article_get_folder(article), ==, "articles/2023/09/haut-karabakh");
    g_assert_cmpstr(marbre_article_get_slug(article), ==, "haut-karabakh");
    g_assert_cmpstr(marbre_article_get_title(article), ==, "Le titre");
    g_assert_cmpstr(marbre_article_key(article, "source-lang"), ==, "en");
    g_assert_cmpuint(marbre_article_get_copies(article)->len, ==, 1);
    g_assert_true(marbre_article_get_copy(article, "fr") == marbre_article_get_copy(article, NULL));
    g_assert_null(marbre_article_get_copy(article, "de"));
    const MarbreCopy *source = marbre_article_get_source(article);
    g_assert_cmpstr(marbre_copy_get_lang(source), ==, "en");
    g_assert_cmpstr(marbre_copy_get_path(source), ==, "articles/2023/09/haut-karabakh/index.en.md");
    g_assert_nonnull(marbre_article_get_claims(article));
    g_assert_cmpstr(marbre_article_get_state(article)->stage, ==, "draft");
    const char *const *media = marbre_article_get_media(article);
    g_assert_cmpstr(media[0], ==, "a.jpg");
    g_assert_cmpstr(media[1], ==, "z.jpg");
    g_assert_null(media[2]);
    g_assert_cmpstr(marbre_article_get_file(article, "a.jpg")->name, ==, "a.jpg");
    g_assert_null(marbre_article_get_file(article, "b.jpg"));
    g_assert_cmpuint(marbre_article_get_files(article)->len, ==, 6);
}

static void
test_bare(void)
{
    const char *const langs[] = {"fr", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    add(files, "index.fr.md", "Texte.\n");
    add(files, "index.en.md", "Not asked for.\n");
    g_autoptr(MarbreArticle) article = marbre_article_new("a", files, langs, NULL);
    g_assert_cmpstr(marbre_article_get_title(article), ==, "a");
    g_assert_cmpstr(marbre_article_get_slug(article), ==, "a");
    g_assert_null(marbre_article_get_source(article));
    g_assert_null(marbre_article_get_state(article));
    g_assert_null(marbre_article_get_claims(article));
    g_assert_null(marbre_article_get_media(article)[0]);
    g_autoptr(GPtrArray) none = marbre_files_new();
    g_autoptr(MarbreArticle) empty = marbre_article_new("a/b", none, langs, NULL);
    g_assert_null(marbre_article_get_copy(empty, NULL));
    g_assert_cmpstr(marbre_article_get_title(empty), ==, "b");
}

static void
test_problems(void)
{
    const char *const langs[] = {"fr", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    add(files, "index.fr.md", "caf\xE9\n");
    add(files, "claims.yaml", "claims: {\n");
    add(files, "state.yaml", "stage: draft\n");
    add(files, "été.jpg", NULL);
    MarbreFile *link = marbre_file_new("lien.jpg", NULL, 0, NULL);
    link->regular = false;
    g_ptr_array_add(files, link);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreArticle) article = marbre_article_new("a", files, langs, problems);
    const GPtrArray *found = marbre_article_problems(article);
    g_assert_cmpuint(found->len, ==, problems->len);
    g_autoptr(GString) rules = g_string_new("");
    for (guint i = 0; i < found->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(found, i);
        const MarbreProblem *told = g_ptr_array_index(problems, i);
        g_assert_cmpstr(problem->message, ==, told->message);
        g_assert_cmpstr(problem->rule, ==, told->rule);
        g_assert_cmpuint(problem->offset, ==, told->offset);
        if (!strstr(rules->str, problem->rule))
            g_string_append_printf(rules, "%s %s\n", problem->path, problem->rule);
    }
    g_assert_cmpstr(rules->str, ==,
                    "a/lien.jpg marbre/forbidden-path\n"
                    "a/index.fr.md marbre/bad-encoding\n"
                    "a/claims.yaml marbre/bad-yaml\n"
                    "a/state.yaml marbre/bad-state\n"
                    "a/été.jpg marbre/bad-name\n");
    g_assert_cmpstr(((MarbreProblem *)found->pdata[0])->message, ==,
                    "this is no plain file; put the file itself there");
    g_assert_null(marbre_article_get_copy(article, NULL));
    g_assert_cmpstr(marbre_article_get_langs(article)[0], ==, "fr");
}

static void
test_names(void)
{
    g_autofree char *lang = NULL;
    g_assert_true(marbre_article_is_text_name("index.fr-CA.md", &lang));
    g_assert_cmpstr(lang, ==, "fr-CA");
    g_assert_false(marbre_article_is_text_name("index.md", NULL));
    g_assert_false(marbre_article_is_text_name("index..md", NULL));
    g_assert_false(marbre_article_is_text_name("index.fr.md.bak", NULL));
    g_assert_false(marbre_article_is_text_name("index.a/b.md", NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/article/bundle", test_bundle);
    g_test_add_func("/article/article/bare", test_bare);
    g_test_add_func("/article/article/problems", test_problems);
    g_test_add_func("/article/article/names", test_names);
    return g_test_run();
}
