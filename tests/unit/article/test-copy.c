/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static MarbreCopy *
parse(const char *text, size_t size, GPtrArray *problems)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, size);
    return marbre_copy_parse("a/index.fr.md", "fr", bytes, problems);
}

static void
assert_problem(const char *text, size_t size, const char *rule, uint64_t line, uint64_t offset)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, size, problems);
    g_assert_cmpuint(problems->len, ==, 1);
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    g_assert_cmpstr(problem->rule, ==, rule);
    g_assert_cmpstr(problem->path, ==, "a/index.fr.md");
    g_assert_cmpuint(problem->line, ==, line);
    g_assert_cmpuint(problem->offset, ==, offset);
}

static void
test_parts(void)
{
    const char *text = "---\ntitle: \"Haut-Karabakh\"\nimages:\n  - credit: AFP\n---\nTexte.\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_copy_get_key(copy, "title"), ==, "Haut-Karabakh");
    g_assert_cmpstr(marbre_copy_get_key(copy, "images[0].credit"), ==, "AFP");
    g_assert_null(marbre_copy_get_key(copy, "images"));
    g_assert_null(marbre_copy_get_key(copy, "absent"));
    g_assert_cmpstr(marbre_copy_get_lang(copy), ==, "fr");
    MarbreSpan front = marbre_copy_get_front_span(copy);
    MarbreSpan body = marbre_copy_get_body(copy);
    g_assert_cmpuint(front.start, ==, 4);
    g_assert_cmpuint(front.end, ==, strstr(text, "---\nTexte") - text);
    g_assert_cmpuint(body.start, ==, front.end + 4);
    g_assert_cmpuint(body.end, ==, strlen(text));
    g_assert_cmpuint(marbre_copy_get_insertion(copy), ==, front.end);
    g_assert_true(marbre_copy_has_front(copy));
}

static void
test_bom_and_crlf(void)
{
    const char *text = "\xEF\xBB\xBF---\r\ntitle: a\r\n--- \r\nUn mot\r\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_copy_get_key(copy, "title"), ==, "a");
    g_assert_cmpuint(marbre_copy_get_front_span(copy).start, ==, 8);
    g_assert_cmpuint(marbre_copy_get_body(copy).start, ==, 24);
}

/* Of the first bytes of a file, those through its header; none where it may go on. */
static void
test_front_size(void)
{
    static const struct {
        const char *text;
        size_t size;
    } rows[] = {{"---\ntitle: A\n---\nTexte", 17},
                {"\xEF\xBB\xBF---\r\n---\r\nTexte", 13},
                {"---\ntitle: A\n---", 0},
                {"---\ntitle: A\n--- \n", 18},
                {"---\ntitle: A\n--", 0},
                {"Texte\n---\nencore\n---\n", 0},
                {"---\n---\n", 8},
                {"", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(marbre_copy_front_size(rows[i].text, strlen(rows[i].text)), ==,
                         rows[i].size);
}

static void
test_without_front(void)
{
    const char *text = "Un mot\n\n---\n\nDeux\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_false(marbre_copy_has_front(copy));
    g_assert_null(marbre_copy_get_front(copy));
    g_assert_cmpuint(marbre_copy_get_insertion(copy), ==, 0);
    g_assert_cmpuint(marbre_copy_get_blocks(copy)->len, ==, 2);
    g_autoptr(MarbreCopy) empty = parse("", 0, problems);
    g_assert_cmpuint(marbre_copy_get_blocks(empty)->len, ==, 0);
}

static void
test_dashes_in_scalar(void)
{
    const char *text = "---\nnote: |\n  a\n  ---\n  b\n---\nTexte\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(marbre_copy_get_key(copy, "note"), ==, "a\n---\nb\n");
}

/* Broken front matter leaves the text readable. */
static void
test_broken(void)
{
    const char *text = "---\ntitle: Guerre : la paix: fin\n---\nTexte.\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    g_assert_cmpuint(problems->len, ==, 1);
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    g_assert_cmpstr(problem->rule, ==, "marbre/bad-yaml");
    g_assert_cmpuint(problem->line, ==, 2);
    g_assert_null(marbre_copy_get_front(copy));
    g_assert_true(marbre_copy_has_front(copy));
    const MarbreBlock *block = g_ptr_array_index(marbre_copy_get_blocks(copy), 0);
    g_assert_cmpstr(marbre_mapped_get_text(block->text, NULL), ==, "Texte.");

    const char *open = "---\ntitle: a\n\nTexte.\n";
    assert_problem(open, strlen(open), "marbre/bad-yaml", 1, 0);
    const char *list = "---\n- a\n---\nTexte.\n";
    assert_problem(list, strlen(list), "marbre/bad-yaml", 2, 4);
}

static void
test_encoding(void)
{
    assert_problem("a\r\nb\n", 5, "marbre/bad-encoding", 2, 4);
    assert_problem("caf\xE9\n", 5, "marbre/bad-encoding", 1, 3);
    assert_problem("a\0b\n", 4, "marbre/bad-encoding", 1, 1);
    g_autofree char *large = g_malloc(MARBRE_COPY_LIMIT + 1);
    memset(large, 'a', MARBRE_COPY_LIMIT + 1);
    assert_problem(large, MARBRE_COPY_LIMIT + 1, "marbre/too-large", 1, 0);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_assert_null(parse(large, MARBRE_COPY_LIMIT + 1, problems));
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==,
                    "4194305 bytes are too many: a text may have 4194304");
    g_assert_null(parse("caf\xE9\n", 5, problems));
    g_autoptr(MarbreCopy) copy = parse(large, MARBRE_COPY_LIMIT, problems);
    g_assert_nonnull(copy);
    g_assert_cmpuint(marbre_copy_get_blocks(copy)->len, ==, 1);
}

static void *
read_blocks(void *copy)
{
    return (void *)marbre_copy_get_blocks(copy);
}

static void
test_threads(void)
{
    const char *text = "a\n\nb\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = parse(text, strlen(text), problems);
    GThread *threads[4];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("blocks", read_blocks, copy);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_true(g_thread_join(threads[i]) == marbre_copy_get_blocks(copy));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/copy/parts", test_parts);
    g_test_add_func("/article/copy/bom-and-crlf", test_bom_and_crlf);
    g_test_add_func("/article/copy/front-size", test_front_size);
    g_test_add_func("/article/copy/without-front", test_without_front);
    g_test_add_func("/article/copy/dashes-in-scalar", test_dashes_in_scalar);
    g_test_add_func("/article/copy/broken", test_broken);
    g_test_add_func("/article/copy/encoding", test_encoding);
    g_test_add_func("/article/copy/threads", test_threads);
    return g_test_run();
}
