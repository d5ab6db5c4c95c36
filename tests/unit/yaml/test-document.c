/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "common.h"

static const MarbreYamlNode *
at(const MarbreYaml *yaml, const char *where)
{
    return marbre_yaml_lookup(marbre_yaml_get_root(yaml), where);
}

static void
assert_span(MarbreSpan span, const char *text, const char *expected)
{
    g_autofree char *bytes = g_strndup(text + span.start, span.end - span.start);

    g_assert_cmpstr(bytes, ==, expected);
}

static void
test_tree(void)
{
    const char *text = "title: L'été   # vu\n"
                       "tags: [a, \"b\"]\n"
                       "images:\n"
                       "  - file: x.jpg\n"
                       "    credit: 'AFP'\n"
                       "  - file: y.jpg\n"
                       "note: |\n"
                       "  one\n"
                       "\n"
                       "end:\n";
    g_autoptr(MarbreYaml) yaml = parse_good(text);
    const MarbreYamlNode *root = marbre_yaml_get_root(yaml);
    MarbreSpan comment = {0};

    g_assert_cmpint(marbre_yaml_node_get_kind(root), ==, MARBRE_YAML_MAP);
    g_assert_cmpint(marbre_yaml_node_get_style(root), ==, MARBRE_YAML_BLOCK);
    g_assert_cmpuint(marbre_yaml_node_get_count(root), ==, 5);
    g_assert_cmpstr(marbre_yaml_node_get_key(root, 3), ==, "note");
    g_assert_null(marbre_yaml_node_get_key(root, 5));
    g_assert_null(marbre_yaml_node_get_child(root, 5));
    g_assert_cmpstr(marbre_yaml_node_get_text(at(yaml, "title")), ==, "L'été");
    assert_span(marbre_yaml_node_get_span(at(yaml, "title")), text, "L'été");
    assert_span(marbre_yaml_node_get_key_span(at(yaml, "title")), text, "title");
    g_assert_true(marbre_yaml_node_is_cut(at(yaml, "title"), &comment));
    assert_span(comment, text, "# vu");
    g_assert_false(marbre_yaml_node_is_cut(at(yaml, "tags[0]"), NULL));
    assert_span(marbre_yaml_node_get_span(at(yaml, "tags")), text, "[a, \"b\"]");
    assert_span(marbre_yaml_node_get_span(at(yaml, "tags[1]")), text, "\"b\"");
    assert_span(marbre_yaml_node_get_span(at(yaml, "images")), text,
                "- file: x.jpg\n    credit: 'AFP'\n  - file: y.jpg");
    assert_span(marbre_yaml_node_get_span(at(yaml, "images[0]")), text,
                "file: x.jpg\n    credit: 'AFP'");
    assert_span(marbre_yaml_node_get_span(at(yaml, "note")), text, "|\n  one");
    g_assert_cmpstr(marbre_yaml_node_get_text(at(yaml, "note")), ==, "one\n");
    g_assert_cmpint(marbre_yaml_node_get_kind(at(yaml, "end")), ==, MARBRE_YAML_NULL);
    g_assert_true(marbre_yaml_node_get_parent(at(yaml, "images[0].credit")) ==
                  at(yaml, "images[0]"));
    g_assert_null(marbre_yaml_node_get_text(root));
    g_assert_null(marbre_yaml_node_get_mapped(yaml, root));
}

static void
test_lookup(void)
{
    g_autoptr(MarbreYaml) yaml = parse_good("a: {b: [[1, 2], {c: x}]}\n");
    static const char *const none[] = {
        "",        "b",     "a.",      ".a",     "a..b",
        "a.b[2]",  "a.b[",  "a.b[]",   "a.b[x]", "a[0]",
        "a.b[0]c", "a.b.c", "a.b[-1]", "[0]",    "a.b[9999999999999]"};

    g_assert_cmpint(marbre_yaml_node_get_int(at(yaml, "a.b[0][1]")), ==, 2);
    g_assert_cmpstr(marbre_yaml_node_get_text(at(yaml, "a.b[1].c")), ==, "x");
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_null(at(yaml, none[i]));
    g_assert_null(marbre_yaml_find(NULL, "a"));
    g_assert_null(marbre_yaml_find(at(yaml, "a.b"), "a"));
    g_assert_cmpint(marbre_yaml_node_get_kind(NULL), ==, MARBRE_YAML_NULL);
    g_assert_cmpuint(marbre_yaml_node_get_count(NULL), ==, 0);
}

