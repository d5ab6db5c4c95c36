/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "common.h"

#include "yaml/edit.h"
#include "yaml/write.h"

typedef struct {
    const char *before;
    const char *where;
    const char *text;
    const char *after; /* NULL where it must be refused */
    const char *why;   /* the words then */
} Case;

static void
assert_result(GBytes *changed, const GError *error, const Case *expected)
{
    g_autofree char *text = NULL;

    if (expected->after == NULL) {
        if (changed != NULL)
            g_error("%s was changed at %s", expected->before, expected->where);
        g_assert_cmpstr(error->message, ==, expected->why);
        return;
    }
    if (changed == NULL)
        g_error("%s at %s: %s", expected->before, expected->where, error->message);
    text = g_strndup(g_bytes_get_data(changed, NULL), g_bytes_get_size(changed));
    g_assert_cmpstr(text, ==, expected->after);
}

static void
assert_set(const Case *expected)
{
    g_autoptr(MarbreYaml) yaml = parse_good(expected->before);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) changed = marbre_yaml_set_text(yaml, marbre_yaml_get_file(yaml),
                                                     expected->where, expected->text, &error);

    assert_result(changed, error, expected);
}

static void
assert_removed(const Case *expected)
{
    g_autoptr(MarbreYaml) yaml = parse_good(expected->before);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) changed =
        marbre_yaml_remove(yaml, marbre_yaml_get_file(yaml), expected->where, &error);

    assert_result(changed, error, expected);
}

