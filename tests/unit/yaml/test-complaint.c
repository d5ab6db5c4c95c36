/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "common.h"

typedef struct {
    const char *text;
    unsigned line;
    unsigned column;
    const char *message; /* its beginning */
    const char *mended;  /* the whole text after the fix, NULL for none */
} Case;

static char *
mend(const char *text, const MarbreMend *fix)
{
    GString *mended = g_string_new_len(text, (gssize)fix->start);

    g_string_append(mended, fix->text);
    g_string_append(mended, text + fix->end);
    return g_string_free(mended, FALSE);
}

static void
assert_case(const Case *expected)
{
    g_autoptr(GPtrArray) problems = parse_bad(expected->text, strlen(expected->text));
    const MarbreProblem *problem = problems->pdata[0];
    g_autofree char *mended = NULL;

    g_test_message("%s", expected->text);
    if (problems->len != 1) {
        g_autofree char *all = marbre_problems_format(problems);

        g_error("%s has more than one problem:\n%s", expected->text, all);
    }
    g_assert_cmpuint(problem->line, ==, expected->line);
    g_assert_cmpuint(problem->column, ==, expected->column);
    if (!g_str_has_prefix(problem->message, expected->message))
        g_error("%s: %s", expected->text, problem->message);
    g_assert_true((problem->fix != NULL) == (expected->mended != NULL));
    if (expected->mended == NULL)
        return;
    mended = mend(expected->text, problem->fix);
    g_assert_cmpstr(mended, ==, expected->mended);
    marbre_yaml_unref(parse_good(mended));
}

static void
assert_cases(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_case(&cases[i]);
}