static void
test_types(void)
{
    static const struct {
        const char *text;
        MarbreYamlKind kind;
    } values[] = {
        {"null", MARBRE_YAML_NULL},       {"~", MARBRE_YAML_NULL},
        {"", MARBRE_YAML_NULL},           {"Null", MARBRE_YAML_NULL},
        {"nULL", MARBRE_YAML_TEXT},       {"true", MARBRE_YAML_BOOL},
        {"False", MARBRE_YAML_BOOL},      {"yes", MARBRE_YAML_TEXT},
        {"no", MARBRE_YAML_TEXT},         {"on", MARBRE_YAML_TEXT},
        {"tRue", MARBRE_YAML_TEXT},       {"12", MARBRE_YAML_INT},
        {"-0", MARBRE_YAML_INT},          {"+7", MARBRE_YAML_INT},
        {"007", MARBRE_YAML_INT},         {"0o17", MARBRE_YAML_INT},
        {"0x1F", MARBRE_YAML_INT},        {"0o18", MARBRE_YAML_TEXT},
        {"-0x1F", MARBRE_YAML_TEXT},      {"1_000", MARBRE_YAML_TEXT},
        {"1.5", MARBRE_YAML_NUMBER},      {".5", MARBRE_YAML_NUMBER},
        {"1.", MARBRE_YAML_NUMBER},       {"1e3", MARBRE_YAML_NUMBER},
        {"-1.5E-3", MARBRE_YAML_NUMBER},  {"1e", MARBRE_YAML_TEXT},
        {".", MARBRE_YAML_TEXT},          {"+", MARBRE_YAML_TEXT},
        {".inf", MARBRE_YAML_NUMBER},     {"-.INF", MARBRE_YAML_NUMBER},
        {".nan", MARBRE_YAML_NUMBER},     {"-.nan", MARBRE_YAML_TEXT},
        {"2023-09-19", MARBRE_YAML_TEXT}, {"12:30", MARBRE_YAML_TEXT},
        {"0b11", MARBRE_YAML_TEXT},       {"99999999999999999999", MARBRE_YAML_NUMBER},
        {"'12'", MARBRE_YAML_TEXT},       {"\"true\"", MARBRE_YAML_TEXT},
        {"''", MARBRE_YAML_TEXT},         {"1.2.3", MARBRE_YAML_TEXT},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *text = g_strdup_printf("v: %s\n", values[i].text);
        g_autoptr(MarbreYaml) yaml = parse_good(text);

        if (marbre_yaml_node_get_kind(at(yaml, "v")) != values[i].kind)
            g_error("%s is a %d", values[i].text, marbre_yaml_node_get_kind(at(yaml, "v")));
        g_assert_nonnull(marbre_yaml_node_get_text(at(yaml, "v")));
    }
}

static void
test_numbers(void)
{
    g_autoptr(MarbreYaml) yaml = parse_good(
        "a: 0o17\nb: 0xfF\nc: -9223372036854775808\nd: 1.5e3\ne: true\nf: 9223372036854775808\n"
        "g: .inf\nh: yes\n");

    g_assert_cmpint(marbre_yaml_node_get_int(at(yaml, "a")), ==, 15);
    g_assert_cmpint(marbre_yaml_node_get_int(at(yaml, "b")), ==, 255);
    g_assert_cmpint(marbre_yaml_node_get_int(at(yaml, "c")), ==, INT64_MIN);
    g_assert_cmpfloat(marbre_yaml_node_get_double(at(yaml, "d")), ==, 1500);
    g_assert_cmpfloat(marbre_yaml_node_get_double(at(yaml, "a")), ==, 15);
    g_assert_true(marbre_yaml_node_get_bool(at(yaml, "e")));
    g_assert_cmpfloat(marbre_yaml_node_get_double(at(yaml, "f")), ==, 9223372036854775808.0);
    g_assert_cmpint(marbre_yaml_node_get_int(at(yaml, "f")), ==, 0);
    g_assert_cmpfloat(marbre_yaml_node_get_double(at(yaml, "g")), >, 1e308);
    g_assert_cmpstr(marbre_yaml_node_get_string(at(yaml, "h")), ==, "yes");
    g_assert_null(marbre_yaml_node_get_string(at(yaml, "a")));
}

