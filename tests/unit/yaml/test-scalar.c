/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "common.h"

/* What a scalar reads as, and which bytes each stretch of it comes from: "text<bytes>". */
static char *
runs_of(const char *text, const char *where)
{
    g_autoptr(MarbreYaml) yaml = parse_good(text);
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(yaml), where);
    MarbreMapped *mapped = marbre_yaml_node_get_mapped(yaml, node);
    const char *read = marbre_mapped_get_text(mapped, NULL);
    g_autoptr(GString) runs = g_string_new(NULL);

    g_assert_cmpstr(read, ==, marbre_yaml_node_get_text(node));
    for (size_t i = 0; i < marbre_mapped_count_runs(mapped); i++) {
        MarbreRun run = marbre_mapped_get_run(mapped, i);

        g_string_append_len(runs, read + run.text.start, (gssize)(run.text.end - run.text.start));
        if (run.same) {
            g_assert_cmpmem(read + run.text.start, run.text.end - run.text.start,
                            text + run.source.start, run.source.end - run.source.start);
            g_string_append_c(runs, '|');
            continue;
        }
        g_string_append_c(runs, '<');
        g_string_append_len(runs, text + run.source.start,
                            (gssize)(run.source.end - run.source.start));
        g_string_append(runs, ">|");
    }
    return g_string_free(g_steal_pointer(&runs), FALSE);
}

static void
assert_runs(const char *text, const char *expected)
{
    g_autofree char *runs = runs_of(text, "k");

    g_assert_cmpstr(runs, ==, expected);
}

static void
test_plain(void)
{
    assert_runs("k: l'été  à Gori  # note\n", "l'été  à Gori|");
    assert_runs("k: one\n  two\n\n\n  three\nl: x\n", "one| <\n  >|two|\n\n<\n\n\n  >|three|");
    assert_runs("k: one \t\r\n\r\n  two\r\n", "one|\n< \t\r\n\r\n  >|two|");
    assert_runs("k:\n  a b\n  c\n", "a b| <\n  >|c|");
    assert_runs("k: 12\n", "12|");
    assert_runs("k:\n", "");
}

static void
test_single(void)
{
    assert_runs("k: 'l''été'\n", "l|'<''>|été|");
    assert_runs("k: ''\n", "");
    assert_runs("k: ' a  b '\n", " a  b |");
    assert_runs("k: 'one \n\n  two\n  '\n", "one|\n< \n\n  >|two| <\n  >|");
    assert_runs("k: ''''''\n", "'<''>|'<''>|");
    assert_runs("k: 'a\\n'\n", "a\\n|");
}

static void
test_double(void)
{
    assert_runs("k: \"a\\nb\\u00e9\\x41\\U0001F600\\\\\\\"\\/\\t\\N\\_\\L\\P\\e\"\n",
                "a|\n<\\n>|b|é<\\u00e9>|A<\\x41>|😀<\\U0001F600>|\\<\\\\>|\"<\\\">|/<\\/>|"
                "\t<\\t>|\xC2\x85<\\N>|\u00A0<\\_>|\u2028<\\L>|\u2029<\\P>|\x1B<\\e>|");
    assert_runs("k: \"one  \n  two\"\n", "one| <  \n  >|two|");
    assert_runs("k: \"one \\\n   two\\\n\n  \\  three\"\n", "one |two|\n<\n  >| <\\ >| three|");
    assert_runs("k: \" a \"\n", " a |");
    assert_runs("k: \"\"\n", "");
    assert_runs("k: \"a\r\n  b\"\r\n", "a| <\r\n  >|b|");
}

static void
test_literal(void)
{
    assert_runs("k: |\n  one\n   two\n\n  three\nl: x\n", "one\n| two\n\n|three\n|");
    assert_runs("k: |-\n  one\n\n\nl: x\n", "one|");
    assert_runs("k: |+\n  one\n\n\nl: x\n", "one\n\n\n|");
    assert_runs("k: |2-\n    one\n  two\n", "  one\n|two|");
    assert_runs("k: |\r\n  one\r\n  two\r\n", "one|\n<\r\n>|two|\n<\r\n>|");
    assert_runs("k: | # note\n\n  one\n", "\n|one\n|");
    assert_runs("k: |\n  one", "one|");
    assert_runs("k: |\nl: x\n", "");
    assert_runs("k: |+\n\n\nl: x\n", "\n\n|");
}

static void
test_folded(void)
{
    assert_runs("k: >\n  one\n  two\n\n  three\n   four\n  five\n\n",
                "one| <\n  >|two|\n|three\n| four\n|five\n|");
    assert_runs("k: >-\n  one\n  two\n", "one| <\n  >|two|");
    assert_runs("k: >\r\n  one\r\n  two\r\n", "one| <\r\n  >|two|\n<\r\n>|");
    assert_runs("k: >1\n  one\n two\n", " one\n|two\n|");
}

static void
test_nested(void)
{
    g_autofree char *item = runs_of("a:\n  - |1\n    x\n", "a[0]");
    g_autofree char *indentless = runs_of("a:\n- |2\n   x\n", "a[0]");
    g_autofree char *deep = runs_of("a:\n  - b: >2\n       x\n      y\n", "a[0].b");

    g_assert_cmpstr(item, ==, " x\n|");
    g_assert_cmpstr(indentless, ==, " x\n|");
    g_assert_cmpstr(deep, ==, " x\n|y\n|");
}

static void
test_empty_place(void)
{
    g_autoptr(MarbreYaml) yaml = parse_good("k: \"\"\nl:\n");
    const MarbreYamlNode *root = marbre_yaml_get_root(yaml);
    MarbreSpan source;

    g_assert_true(
        marbre_mapped_to_source(marbre_yaml_node_get_mapped(yaml, marbre_yaml_find(root, "k")),
                                (MarbreSpan){0, 0}, &source));
    g_assert_cmpuint(source.start, ==, 4);
    g_assert_true(
        marbre_mapped_to_source(marbre_yaml_node_get_mapped(yaml, marbre_yaml_find(root, "l")),
                                (MarbreSpan){0, 0}, &source));
    g_assert_cmpuint(source.start, ==, 8);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scalar/plain", test_plain);
    g_test_add_func("/scalar/single", test_single);
    g_test_add_func("/scalar/double", test_double);
    g_test_add_func("/scalar/literal", test_literal);
    g_test_add_func("/scalar/folded", test_folded);
    g_test_add_func("/scalar/nested", test_nested);
    g_test_add_func("/scalar/empty-place", test_empty_place);
    return g_test_run();
}
