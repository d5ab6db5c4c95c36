/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "common.h"

#include "yaml/reader.h"

static const char TEXT[] = "version: one\n"
                           "nmae: x\n"
                           "count: 12\n"
                           "flag: yes\n"
                           "roles: [editor, 3, '']\n"
                           "good: [a, b]\n"
                           "stage: {id: drat}\n"
                           "empty:\n"
                           "word: draft\n";

typedef struct {
    MarbreYaml *yaml;
    const MarbreYamlNode *root;
    GPtrArray *problems;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    fixture->yaml = parse_good(TEXT);
    fixture->root = marbre_yaml_get_root(fixture->yaml);
    fixture->problems = marbre_problems_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    marbre_yaml_unref(fixture->yaml);
    g_ptr_array_unref(fixture->problems);
}

static void
assert_problems(Fixture *fixture, const char *expected)
{
    g_autofree char *words = marbre_problems_format(fixture->problems);

    g_assert_cmpstr(words, ==, expected);
    g_ptr_array_set_size(fixture->problems, 0);
}

static void
test_map(Fixture *fixture, gconstpointer data)
{
    static const char *const known[] = {"version", "name",  "count", "flag", "roles",
                                        "good",    "stage", "empty", "word", NULL};
    static const char *const ids[] = {"title", NULL};
    const MarbreProblem *problem;

    g_assert_true(marbre_yaml_expect_map(fixture->yaml, fixture->root, known, fixture->problems));
    g_assert_cmpuint(fixture->problems->len, ==, 1);
    problem = fixture->problems->pdata[0];
    g_assert_cmpstr(problem->fix->text, ==, "name");
    g_assert_cmpuint(problem->fix->start, ==, 13);
    assert_problems(fixture,
                    "f.yaml:2:1: the key \"nmae\" is not known here; did you mean \"name\"?\n");
    g_assert_true(marbre_yaml_expect_map(fixture->yaml, marbre_yaml_find(fixture->root, "stage"),
                                         ids, fixture->problems));
    assert_problems(fixture, "f.yaml:7:9: the key \"id\" is not known here; known are: title\n");
    g_assert_false(marbre_yaml_expect_map(fixture->yaml, marbre_yaml_find(fixture->root, "good"),
                                          NULL, fixture->problems));
    assert_problems(fixture,
                    "f.yaml:6:7: \"good\" must be \"key: value\" lines, and a list stands there\n");
    g_assert_false(marbre_yaml_expect_map(fixture->yaml, NULL, NULL, fixture->problems));
    assert_problems(fixture, "");
}

static void
test_scalars(Fixture *fixture, gconstpointer data)
{
    const MarbreYaml *yaml = fixture->yaml;
    const MarbreYamlNode *root = fixture->root;
    int64_t number = 0;
    bool flag = false;

    g_assert_true(marbre_yaml_expect_int(yaml, marbre_yaml_find(root, "count"), 1, 12,
                                         fixture->problems, &number));
    g_assert_cmpint(number, ==, 12);
    g_assert_false(marbre_yaml_expect_int(yaml, marbre_yaml_find(root, "count"), 1, 11,
                                          fixture->problems, &number));
    g_assert_false(marbre_yaml_expect_int(yaml, marbre_yaml_find(root, "version"), 1, INT64_MAX,
                                          fixture->problems, &number));
    g_assert_false(
        marbre_yaml_expect_bool(yaml, marbre_yaml_find(root, "flag"), fixture->problems, &flag));
    g_assert_null(
        marbre_yaml_expect_text(yaml, marbre_yaml_find(root, "empty"), fixture->problems));
    g_assert_null(
        marbre_yaml_expect_text(yaml, marbre_yaml_find(root, "count"), fixture->problems));
    g_assert_cmpstr(
        marbre_yaml_expect_text(yaml, marbre_yaml_find(root, "word"), fixture->problems), ==,
        "draft");
    g_assert_cmpstr(((MarbreProblem *)fixture->problems->pdata[4])->fix->text, ==, "\"12\"");
    assert_problems(
        fixture,
        "f.yaml:3:8: \"count\" must be a whole number from 1 to 11, and \"12\" stands there\n"
        "f.yaml:1:10: \"version\" must be a whole number, 1 or more, and \"one\" stands there\n"
        "f.yaml:4:7: \"flag\" must be true or false, and \"yes\" stands there\n"
        "f.yaml:8:7: \"empty\" must be text, and nothing stands there\n"
        "f.yaml:3:8: \"count\" must be text, and \"12\" stands there\n");
}

static void
test_lists_and_choices(Fixture *fixture, gconstpointer data)
{
    static const char *const choices[] = {"draft", "publish", NULL};
    const MarbreYaml *yaml = fixture->yaml;
    size_t index = 9;
    g_auto(GStrv) texts = marbre_yaml_expect_list_of_text(
        yaml, marbre_yaml_find(fixture->root, "good"), fixture->problems);

    g_assert_cmpuint(g_strv_length(texts), ==, 2);
    g_assert_cmpstr(texts[1], ==, "b");
    g_assert_null(marbre_yaml_expect_list_of_text(yaml, marbre_yaml_find(fixture->root, "roles"),
                                                  fixture->problems));
    g_assert_false(marbre_yaml_expect_list(yaml, fixture->root, fixture->problems));
    g_assert_null(marbre_yaml_expect_choice(yaml, marbre_yaml_lookup(fixture->root, "stage.id"),
                                            choices, fixture->problems, &index));
    g_assert_cmpuint(index, ==, 9);
    g_assert_cmpstr(marbre_yaml_expect_choice(yaml, marbre_yaml_find(fixture->root, "word"),
                                              choices, fixture->problems, &index),
                    ==, "draft");
    g_assert_cmpuint(index, ==, 0);
    g_assert_null(marbre_yaml_expect_key(yaml, fixture->root, "title", fixture->problems));
    g_assert_cmpstr(((MarbreProblem *)fixture->problems->pdata[3])->fix->text, ==, "draft");
    assert_problems(
        fixture,
        "f.yaml:5:17: this item must be text, and \"3\" stands there\n"
        "f.yaml:5:20: this item must be text, and \"\" stands there\n"
        "f.yaml:1:1: the file must be a list, a \"- \" before each item, and keys and values stand "
        "there\n"
        "f.yaml:7:13: \"id\" must be one of draft, publish, and \"drat\" stands there\n"
        "f.yaml:1:1: the key \"title\" is missing\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/reader/map", Fixture, NULL, set_up, test_map, tear_down);
    g_test_add("/reader/scalars", Fixture, NULL, set_up, test_scalars, tear_down);
    g_test_add("/reader/lists", Fixture, NULL, set_up, test_lists_and_choices, tear_down);
    return g_test_run();
}
