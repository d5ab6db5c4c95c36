/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "base/problem.h"
#include "wire/wire.h"

#include <string.h>

/* Values that YAML and Markdown would take for something else. */
static const char *const awkward[] = {
    "Velm : la digue cède",
    "un # signe",
    "“deux” \"guillemets\" et \\ barre",
    "- tiret",
    "[crochets]",
    "oui",
    "12",
    "2023-09-19",
    "null",
    "ligne\nde plus",
    " des espaces ",
    "@quelqu’un & {accolades}",
    "\u2067\u0645\u0631\u062d\u0628\u0627\u2069",
    "%",
    "'",
};

static MarbreCopy *
read_back(const MarbreStory *story)
{
    g_autoptr(GBytes) file = marbre_wire_write(story, "fr", "en");
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCopy *copy = marbre_copy_parse("index.fr.md", "fr", file, problems);
    if (problems->len > 0)
        g_error("%s", ((MarbreProblem *)problems->pdata[0])->message);
    return copy;
}

static void
test_values(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(awkward); i++) {
        const char *words = awkward[i];
        g_autoptr(MarbreStory) story = marbre_story_new();
        char **const heads[] = {&story->title,  &story->standfirst, &story->section,
                                &story->outlet, &story->dateline,   &story->date,
                                &story->embargo};
        static const char *const keys[] = {"title",    "standfirst", "section", "outlet",
                                           "dateline", "date",       "embargo"};
        for (size_t k = 0; k < G_N_ELEMENTS(heads); k++)
            *heads[k] = g_strdup(words);
        for (size_t k = 0; k < 2; k++)
            g_ptr_array_add(story->authors, g_strdup(words));
        g_ptr_array_add(story->tags, g_strdup(words));
        MarbreStoryPicture *picture = marbre_story_add_picture(story, "digue.jpg");
        picture->caption = g_strdup(words);
        picture->licence = g_strdup(words);
        g_autoptr(MarbreCopy) copy = read_back(story);
        for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
            g_assert_cmpstr(marbre_copy_get_key(copy, keys[k]), ==, words);
        g_assert_cmpstr(marbre_copy_get_key(copy, "lang"), ==, "fr");
        g_assert_cmpstr(marbre_copy_get_key(copy, "source-lang"), ==, "en");
        g_assert_cmpstr(marbre_copy_get_key(copy, "author[1]"), ==, words);
        g_assert_cmpstr(marbre_copy_get_key(copy, "tags[0]"), ==, words);
        g_assert_cmpstr(marbre_copy_get_key(copy, "images[0].file"), ==, "digue.jpg");
        g_assert_cmpstr(marbre_copy_get_key(copy, "images[0].caption"), ==, words);
        g_assert_cmpstr(marbre_copy_get_key(copy, "images[0].licence"), ==, words);
        g_assert_null(marbre_copy_get_key(copy, "images[0].credit"));
    }
}

/* What the copy does not say is not written. */
static void
test_nothing(void)
{
    g_autoptr(MarbreStory) story = marbre_story_new();
    g_autoptr(GBytes) file = marbre_wire_write(story, "fr", NULL);
    gsize size;
    const char *data = g_bytes_get_data(file, &size);
    g_assert_cmpmem(data, size, "---\nlang: \"fr\"\n---\n", 19);
}

/* Plain words read as the same words in Markdown. */
static void
test_words(void)
{
    static const char *const lines[] = {
        "1. n’est pas une liste",
        "# n’est pas un titre",
        "- ni *ceci* ni _cela_",
        "[lien](javascript:x)",
        "<script>x</script> & fin",
        "&amp; &lt;",
        "> une flèche",
        "+ un plus",
        "=== égal",
        "--- rien",
        "~~~ tilde",
        "| barre |",
        "``code``",
        "12) douze",
        "un\\deux",
        "https://orcha.example/a_b_c",
        "* * *",
        "![image](x.jpg)",
        "2023. Une année",
        "a * b * c",
        "5 < 6 > 4",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(MarbreStory) story = marbre_story_new();
        marbre_story_add_plain(story, lines[i], 1);
        marbre_story_add_plain(story, "Une autre.", 2);
        g_autoptr(MarbreCopy) copy = read_back(story);
        const GPtrArray *blocks = marbre_copy_get_blocks(copy);
        g_assert_cmpuint(blocks->len, ==, 2);
        const MarbreBlock *block = blocks->pdata[0];
        g_assert_cmpint(block->kind, ==, MARBRE_BLOCK_PARAGRAPH);
        g_assert_cmpstr(marbre_mapped_get_text(block->text, NULL), ==, lines[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/write/values", test_values);
    g_test_add_func("/wire/write/nothing", test_nothing);
    g_test_add_func("/wire/write/words", test_words);
    return g_test_run();
}
