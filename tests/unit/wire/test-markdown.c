/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "base/error.h"
#include "base/problem.h"
#include "wire/wire.h"

#include <string.h>

static GPtrArray *
read_text(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    const MarbreWireOptions how = {.lang = "fr"};
    return marbre_wire_read(bytes, &how, error);
}

static char *
written(const char *text, const char *source_lang)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) stories = read_text(text, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) file = marbre_wire_write(stories->pdata[0], "fr", source_lang);
    gsize size;
    const char *data = g_bytes_get_data(file, &size);
    return g_strndup(data, size);
}

static const char body[] = "\nUne phrase *avec* des signes\\.  \net une coupe.\n\n\n\n"
                           "- un\n- deux\n\n  suite\n\n"
                           "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                           "```c\nint main(void);\n\n\n/* --- */\n```\n\n"
                           "    code en retrait\n\n    et encore\n\n"
                           "<figure>\n<img src=\"a.jpg\">\n</figure>\n\n"
                           "> une citation\n>\n> en deux parties\n\nLa fin.\n";

/* The body comes out as the bytes that came in. */
static void
test_body(void)
{
    g_autofree char *text = g_strconcat("---\ntitle: \"T\"\n---\n", body, NULL);
    g_autofree char *file = written(text, NULL);
    g_assert_true(g_str_has_suffix(file, body));
    /* A fence that nobody closes goes on to the end. */
    g_autofree char *open = written("---\ntitle: T\n---\n\n~~~\nun\n\n\ndeux\n", NULL);
    g_assert_true(g_str_has_suffix(open, "---\n\n~~~\nun\n\n\ndeux\n"));
}

static void
test_front(void)
{
    g_autofree char *file = written("---\n"
                                    "# pour qui lit\n"
                                    "weight: 3 # loin\n"
                                    "title: Un titre\n"
                                    "author: [Léa Morel, Hugo]\n"
                                    "tags: crue\n"
                                    "date: 2023-09-19 14:05\n"
                                    "params:\n  hero: grand\n\n  list:\n  - a\n"
                                    "section: [a, b]\n"
                                    "outlet: 20\n"
                                    "lang: fr-FR\n"
                                    "source-lang: en\n"
                                    "images:\n- file: a.jpg\n  expires: 2024-01-01\n"
                                    "---\nTexte\n",
                                    NULL);
    g_assert_cmpstr(file, ==,
                    "---\n"
                    "title: \"Un titre\"\n"
                    "lang: \"fr\"\n"
                    "author: [\"Léa Morel\", \"Hugo\"]\n"
                    "date: \"2023-09-19 14:05\"\n"
                    "tags: [\"crue\"]\n"
                    "weight: 3 # loin\n"
                    "params:\n  hero: grand\n\n  list:\n  - a\n"
                    "section: [a, b]\n"
                    "outlet: 20\n"
                    "source-lang: en\n"
                    "images:\n- file: a.jpg\n  expires: 2024-01-01\n"
                    "---\n\nTexte\n");
    /* What the command line says stands in place of what the copy says. */
    g_autofree char *paired = written("---\ntitle: T\nsource-lang: en\n---\n\nTexte\n", "de");
    g_assert_cmpstr(paired, ==,
                    "---\ntitle: \"T\"\nlang: \"fr\"\nsource-lang: \"de\"\n---\n\nTexte\n");
}

static void
test_title(void)
{
    g_autofree char *file = written("---\nweight: 1\n---\n\n# Le *grand* titre\n\nTexte\n", NULL);
    g_assert_cmpstr(file, ==,
                    "---\ntitle: \"Le grand titre\"\nlang: \"fr\"\nweight: 1\n---\n\nTexte\n");
    /* The front matter's title is the title; a heading below stays. */
    g_autofree char *both = written("---\ntitle: \"T\"\n---\n\n# Autre\n\nTexte\n", NULL);
    g_assert_true(g_str_has_suffix(both, "---\n\n# Autre\n\nTexte\n"));
}

/* Read back, what was written says the same. */
static void
test_back(void)
{
    g_autofree char *text = g_strconcat("---\ntitle: 'Un « titre » : avec # \"signes\" \\'\n"
                                        "embargo: 2023-09-20T18:00:00+02:00\n---\n",
                                        body, NULL);
    g_autofree char *file = written(text, "en");
    g_autoptr(GBytes) bytes = g_bytes_new_static(file, strlen(file));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_copy_get_key(copy, "title"), ==, "Un « titre » : avec # \"signes\" \\");
    g_assert_cmpstr(marbre_copy_get_key(copy, "embargo"), ==, "2023-09-20T18:00:00+02:00");
    g_autofree char *again = written(file, "en");
    g_assert_cmpstr(again, ==, file);
}

static void
test_broken(void)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"---\ntitle: Velm : la digue\n---\nTexte\n", "line 2"},
        {"---\na: 1\na: 2\n---\nTexte\n", "line 3"},
        {"---\ntitle: T\nTexte\n", "line 1"},
        {"---\ntitle: &x T\n---\nTexte\n", "line 2"},
        {"---\nweight: 1\n---\n\n\n", "no words"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(read_text(cases[i].text, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        if (strstr(error->message, cases[i].words) == NULL)
            g_error("%s: %s", cases[i].text, error->message);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/markdown/body", test_body);
    g_test_add_func("/wire/markdown/front", test_front);
    g_test_add_func("/wire/markdown/title", test_title);
    g_test_add_func("/wire/markdown/back", test_back);
    g_test_add_func("/wire/markdown/broken", test_broken);
    return g_test_run();
}