static void
test_set(void)
{
    static const Case cases[] = {
        {"# c\ntitle: old # why\nb: 'x'\n", "title", "new", "# c\ntitle: \"new\" # why\nb: 'x'\n"},
        {"a: 'x'\r\nb:   y\r\n", "b", "é : \"z\"\n", "a: 'x'\r\nb:   \"é : \\\"z\\\"\\n\"\r\n"},
        {"a: one\n  two\nb: c\n", "a", "x", "a: \"x\"\nb: c\n"},
        {"a: |\n  one\n  two\n\nb: c\n", "a", "x", "a: \"x\"\n\nb: c\n"},
        {"a: >-\n  one\n", "a", "x", "a: \"x\"\n"},
        {"a: # note\nb: c\n", "a", "x", "a: \"x\" # note\nb: c\n"},
        {"a:\n", "a", "x", "a: \"x\"\n"},
        {"a: ~\n", "a", "x", "a: \"x\"\n"},
        {"a: [b, {c: d}]\n", "a[1].c", "x", "a: [b, {c: \"x\"}]\n"},
        {"a: {b}\n", "a.b", "x", "a: {b: \"x\"}\n"},
        {"a:\n  - b\n  -\n", "a[1]", "x", "a:\n  - b\n  - \"x\"\n"},
        {"a: 12\n", "a", "12", "a: \"12\"\n"},
        {"images:\n  - file: a.jpg\n    credit: x\n  - file: b.jpg\n", "images[0].credit", "AFP",
         "images:\n  - file: a.jpg\n    credit: \"AFP\"\n  - file: b.jpg\n"},
        {"a: [b]\n", "a", "x", NULL, "a: a list or keys stand there; it must be a text"},
        {"a: b\n", "a", "\xFF", NULL, "a: the text is not UTF-8; write it in UTF-8"},
        {"a: b\n", "a[0]", "x", NULL,
         "a[0]: there is no such place in the file; write it there yourself"},
        {"a: b\n", "c.d", "x", NULL,
         "c.d: there is no such place in the file; write it there yourself"},
        {"a: b\n", "", "x", NULL, ": there is no such place in the file; write it there yourself"},
        {"a: b\n", "a.c", "x", NULL,
         "a.c: a value without keys stands where this key would belong; put keys in its place"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_set(&cases[i]);
}

static void
test_set_missing(void)
{
    static const Case cases[] = {
        {"a: b\n", "c", "x", "a: b\nc: \"x\"\n"},
        {"a: b", "c", "x", "a: b\nc: \"x\""},
        {"a: b\r\n# end\r\n", "c", "x", "a: b\r\nc: \"x\"\r\n# end\r\n"},
        {"a: b # why\n\n", "c", "x", "a: b # why\nc: \"x\"\n\n"},
        {"images:\n  - file: a.jpg\n  - file: b.jpg\nz: 1\n", "images[0].credit", "AFP",
         "images:\n  - file: a.jpg\n    credit: \"AFP\"\n  - file: b.jpg\nz: 1\n"},
        {"a: {b: c}\n", "a.d", "x", "a: {b: c, d: \"x\"}\n"},
        {"a: {}\n", "a.d", "x", "a: {d: \"x\"}\n"},
        {"a: |+\n  b\n\n", "c", "x", "a: |+\n  b\n\nc: \"x\"\n"},
        {"", "c", "x", "c: \"x\"\n"},
        {"# only\n", "c", "x", "# only\nc: \"x\"\n"},
        {"# only", "c", "x", "# only\nc: \"x\""},
        {"a: b\n", "c d", "x", "a: b\n\"c d\": \"x\"\n"},
        {"a: b\n", "no", "x", "a: b\n\"no\": \"x\"\n"},
        {"a:\n  b:\n    c: d\n", "a.e", "x", "a:\n  b:\n    c: d\n  e: \"x\"\n"},
        {"- a\n", "c", "x", NULL,
         "c: a value without keys stands where this key would belong; put keys in its place"},
        {"~\n", "c", "x", NULL,
         "c: a value without keys stands where this key would belong; put keys in its place"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_set(&cases[i]);
}

static void
test_remove(void)
{
    static const Case cases[] = {
        {"a: b\nc: d # x\ne: f\n", "c", NULL, "a: b\ne: f\n"},
        {"a: b\nc: |\n  d\n\n  e\nf: g\n", "c", NULL, "a: b\nf: g\n"},
        {"a: b\nc: d", "c", NULL, "a: b\n"},
        {"a: b\n", "a", NULL, ""},
        {"a:\n  - b\n  - c\n  - d\n", "a[1]", NULL, "a:\n  - b\n  - d\n"},
        {"a:\n  - b\nz: 1\n", "a[0]", NULL, "a:\nz: 1\n"},
        {"a:\n  - b: 1\n    c: 2\n  - d: 3\n", "a[0].b", NULL, "a:\n  - c: 2\n  - d: 3\n"},
        {"a:\n  - b: 1\n    c: 2\n  - d: 3\n", "a[0].c", NULL, "a:\n  - b: 1\n  - d: 3\n"},
        {"a:\n  - b: 1\n    c: 2\n  - d: 3\n", "a[0]", NULL, "a:\n  - d: 3\n"},
        {"a: [b, c, d]\n", "a[0]", NULL, "a: [c, d]\n"},
        {"a: [b, c, d]\n", "a[2]", NULL, "a: [b, c]\n"},
        {"a: {b: 1, c: 2}\n", "a.b", NULL, "a: {c: 2}\n"},
        {"a: {b: 1}\n", "a.b", NULL, "a: {}\n"},
        {"a:\n  -\n    b: 1\n  - c\n", "a[0]", NULL, "a:\n  - c\n"},
        {"a: b\n", "c", NULL, NULL,
         "c: there is no such place in the file; write it there yourself"},
        {"a: b\n", "a[0]", NULL, NULL,
         "a[0]: there is no such place in the file; write it there yourself"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_removed(&cases[i]);
}

static GVariant *
claim(void)
{
    return g_variant_new_parsed("[('id', <'morts'>), ('quote', <'Au moins « cinq » : \"80\"'>), "
                                "('seen', <int64 3>), ('evidence', <[<[('url', <'https://x/'>), "
                                "('ok', <true>)]>]>), ('none', <@as []>)]");
}

static void
assert_appended(
    const char *before, const char *where, bool as_list, const char *after, const char *why)
{
    Case expected = {before, where, NULL, after, why};
    g_autoptr(MarbreYaml) yaml = parse_good(before);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) changed =
        marbre_yaml_append(yaml, marbre_yaml_get_file(yaml), where, claim(), as_list, &error);

    assert_result(changed, error, &expected);
}

#define ITEM                                                                                       \
    "  - id: morts\n    quote: \"Au moins « cinq » : \\\"80\\\"\"\n    seen: 3\n"                \
    "    evidence:\n      - url: \"https://x/\"\n        ok: true\n    none: []\n"
#define FLOW                                                                                       \
    "{id: morts, quote: \"Au moins « cinq » : \\\"80\\\"\", seen: 3, "                           \
    "evidence: [{url: \"https://x/\", ok: true}], none: []}"

static void
test_append(void)
{
    assert_appended("claims:\n  - id: a\n# end\n", "claims", true,
                    "claims:\n  - id: a\n" ITEM "# end\n", NULL);
    assert_appended("x: 1\n", "claims", true, "x: 1\nclaims:\n" ITEM, NULL);
    assert_appended("claims: [] # none yet\nx: 1\n", "claims", true,
                    "claims: # none yet\n" ITEM "x: 1\n", NULL);
    assert_appended("claims:\nx: 1\n", "claims", true, "claims:\n" ITEM "x: 1\n", NULL);
    assert_appended("", "claims", true, "claims:\n" ITEM, NULL);
    assert_appended("claims: [{id: a}]\n", "claims", true, "claims: [{id: a}, " FLOW "]\n", NULL);
    assert_appended("a: {b: []}\n", "a.b", true, "a: {b: [" FLOW "]}\n", NULL);
    assert_appended("- x\n", "", true, NULL,
                    ": there is no such place in the file; write it there yourself");
    assert_appended("claims: x\n", "claims", true, NULL,
                    "claims: something that is no list stands there; it must be a list");
    assert_appended("a: {b: c}\n", "a.d", false, "a: {b: c, d: " FLOW "}\n", NULL);
}

static void
test_append_to_end_without_line_end(void)
{
    g_autoptr(MarbreYaml) yaml = parse_good("claims:\r\n- id: a");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) changed = marbre_yaml_append(yaml, marbre_yaml_get_file(yaml), "claims",
                                                   g_variant_new_string("deux mots"), true, &error);
    static const char expected[] = "claims:\r\n- id: a\r\n- \"deux mots\"";

    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(changed, NULL), g_bytes_get_size(changed), expected,
                    sizeof expected - 1);
}

/* The part of a larger file: bytes around it stay. */
static void
test_front_matter(void)
{
    const char *text = "---\ntitle: x\n---\nbody: [\n";
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("f", file, (MarbreSpan){4, 13}, &MARBRE_YAML_FRONT_MATTER, problems);
    g_autoptr(GBytes) changed = marbre_yaml_set_text(yaml, file, "slug", "a-b", NULL);
    g_autofree char *after = g_strndup(g_bytes_get_data(changed, NULL), g_bytes_get_size(changed));

    g_assert_cmpstr(after, ==, "---\ntitle: x\nslug: \"a-b\"\n---\nbody: [\n");
}

static void
assert_quoted(const char *text, const char *quoted, bool is_plain)
{
    g_autofree char *written = marbre_yaml_quote(text);
    g_autofree char *either = marbre_yaml_plain_or_quoted(text);
    g_autofree char *line = g_strdup_printf("k: %s\nl: %s\n", written, either);
    g_autoptr(MarbreYaml) yaml = parse_good(line);
    const MarbreYamlNode *root = marbre_yaml_get_root(yaml);

    g_assert_cmpstr(written, ==, quoted);
    g_assert_cmpint(marbre_yaml_is_plain(text), ==, is_plain);
    g_assert_cmpstr(either, ==, is_plain ? text : quoted);
    g_assert_cmpstr(marbre_yaml_node_get_string(marbre_yaml_find(root, "k")), ==, text);
    g_assert_cmpstr(marbre_yaml_node_get_string(marbre_yaml_find(root, "l")), ==, text);
}

static void
test_quoting(void)
{
    assert_quoted("fact-check", "\"fact-check\"", true);
    assert_quoted("2023-09-19T15:10:00+02:00", "\"2023-09-19T15:10:00+02:00\"", true);
    assert_quoted("2023", "\"2023\"", false);
    assert_quoted("true", "\"true\"", false);
    assert_quoted("No", "\"No\"", false);
    assert_quoted("", "\"\"", false);
    assert_quoted("a: b", "\"a: b\"", false);
    assert_quoted("a:", "\"a:\"", false);
    assert_quoted("-x", "\"-x\"", false);
    assert_quoted("\n\nstage: publish\n---\n", "\"\\n\\nstage: publish\\n---\\n\"", false);
    assert_quoted("\x1B\x7F\xC2\x85\u2028\u202E\uFEFF", "\"\\x1B\\x7F\\x85\\u2028\\u202E\\uFEFF\"",
                  false);
    assert_quoted("é\u00A0😀\"\\\t", "\"é\u00A0😀\\\"\\\\\\t\"", false);
    assert_quoted("\U0001FFFE\uFFFF", "\"\\U0001FFFE\\uFFFF\"", false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edit/set", test_set);
    g_test_add_func("/edit/set-missing", test_set_missing);
    g_test_add_func("/edit/remove", test_remove);
    g_test_add_func("/edit/append", test_append);
    g_test_add_func("/edit/append-at-end", test_append_to_end_without_line_end);
    g_test_add_func("/edit/front-matter", test_front_matter);
    g_test_add_func("/write/quoting", test_quoting);
    return g_test_run();
}
