/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml.h"
#include "base/error.h"

#include <glib.h>
#include <string.h>

static void
assert_yaml(const char *toml, const char *yaml)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreToml) table = marbre_toml_parse(toml, strlen(toml), 1, &error);
    g_assert_no_error(error);
    g_autofree char *written = marbre_toml_to_yaml(table);
    g_assert_cmpstr(written, ==, yaml);
}

static void
assert_wrong(const char *toml, const char *why)
{
    g_autoptr(GError) error = NULL;
    MarbreToml *table = marbre_toml_parse(toml, strlen(toml), 2, &error);
    g_assert_null(table);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_cmpstr(error->message, ==, why);
}

static void
test_strings(void)
{
    assert_yaml("a = \"b \\\"c\\\" \\u00e9 \\U0001F600\\t\"", "a: \"b \\\"c\\\" é 😀\\t\"\n");
    assert_yaml("a = 'C:\\new'", "a: \"C:\\\\new\"\n");
    assert_yaml("a = \"\"\"\none \\\n   two\nthree\"\"\"\"", "a: \"one two\\nthree\\\"\"\n");
    assert_yaml("a = '''\nit''s\r\nso'''", "a: \"it''s\\nso\"\n");
    assert_yaml("a = \"\" # nothing", "a: \"\"\n");
}

static void
test_words(void)
{
    assert_yaml("a=1_000\nb=+7\nc=-0.5e+3\nd=0xFF\ne=0o17\nf=0b101\ng=true",
                "a: 1000\nb: 7\nc: -0.5e+3\nd: 255\ne: 15\nf: 5\ng: true\n");
    assert_yaml("a=inf\nb=-inf\nc=nan", "a: .inf\nb: -.inf\nc: .nan\n");
    assert_yaml("a=2021-07-14\nb=2021-07-14 22:00:00\nc=2021-07-14t22:00:00z\nd=07:32:00",
                "a: 2021-07-14\nb: 2021-07-14T22:00:00\nc: 2021-07-14T22:00:00Z\nd: 07:32:00\n");
}

static void
test_tables(void)
{
    assert_yaml("[a]\nb = 1\n[a.c]\nd = 2\n[e]", "a: {b: 1, c: {d: 2}}\ne: {}\n");
    assert_yaml("a.b = 1\na.c = 2\n\"x y\" = 3", "a: {b: 1, c: 2}\n\"x y\": 3\n");
    assert_yaml("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "a: [{b: 1}, {b: 2, c: {d: 3}}]\n");
    assert_yaml("a = [ 1, # one\n 'two',\n [ ], { x = 1, y.z = 2 } ]\r\n",
                "a: [1, \"two\", [], {x: 1, \"y\": {z: 2}}]\n");
    assert_yaml("", "");
    assert_yaml("# only words\n\n", "");
}

static void
test_wrong(void)
{
    assert_wrong("a = 1\nb", "line 3: a key is followed by “=” and a value");
    assert_wrong("a = \"b\nc\"", "line 2: the quotes are not closed");
    assert_wrong("a = [1, 2\nb = 3", "line 3: the bracket is not closed");
    assert_wrong("a = {b = 1", "line 2: the brace is not closed");
    assert_wrong("a = 1 2", "line 2: something stands behind the value");
    assert_wrong("a = 1\na = 2", "line 3: this name has another value already");
    assert_wrong("[a]\n[a]", "line 3: this name has another value already");
    assert_wrong("a = {b = 1}\n[a.c]", "line 3: this name has another value already");
    assert_wrong("a = [1]\n[[a]]", "line 3: this name has another value already");
    assert_wrong("a = maybe", "line 2: this is no value of TOML");
    assert_wrong("a = 01", "line 2: this is no value of TOML");
    assert_wrong("a = 0xFFFFFFFFFFFFFFFFFF", "line 2: this is no value of TOML");
    assert_wrong("a = \"\\q\"", "line 2: no sign of TOML stands behind this backslash");
    assert_wrong("a = \"\\uD800\"", "line 2: no sign of TOML stands behind this backslash");
    assert_wrong("\"\"\"a\"\"\" = 1", "line 2: a key was expected here");
    assert_wrong("= 1", "line 2: a key was expected here");
    assert_wrong("a = \"\xff\"", "line 2: this is no text in UTF-8");
}

static void
test_limits(void)
{
    g_autofree char *open = g_strnfill(5000, '[');
    g_autofree char *deep = g_strconcat("a = ", open, NULL);
    assert_wrong(deep, "line 2: values nested too deeply");
    GString *many = g_string_new("a = [");
    for (unsigned i = 0; i < 1100; i++)
        g_string_append(many, "1,");
    g_string_append(many, "]");
    assert_wrong(many->str, "line 2: more than 1,000 values");
    g_string_free(many, TRUE);
    g_autofree char *long_comment = g_strnfill(65 << 10, '#');
    assert_wrong(long_comment, "line 2: more than 64 kB");
    GString *dots = g_string_new("a");
    for (unsigned i = 0; i < 40; i++)
        g_string_append(dots, ".a");
    g_string_append(dots, " = 1");
    assert_wrong(dots->str, "line 2: values nested too deeply");
    g_string_free(dots, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/toml/strings", test_strings);
    g_test_add_func("/article/toml/words", test_words);
    g_test_add_func("/article/toml/tables", test_tables);
    g_test_add_func("/article/toml/wrong", test_wrong);
    g_test_add_func("/article/toml/limits", test_limits);
    return g_test_run();
}
