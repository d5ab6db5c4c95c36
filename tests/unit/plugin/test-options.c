/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/options.h"

#include "base/problem.h"
#include "plugin/use.h"
#include "probe.h"

#include <string.h>

typedef struct {
    MarbrePluginInfo *info;
    const MarbreTaskInfo *task;
    MarbreYaml *doc;
    GPtrArray *problems;
} Fixture;

static void
set_up(Fixture *of, const void *data)
{
    of->info = marbre_plugin_info_read(probe_plugin(), NULL);
    of->task = marbre_plugin_info_find(of->info, "wide");
    of->problems = marbre_problems_new();
}

static void
tear_down(Fixture *of, const void *data)
{
    marbre_plugin_info_unref(of->info);
    marbre_yaml_unref(of->doc);
    g_ptr_array_unref(of->problems);
}

/* Reads `text` as a workflow file whose map "with" holds the options. */
static GVariant *
check(Fixture *of, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const MarbreSpan all = {0, strlen(text)};
    g_clear_pointer(&of->doc, marbre_yaml_unref);
    of->doc =
        marbre_yaml_parse("workflows/news.yaml", bytes, all, &MARBRE_YAML_POLICY, of->problems);
    g_assert_nonnull(of->doc);
    const MarbreYamlNode *root = marbre_yaml_get_root(of->doc);
    return marbre_options_check(of->task, of->doc, marbre_yaml_find(root, "with"), root,
                                of->problems);
}

static void
assert_problems(Fixture *of, const char *wanted)
{
    g_autofree char *found = marbre_problems_format(of->problems);
    g_assert_cmpstr(found, ==, wanted);
    g_ptr_array_set_size(of->problems, 0);
}

static void
test_given(Fixture *of, const void *data)
{
    g_autoptr(GVariant) options =
        check(of, "with:\n  strict: true\n  words: {max: 7}\n  share: 2\n  names: [a, \"b c\"]\n"
                  "  glossary: glossary/names.yaml\n  key: tags\n");
    assert_problems(of, "");
    g_autofree char *text = marbre_options_text(options);
    g_assert_cmpstr(text, ==,
                    "[('glossary', <'glossary/names.yaml'>), ('key', <'tags'>), "
                    "('names', <['a', 'b c']>), ('share', <2.0>), ('strict', <true>), "
                    "('words.max', <int64 7>)]");
    g_assert_true(marbre_options_fit(of->task, options, NULL));
}

static void
test_fallback(Fixture *of, const void *data)
{
    g_autoptr(GVariant) options = check(of, "uses: probe\n");
    assert_problems(of, "");
    g_autofree char *text = marbre_options_text(options);
    g_assert_cmpstr(text, ==, "[('words.max', <int64 40>)]");
    g_autoptr(GVariant) same = check(of, "with: {words: {max: 40}}\n");
    g_assert_true(g_variant_equal(options, same));
    g_autoptr(GVariant) empty = check(of, "with:\n");
    g_assert_true(g_variant_equal(options, empty));
}

static void
test_wrong(Fixture *of, const void *data)
{
    g_assert_null(check(of, "with:\n  strikt: true\n  words: {max: 100, mix: 2}\n  share: much\n"
                            "  names: a\n  glossary: ../x.yaml\n"));
    assert_problems(
        of, "workflows/news.yaml:2:3: wide has no option strikt; did you mean strict?\n"
            "workflows/news.yaml:3:16: option words.max goes from 1 to 99\n"
            "workflows/news.yaml:3:21: wide has no option words.mix; did you mean words.max?\n"
            "workflows/news.yaml:4:10: option share needs a number\n"
            "workflows/news.yaml:5:10: option names needs a list, such as [a, b]\n"
            "workflows/news.yaml:6:13: option glossary: this is no path within the newsroom\n");
}

static void
test_wrong_numbers(Fixture *of, const void *data)
{
    g_assert_null(check(of, "with:\n  words: {max: much}\n  share: .inf\n"));
    assert_problems(of, "workflows/news.yaml:2:16: option words.max needs a whole number\n"
                        "workflows/news.yaml:3:10: option share needs a finite number\n");
}

static void
test_wrong_kind(Fixture *of, const void *data)
{
    g_assert_null(check(of, "with:\n  words: 7\n  strict: \"true\"\n  names: [a, 12]\n"));
    assert_problems(of, "workflows/news.yaml:2:10: option words needs a map, such as {key: value}\n"
                        "workflows/news.yaml:3:11: option strict needs true or false\n"
                        "workflows/news.yaml:4:14: option names needs text; write \"12\"\n");
    g_assert_null(check(of, "with: [1]\n"));
    assert_problems(of, "workflows/news.yaml:1:7: with needs a map, such as {key: value}\n");
    g_assert_null(check(of, "with: {words.max: 3}\n"));
    assert_problems(of, "workflows/news.yaml:1:8: option words.max is written as a map: {words: "
                        "{max: …}}\n");
    g_assert_null(check(of, "with: {zebra: 3}\n"));
    assert_problems(of, "workflows/news.yaml:1:8: wide has no option zebra; `marbre plugin show` "
                        "names those it has\n");
}