static void
test_titles(void)
{
    static const Case cases[] = {
        {"title: Haut-Karabakh : l'Azerbaïdjan lance\ndate: x\n", 1, 8,
         "the value holds \": \", put it in quotes: \"Haut-Karabakh : l'Azerbaïdjan lance\"",
         "title: \"Haut-Karabakh : l'Azerbaïdjan lance\"\ndate: x\n"},
        {"a: b\ntitle: Karabakh\u00A0: l'armée # vu\n", 2, 8, "the value holds \": \"",
         "a: b\ntitle: \"Karabakh\u00A0: l'armée\" # vu\n"},
        {"title: Vu : \"oui\" \\ non\n", 1, 8, "the value holds \": \"",
         "title: \"Vu : \\\"oui\\\" \\\\ non\"\n"},
        {"title: Reportage :\n", 1, 8, "the value ends with \":\"", "title: \"Reportage :\"\n"},
        {"standfirst: Une phrase\n  longue : suite\n  et fin\nb: c\n", 1, 13,
         "the value holds \": \"", "standfirst: \"Une phrase longue : suite et fin\"\nb: c\n"},
        {"images:\n  - file: a.jpg\n    credit: Photo : AFP\n    alt: x\n", 3, 13,
         "the value holds \": \"",
         "images:\n  - file: a.jpg\n    credit: \"Photo : AFP\"\n    alt: x\n"},
        {"a: {credit: Photo : AFP, b: c}\n", 1, 13, "the value holds \": \"",
         "a: {credit: \"Photo : AFP\", b: c}\n"},
        {"title: Karabakh : le point\r\nb: c\r\n", 1, 8, "the value holds \": \"",
         "title: \"Karabakh : le point\"\r\nb: c\r\n"},
        {"title: \"Nous irons\" : la promesse\n", 1, 8,
         "the text goes on after its closing quotation mark",
         "title: \"\\\"Nous irons\\\" : la promesse\"\n"},
        {"title: 'L'accord'\nb: c\n", 1, 8, "the text goes on after its closing quotation mark",
         "title: \"L'accord\"\nb: c\n"},
        {"quote: \"Il a dit : \"oui\" hier\"\nb: c\n", 1, 8,
         "the text goes on after its closing quotation mark",
         "quote: \"Il a dit : \\\"oui\\\" hier\"\nb: c\n"},
        {"title: [Vidéo] Le sommet\nb: c\n", 1, 8, "the value goes on after its closing bracket",
         "title: \"[Vidéo] Le sommet\"\nb: c\n"},
        {"title: @nom parle\n", 1, 8, "the value begins with \"@\", put it in quotes",
         "title: \"@nom parle\"\n"},
        {"title: `code`\n", 1, 8, "the value begins with \"`\"", "title: \"`code`\"\n"},
        {"title: %x\n", 1, 8, "the value begins with \"%\"", "title: \"%x\"\n"},
        {"title: *très* bon\nb: c\n", 1, 8, "the value begins with \"*\"",
         "title: \"*très* bon\"\nb: c\n"},
        {"title: - tiret\n", 1, 8, "the value begins with \"-\"", "title: \"- tiret\"\n"},
        {"title: > citation\nb: c\n", 1, 8, "the value begins with \">\"",
         "title: \"> citation\"\nb: c\n"},
    };

    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_structure(void)
{
    static const Case cases[] = {
        {"title: \"abc\nb: c\n", 1, 8, "this quotation mark is never closed",
         "title: \"abc\"\nb: c\n"},
        {"title: \"a\\qé\"\n", 1, 10, "in double quotes a backslash begins an escape",
         "title: \"a\\\\qé\"\n"},
        {"a:\n\t- x\n", 2, 1, "a tab stands before the text", "a:\n  - x\n"},
        {"a: b\n\tc: d\n", 2, 1, "a tab stands before the text", "a: b\nc: d\n"},
        {"title: a\n  author: b\n", 2, 3,
         "this key does not stand under the one before it: begin it in column 1",
         "title: a\nauthor: b\n"},
        {"images:\n  - file: a.jpg\n      credit: b\n", 3, 7,
         "this key does not stand under the one before it: begin it in column 5",
         "images:\n  - file: a.jpg\n    credit: b\n"},
        {"a:\n  b: c\n d: e\n", 3, 2, "this line is indented like none", NULL},
        {"title a\nb: c\n", 1, 1, "this line has no \"key: value\"", NULL},
        {"title: a\nfoo\nb: c\n", 2, 1, "this line has no \"key: value\"", NULL},
        {"title:a\nb: c\n", 1, 6, "a space is missing after the colon", "title: a\nb: c\n"},
        {"- a\nb: c\n", 2, 1, "this line stands in a list", NULL},
        {"a: b\n- c\n", 2, 1, "a list item cannot stand here", NULL},
        {"a: [b, c\nd: e\n", 2, 2,
         "a \",\" or the \"]\" is missing that closes the list begun on line 1", NULL},
        {"a: {b: c\nd: e\n", 2, 2,
         "a \",\" or the \"}\" is missing that closes the group begun on line 1", NULL},
        {"a: [b, c]]\n", 1, 10, "there is one closing bracket too many", "a: [b, c]\n"},
        {"a: - b\n  - c\n", 1, 4, "begin the list on the line after its key", NULL},
        {"--- a: b\n", 1, 5, "write what follows \"---\" on a line of its own", NULL},
        {": b\n", 1, 1, "the key is missing before this colon", NULL},
    };

    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_forbidden(void)
{
    static const Case cases[] = {
        {"title: a\nx: y\ntitle: b\n", 3, 1,
         "the key \"title\" stands twice, on line 1 and on line 3: keep one of them", NULL},
        {"a: {b: 1, c: 2, b: 3}\n", 1, 17, "the key \"b\" stands twice, on line 1 and on line 1",
         NULL},
        {"<<: {role: admin}\n", 1, 1, "\"<<\" would merge other values in", NULL},
        {"a: &x b\n", 1, 4, "\"&\" here makes an anchor", "a: \"&x b\"\n"},
        {"a: &x\n  b: c\n", 1, 4, "\"&\" here makes an anchor", NULL},
        {"a: *x\n", 1, 4, "\"*\" here repeats another value", "a: \"*x\"\n"},
        {"a: !!str b\n", 1, 4, "\"!\" here makes a tag", "a: \"!!str b\"\n"},
        {"a: !<tag:x> [b]\n", 1, 4, "\"!\" here makes a tag", NULL},
        {"a: !Important # vu\n", 1, 4, "\"!\" here makes a tag", "a: \"!Important\" # vu\n"},
        {"a: b\n---\nc: d\n", 2, 1, "a second document begins here", NULL},
        {"a: b\n...\nc: d\n", 3, 1, "the text has ended before this", NULL},
        {"%YAML 1.1\n---\na: b\n", 1, 1,
         "a line that begins with \"%\" is an instruction to the YAML parser, and none is allowed: "
         "delete it",
         NULL},
        {"%TAG ! x\n---\na: b\n", 1, 1,
         "a line that begins with \"%\" is an instruction to the YAML parser, and none is allowed: "
         "delete it",
         NULL},
        {"%YAML 9.9\n---\na: b\n", 1, 1,
         "a line that begins with \"%\" is an instruction to the YAML parser, and none is allowed: "
         "delete it",
         NULL},
        {"? a\n: b\n", 1, 3, "a \"?\" stands before the key", NULL},
        {"[a]: b\n", 1, 1, "a key must be a word", NULL},
        {"\"\": b\n", 1, 1, "a key is missing before the colon", NULL},
        {"\"a\\u202Eb\": c\n", 1, 1, "an invisible character is hidden in this key", NULL},
        {"\"a\\0b\": c\n", 1, 1, "an invisible character is hidden in this key", NULL},
        {"a: \"publish\\u0000\"\n", 1, 4, "this text holds a NUL character", NULL},
    };

    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void
assert_bytes(const char *text, size_t size, unsigned line, unsigned column, const char *message)
{
    g_autoptr(GPtrArray) problems = parse_bad(text, size);
    const MarbreProblem *problem = problems->pdata[0];

    g_assert_cmpuint(problems->len, ==, 1);
    g_assert_cmpuint(problem->line, ==, line);
    g_assert_cmpuint(problem->column, ==, column);
    if (strstr(problem->message, message) == NULL)
        g_error("%s", problem->message);
}

static void
test_bytes(void)
{
    assert_bytes("a: b\nc: d\0\n", 11, 2, 5, "NUL byte");
    assert_bytes("a: caf\xE9\n", 8, 1, 7, "this is not UTF-8: save the file as UTF-8");
    assert_bytes("a: \xED\xA0\x80\n", 7, 1, 4, "not UTF-8");
    assert_bytes("a: é\x1B[m\n", 9, 1, 5, "control character");
    assert_bytes("a: \x7F\n", 5, 1, 4, "control character");
    assert_bytes("a: \xC2\x85\n", 6, 1, 4, "control character");
    assert_bytes("a: b\u2028c\n", 9, 1, 5, "line or paragraph separator");
    assert_bytes("a: b\u2029c\n", 9, 1, 5, "line or paragraph separator");
    assert_bytes("a: b\u202Ec\n", 9, 1, 5, "direction of the text");
    assert_bytes("a: b\n# \u202A\n", 11, 2, 3, "direction of the text");
    assert_bytes("a: \xEF\xBB\xBFx\n", 8, 1, 4, "byte order mark");
    assert_bytes("a: b\rc: d\n", 10, 1, 5, "carriage return");
    assert_bytes("a: \xEF\xBF\xBF\n", 7, 1, 4, "does not exist in Unicode");
    assert_bytes("\xFF\xFE"
                 "a\0:\0",
                 6, 1, 1, "not UTF-8");
}

static void
test_all_at_once(void)
{
    const char *text = "title: Karabakh : la guerre\n"
                       "title: Karabakh\n"
                       "standfirst: Le point : voici\n"
                       "note: a\u202Eb\n"
                       "author: @lea\n";
    g_autoptr(GPtrArray) problems = parse_bad(text, strlen(text));
    static const unsigned lines[] = {1, 2, 3, 4, 5};

    g_assert_cmpuint(problems->len, ==, G_N_ELEMENTS(lines));
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        g_assert_cmpuint(((MarbreProblem *)problems->pdata[i])->line, ==, lines[i]);
}

/* What is too much ends the reading at once, there: nothing is said of what follows. */
static void
assert_limit(char *text,
             size_t repeats,
             const char *suffix,
             unsigned line,
             unsigned column,
             const char *words)
{
    g_autoptr(GString) all = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = NULL;
    const MarbreProblem *problem;

    for (size_t i = 0; i < repeats; i++)
        g_string_append(all, text);
    g_string_append(all, suffix);
    problems = parse_bad_within(all->str, all->len, &MARBRE_YAML_CLAIMS);
    g_assert_cmpuint(problems->len, ==, 1);
    problem = problems->pdata[0];
    if (strstr(problem->message, words) == NULL)
        g_error("%s", problem->message);
    g_assert_cmpuint(problem->line, ==, line);
    g_assert_cmpuint(problem->column, ==, column);
}

static void
test_limits(void)
{
    g_autofree char *scalar = g_strnfill(16 * 1024 + 1, 'a');
    g_autofree char *key = g_strdup_printf("%.300s: x\n", scalar);

    assert_limit("[", 100000, "", 1, 17, "nested more than 16 deep");
    assert_limit("{a: ", 25000, "", 1, 65, "nested more than 16 deep");
    assert_limit("- ", 50000, "", 1, 33, "nested more than 16 deep");
    assert_limit("? ", 50000, "", 1, 3, "a key must be a word");
    assert_limit("a: [", 20000, "", 1, 33, "nested more than 16 deep");
    assert_limit("- a\n", 100001, "", 100000, 3, "more than 100000 values");
    assert_limit("# comment\n", 110000, "", 104858, 7, "longer than the 1024 KiB");
    assert_limit("k: ", 1, scalar, 1, 4, "this text is longer than 16384 bytes: shorten it");
    assert_limit("", 0, key, 1, 1, "this key is longer than 256 bytes: shorten it");
}

/* An anchor and each word that repeats it are refused where they stand, and never multiply. */
static void
test_anchors(void)
{
    const char *text = "a: &a [x,x]\nb: [*a,*a]\n";
    g_autoptr(GPtrArray) problems = parse_bad(text, strlen(text));
    static const unsigned columns[] = {4, 5, 8};

    g_assert_nonnull(strstr(((MarbreProblem *)problems->pdata[0])->message, "anchor"));
    g_assert_cmpuint(problems->len, ==, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        g_assert_cmpuint(((MarbreProblem *)problems->pdata[i])->column, ==, columns[i]);
}

static void
test_exact_limits(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = NULL;

    marbre_yaml_unref(parse_good("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"));
    for (int i = 0; i < 999; i++)
        g_string_append(text, "- a\n");
    marbre_yaml_unref(parse_good(text->str));
    g_string_append(text, "- a\n");
    problems = parse_bad(text->str, text->len);
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==,
                    "there are more than 1000 values here: make it shorter");
    g_assert_cmpuint(((MarbreProblem *)problems->pdata[0])->line, ==, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/complaint/titles", test_titles);
    g_test_add_func("/complaint/structure", test_structure);
    g_test_add_func("/complaint/forbidden", test_forbidden);
    g_test_add_func("/complaint/bytes", test_bytes);
    g_test_add_func("/complaint/all-at-once", test_all_at_once);
    g_test_add_func("/complaint/limits", test_limits);
    g_test_add_func("/complaint/anchors", test_anchors);
    g_test_add_func("/complaint/exact-limits", test_exact_limits);
    return g_test_run();
}