static void
test_empty(void)
{
    static const char *const texts[] = {"", "\n", "# note\n", "---\n", "--- # x\n...\n", "   \n"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(MarbreYaml) yaml = parse_good(texts[i]);

        g_assert_cmpint(marbre_yaml_node_get_kind(marbre_yaml_get_root(yaml)), ==,
                        MARBRE_YAML_NULL);
    }
}

/* A part within a file with a byte order mark and CRLF: places are those of the file. */
static void
test_part(void)
{
    const char *text = "\xEF\xBB\xBF---\r\ntitle: é\r\nwords: [à, 😀, b]\r\n---\r\nbody: [\r\n";
    const char *part = strstr(text, "title");
    MarbreSpan span = {(uint64_t)(part - text), (uint64_t)(strstr(part, "---") - text)};
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("f.md", file, span, &MARBRE_YAML_FRONT_MATTER, problems);
    MarbrePlace place;

    g_assert_nonnull(yaml);
    assert_span(marbre_yaml_node_get_span(at(yaml, "title")), text, "é");
    assert_span(marbre_yaml_node_get_span(at(yaml, "words[2]")), text, "b");
    place = marbre_lines_place(marbre_yaml_get_lines(yaml),
                               marbre_yaml_node_get_span(at(yaml, "words[2]")).start);
    g_assert_cmpuint(place.line, ==, 3);
    g_assert_cmpuint(place.column, ==, 15);
    g_assert_cmpuint(marbre_yaml_get_part(yaml).start, ==, span.start);
    g_assert_true(marbre_yaml_get_file(yaml) == file);
    g_assert_cmpstr(marbre_yaml_get_path(yaml), ==, "f.md");
}

static void
test_whole_file_with_mark(void)
{
    g_autoptr(MarbreYaml) yaml = parse_good("\xEF\xBB\xBF"
                                            "a: b\n");

    g_assert_cmpuint(marbre_yaml_node_get_span(at(yaml, "a")).start, ==, 6);
}

/* Four thousand claims are read whole: were it by the square of their number, the test would be
 * ended by its timeout. */
static void
test_large(void)
{
    const size_t claims = 4000;
    g_autoptr(GString) text = g_string_new("claims:\n");
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) file = NULL;
    g_autoptr(MarbreYaml) yaml = NULL;

    for (size_t i = 0; i < claims; i++)
        g_string_append(text, "  - id: morts-à-stepanakert\n    quote: \"Au moins cinq\"\n"
                              "    status: unverified\n");
    file = g_bytes_new(text->str, text->len);
    yaml = marbre_yaml_parse("claims.yaml", file, (MarbreSpan){0, text->len}, &MARBRE_YAML_CLAIMS,
                             problems);
    g_assert_nonnull(yaml);
    g_assert_cmpuint(marbre_yaml_node_get_count(at(yaml, "claims")), ==, claims);
}

static void
test_many_keys(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(MarbreYaml) yaml = NULL;
    const MarbreProblem *problem;

    for (int i = 0; i < 400; i++)
        g_string_append_printf(text, "key%d: v\n", i);
    yaml = parse_good(text->str);
    g_assert_cmpuint(marbre_yaml_node_get_count(marbre_yaml_get_root(yaml)), ==, 400);
    g_string_append(text, "key17: again\nkey3: again\n");
    problems = parse_bad(text->str, text->len);
    g_assert_cmpuint(problems->len, ==, 2);
    problem = problems->pdata[0];
    g_assert_cmpstr(problem->message, ==,
                    "the key \"key17\" stands twice, on line 18 and on line 401: keep one of them");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/tree", test_tree);
    g_test_add_func("/document/lookup", test_lookup);
    g_test_add_func("/document/types", test_types);
    g_test_add_func("/document/numbers", test_numbers);
    g_test_add_func("/document/empty", test_empty);
    g_test_add_func("/document/part", test_part);
    g_test_add_func("/document/whole-file-with-mark", test_whole_file_with_mark);
    g_test_add_func("/document/large", test_large);
    g_test_add_func("/document/many-keys", test_many_keys);
    return g_test_run();
}