static void
test_required(Fixture *of, const void *data)
{
    MarbreOptionInfo *option = g_ptr_array_index(of->task->options, 2);
    g_assert_cmpstr(option->key, ==, "share");
    option->flags |= MBR_OPTION_REQUIRED;
    g_assert_null(check(of, "uses: probe\nwith: {strict: false}\n"));
    assert_problems(of, "workflows/news.yaml:2:7: wide needs the option share: A share\n");
    g_assert_null(check(of, "uses: probe\n"));
    assert_problems(of, "workflows/news.yaml:1:1: wide needs the option share: A share\n");
}

static void
test_choice(Fixture *of, const void *data)
{
    static const char *const choices[] = {"article", "paragraph", NULL};
    MarbreOptionInfo *option = g_ptr_array_index(of->task->options, 1);
    option->type = MBR_OPTION_CHOICE;
    option->flags = 0;
    g_strfreev(option->choices);
    option->choices = g_strdupv((char **)choices);
    g_assert_null(check(of, "with: {names: artikle}\n"));
    assert_problems(of, "workflows/news.yaml:1:15: option names is one of: article, paragraph; did "
                        "you mean article?\n");
    g_autoptr(GVariant) options = check(of, "with: {names: paragraph}\n");
    g_assert_nonnull(options);
}

static void
test_lang(Fixture *of, const void *data)
{
    MarbreOptionInfo *option = g_ptr_array_index(of->task->options, 1);
    option->type = MBR_OPTION_LANG;
    g_autoptr(GVariant) good = check(of, "with: {names: [fr, pt-BR, zh-Hant-TW]}\n");
    g_assert_nonnull(good);
    g_assert_null(check(of, "with: {names: [f, fr_FR, \"fr-\"]}\n"));
    g_assert_cmpuint(of->problems->len, ==, 3);
}

static bool
exists(void *user, const char *path)
{
    return g_str_equal(path, "glossary/names.yaml") || g_str_equal(path, "theme/");
}

static void
test_files(Fixture *of, const void *data)
{
    g_autoptr(GVariant) good = check(of, "with: {glossary: glossary/names.yaml}\n");
    const MarbreYamlNode *with = marbre_yaml_find(marbre_yaml_get_root(of->doc), "with");
    g_assert_true(marbre_options_check_files(of->task, of->doc, with, exists, NULL, of->problems));
    g_autoptr(GVariant) other = check(of, "with: {glossary: glossary/other.yaml}\n");
    with = marbre_yaml_find(marbre_yaml_get_root(of->doc), "with");
    g_assert_false(marbre_options_check_files(of->task, of->doc, with, exists, NULL, of->problems));
    assert_problems(of, "workflows/news.yaml:1:18: option glossary: the newsroom has no file "
                        "glossary/other.yaml\n");
}

/* A folder is written with a slash at its end. */
static void
test_folders(Fixture *of, const void *data)
{
    g_autoptr(GVariant) good = check(of, "with: {glossary: theme/}\n");
    g_assert_nonnull(good);
    const MarbreYamlNode *with = marbre_yaml_find(marbre_yaml_get_root(of->doc), "with");
    g_assert_true(marbre_options_check_files(of->task, of->doc, with, exists, NULL, of->problems));
    g_autoptr(GVariant) other = check(of, "with: {glossary: skin/}\n");
    with = marbre_yaml_find(marbre_yaml_get_root(of->doc), "with");
    g_assert_false(marbre_options_check_files(of->task, of->doc, with, exists, NULL, of->problems));
    assert_problems(of, "workflows/news.yaml:1:18: option glossary: the newsroom has no folder "
                        "skin/\n");
    g_assert_null(check(of, "with: {glossary: theme//}\n"));
    g_assert_null(check(of, "with: {glossary: /}\n"));
}

static void
test_keys(Fixture *of, const void *data)
{
    const MarbreTaskInfo *narrow = marbre_plugin_info_find(of->info, "narrow");
    g_autoptr(GVariant) options = check(of, "with: {key: section}\n");
    g_auto(GStrv) keys = marbre_options_keys(narrow, options);
    g_assert_cmpuint(g_strv_length(keys), ==, 2);
    g_assert_cmpstr(keys[0], ==, "section");
    g_assert_cmpstr(keys[1], ==, "title");
    g_auto(GStrv) own = marbre_options_keys(narrow, NULL);
    g_assert_cmpuint(g_strv_length(own), ==, 1);
}

static void
test_fit(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    const char *const wrong[] = {
        "[('unknown', <true>)]",
        "[('words.max', <'7'>)]",
        "[('words.max', <int64 100>)]",
        "[('words.max', <int64 2>), ('words.max', <int64 2>)]",
        "[('words.max', <int64 2>), ('share', <2.0>)]",
        "[('glossary', <'/etc/passwd'>)]",
        "[('names', <'a'>)]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GVariant) options =
            g_variant_parse(G_VARIANT_TYPE(MARBRE_OPTIONS_TYPE), wrong[i], NULL, NULL, &error);
        g_assert_no_error(error);
        g_assert_false(marbre_options_fit(of->task, options, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        g_assert_true(g_str_has_suffix(
            error->message, " does not fit wide; `marbre plugin show` says what each takes"));
        g_clear_error(&error);
    }
    g_autoptr(GVariant) number = g_variant_ref_sink(g_variant_new_int32(1));
    g_assert_false(marbre_options_fit(of->task, number, &error));
    g_assert_cmpstr(error->message, ==, "the options of wide are damaged; try again");
}

static void
test_words(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    const char *const words[] = {"words.max=7", "strict=true", "names=[a, b]", "words.min=2", NULL};
    g_autofree char *text = marbre_options_from_words(words, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(
        text, ==, "\"names\": [a, b]\n\"strict\": true\n\"words\":\n  \"max\": 7\n  \"min\": 2\n");
    const char *const wrong[] = {"words", "=2", "a..b=2", "a=[", "a=x: y\nb: z", "a.=1", NULL};
    for (size_t i = 0; wrong[i] != NULL; i++) {
        const char *const one[] = {wrong[i], NULL};
        g_assert_null(marbre_options_from_words(one, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        g_assert_true(
            strstr(error->message, "is no option; write KEY=VALUE, such as words.min=80") != NULL ||
            strstr(error->message, " is no value: ") != NULL);
        g_clear_error(&error);
    }
    g_autofree char *none = marbre_options_from_words(NULL, &error);
    g_assert_cmpstr(none, ==, "");
}

static void
test_schema(Fixture *of, const void *data)
{
    g_autofree char *schema = marbre_options_schema(of->task);
    g_assert_nonnull(strstr(schema, "\"words\": {\n"));
    g_assert_nonnull(strstr(schema, "\"maximum\": 99"));
    g_assert_nonnull(strstr(schema, "\"default\": 40"));
    g_assert_nonnull(strstr(schema, "\"additionalProperties\": false"));
    g_assert_null(strstr(schema, "required"));
    MarbreOptionInfo *option = g_ptr_array_index(of->task->options, 2);
    option->flags |= MBR_OPTION_REQUIRED;
    g_autofree char *strict = marbre_options_schema(of->task);
    g_assert_nonnull(strstr(strict, "\"required\": [\n"));
}

/* The key of a use tells apart all that a result hangs on, and nothing else. */
static void
test_use(Fixture *of, const void *data)
{
    of->info->digest = g_strdup("sha256:1");
    g_autoptr(GVariant) options = check(of, "with: {words: {max: 40}}\n");
    g_autoptr(GVariant) other = check(of, "with: {words: {max: 41}}\n");
    g_autoptr(MarbreTaskUse) one = marbre_task_use_new(of->info, of->task, options, 0);
    g_autoptr(MarbreTaskUse) same = marbre_task_use_new(of->info, of->task, options, 0);
    g_autoptr(MarbreTaskUse) differs = marbre_task_use_new(of->info, of->task, other, 0);
    const MarbreTaskInfo *narrow = marbre_plugin_info_find(of->info, "narrow");
    g_autoptr(MarbreTaskUse) task = marbre_task_use_new(of->info, narrow, options, 0);
    g_assert_cmpstr(one->key, ==, same->key);
    g_assert_cmpstr(one->key, !=, differs->key);
    g_assert_cmpstr(one->key, !=, task->key);
    g_assert_cmpstr(task->keys[0], ==, "title");
    g_free(of->info->digest);
    of->info->digest = g_strdup("sha256:2");
    g_autoptr(MarbreTaskUse) file = marbre_task_use_new(of->info, of->task, options, 0);
    g_assert_cmpstr(one->key, !=, file->key);
}

#define TEST(name, function)                                                                       \
    g_test_add("/options/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("given", test_given);
    TEST("fallback", test_fallback);
    TEST("wrong", test_wrong);
    TEST("wrong-kind", test_wrong_kind);
    TEST("wrong-numbers", test_wrong_numbers);
    TEST("required", test_required);
    TEST("choice", test_choice);
    TEST("lang", test_lang);
    TEST("files", test_files);
    TEST("folders", test_folders);
    TEST("keys", test_keys);
    TEST("fit", test_fit);
    TEST("words", test_words);
    TEST("schema", test_schema);
    TEST("use", test_use);
    return g_test_run();
}
