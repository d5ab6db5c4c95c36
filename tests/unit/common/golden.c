/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Runs a plugin's check on every folder of tests/data/PLUGIN through the real host and compares
 * what it finds, and what its fixes make of the text, with `expected.txt` beside the article.
 * With MARBRE_GOLDEN_WRITE set, writes that file instead.
 *
 *     golden PLUGIN.so tests/data/PLUGIN
 *
 * `with.yaml` holds the task's options; files that these name lie one folder up. `approved.md` is
 * the source as its translation was approved.
 */
#include "base/error.h"
#include "base/problem.h"
#include "base/text.h"
#include "finding/catalogue.h"
#include "finding/fix.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/options.h"
#include "yaml/document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_ROUNDS 8 /* of fixes, before nothing is left to mend: as many as the desk takes */

static MarbreLoaded *loaded;
static char *data_folder;
static const char *article_folder; /* of the run that goes on */

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    g_autofree char *full = g_build_filename(user, path, NULL);
    char *text;
    size_t size;
    if (!g_file_get_contents(full, &text, &size, NULL)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", path);
        return NULL;
    }
    return g_bytes_new_take(text, size);
}

static GBytes *
read_approved(void *user, const char *folder, const char *lang, GError **error)
{
    return read_file((void *)article_folder, "approved.md", error);
}

static bool
is_of_article(const char *name)
{
    return !g_str_equal(name, "expected.txt") && !g_str_equal(name, "with.yaml") &&
           !g_str_equal(name, "approved.md");
}

/* The article of a folder, its published text replaced where `text` is given. */
static MarbreArticle *
read_article(const char *folder, GBytes *text)
{
    static const char *const languages[] = {"fr", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (!is_of_article(name))
            continue;
        g_autoptr(GBytes) bytes = read_file((void *)folder, name, NULL);
        GBytes *used = text != NULL && g_str_equal(name, "index.fr.md") ? text : bytes;
        g_ptr_array_add(files, marbre_file_new(name, NULL, g_bytes_get_size(used), used));
    }
    return marbre_article_new("articles/golden", files, languages, NULL);
}

static GVariant *
read_options(const char *folder, const MarbreTaskInfo *task)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = read_file((void *)folder, "with.yaml", NULL);
    g_autoptr(MarbreYaml) yaml = NULL;
    if (bytes != NULL) {
        MarbreSpan all = {0, g_bytes_get_size(bytes)};
        yaml = marbre_yaml_parse("with.yaml", bytes, all, &MARBRE_YAML_POLICY, problems);
        g_assert_nonnull(yaml);
    }
    GVariant *options = marbre_options_check(
        task, yaml, yaml != NULL ? marbre_yaml_get_root(yaml) : NULL, NULL, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    return options;
}

static MarbreOutcome *
run_check(const char *folder, const MarbreArticle *article)
{
    MarbreSurroundings around = {.read = read_file, .approved = read_approved, .user = data_folder};
    article_folder = folder;
    MarbrePluginInfo *info = marbre_loaded_get_info(loaded);
    const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, 0);
    g_autoptr(GVariant) options = read_options(folder, task);
    g_autoptr(MarbreHost) host = marbre_host_new(&around, NULL);
    g_autoptr(GError) error = NULL;
    marbre_host_guard(host);
    MarbreTask *made = marbre_host_create(host, loaded, task->id, options, 0, &error);
    g_assert_no_error(error);
    MarbreMoment now = {1695124800, (char *)"Europe/Paris"};
    MarbreOutcome *outcome = marbre_host_run(host, made, article, "fr", &now);
    g_assert_cmpuint(marbre_task_destroy(made), ==, 0);
    return outcome;
}

static gint
compare_records(gconstpointer a, gconstpointer b)
{
    const MarbreRecord *x = *(const MarbreRecord *const *)a, *y = *(const MarbreRecord *const *)b;
    int files = g_strcmp0(x->file, y->file);
    if (files != 0)
        return files;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

/* No-break spaces and line ends made visible. */
static char *
visible(const char *text, size_t size)
{
    GString *shown = g_string_new_len(text, (gssize)size);
    g_string_replace(shown, "\xc2\xa0", "~", 0);
    g_string_replace(shown, "\xe2\x80\xaf", "^", 0);
    g_string_replace(shown, "\r", "\\r", 0);
    g_string_replace(shown, "\n", "\\n", 0);
    return g_string_free(shown, FALSE);
}

static void
say_record(GString *said, const MarbreRecord *record, const MarbreLines *lines, const char *text)
{
    static const char *const severities[] = {"", " note", " warning", " error"};
    MarbrePlace start = marbre_lines_place(lines, record->span.start);
    g_autofree char *words =
        visible(text + record->span.start, record->span.end - record->span.start);
    g_string_append_printf(said, "%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s%s <%s>",
                           start.line, start.column, record->rule, severities[record->severity],
                           words);
    GVariantIter iter;
    const char *name, *value;
    g_variant_iter_init(&iter, record->args);
    while (g_variant_iter_next(&iter, "(&s&s)", &name, &value)) {
        g_autofree char *shown = visible(value, strlen(value));
        g_string_append_printf(said, " %s=<%s>", name, shown);
    }
    if (record->edits->len > 0)
        g_string_append_printf(said, " fix=%u", record->edits->len);
    g_string_append_c(said, '\n');
}

/* A finding about another file than the text: its ledger, say. */
static void
say_beside(GString *said, const MarbreRecord *record, const char *folder)
{
    g_autoptr(GBytes) file = read_file((void *)folder, record->file, NULL);
    g_assert_nonnull(file);
    g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(file);
    g_string_append_printf(said, "%s ", record->file);
    say_record(said, record, lines, g_bytes_get_data(file, NULL));
}

static void
say_outcome(GString *said, MarbreOutcome *outcome, GBytes *file, const char *folder)
{
    g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(file);
    const char *text = g_bytes_get_data(file, NULL);
    g_ptr_array_sort(outcome->findings, compare_records);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_string_append_printf(said, "failed: %s\n", outcome->reason);
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        if (record->file != NULL && !g_str_equal(record->file, "index.fr.md"))
            say_beside(said, record, folder);
        else
            say_record(said, record, lines, text);
    }
}

static bool
overlaps(const MarbreRecord *record, const GPtrArray *edits)
{
    for (guint i = 0; i < record->edits->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(record->edits, i);
        for (guint k = 0; k < edits->len; k++) {
            const MarbreEdit *other = g_ptr_array_index(edits, k);
            if (edit->span.start == other->span.start ||
                (edit->span.start < other->span.end && other->span.start < edit->span.end))
                return true;
        }
    }
    return false;
}

/* The text with every fix that can be applied together; NULL where there is none. */
static GBytes *
apply(const MarbreOutcome *outcome, GBytes *file)
{
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        if (overlaps(record, edits))
            continue;
        for (guint k = 0; k < record->edits->len; k++)
            g_ptr_array_add(edits, g_ptr_array_index(record->edits, k));
    }
    if (edits->len == 0)
        return NULL;
    GBytes *mended = marbre_fix_apply(file, edits, &error);
    g_assert_no_error(error);
    return mended;
}

static void
say_difference(GString *said, GBytes *before, GBytes *after)
{
    g_auto(GStrv) old = g_strsplit(g_bytes_get_data(before, NULL), "\n", -1);
    g_auto(GStrv) new = g_strsplit(g_bytes_get_data(after, NULL), "\n", -1);
    g_string_append(said, "\nMended:\n");
    guint count = g_strv_length(new), same = g_strv_length(old) == count;
    for (guint i = 0; i < count; i++) {
        if (same && g_str_equal(old[i], new[i]))
            continue;
        g_autofree char *line = visible(new[i], strlen(new[i]));
        g_string_append_printf(said, "%u: %s\n", i + 1, line);
    }
}

static GBytes *
terminated(GBytes *bytes)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_bytes_new_take(g_strndup(data, size), size);
}

/* What mending a translation leaves as it is: the blocks, and the links and pictures in them. */
static char *
shape_of(const MarbreArticle *article)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, "fr");
    GString *shape = g_string_new(NULL);
    const GPtrArray *blocks = copy != NULL ? marbre_copy_get_blocks(copy) : NULL;
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        g_string_append_printf(shape, "%d ", block->kind);
    }
    return g_string_free(shape, FALSE);
}

/* Findings, then the mended text and what is found in it; a fix leaves nothing to fix. */
static char *
say_all(const char *folder)
{
    GString *said = g_string_new(NULL);
    g_autoptr(GBytes) raw = read_file((void *)folder, "index.fr.md", NULL);
    g_assert_nonnull(raw);
    g_autoptr(GBytes) first = terminated(raw);
    g_autoptr(GBytes) file = g_bytes_ref(first);
    bool shaped = g_str_has_suffix(data_folder, "translation");
    g_autofree char *shape = NULL;
    for (unsigned round = 0;; round++) {
        g_autoptr(MarbreArticle) article = read_article(folder, file);
        g_autofree char *now = shape_of(article);
        if (shape == NULL)
            shape = g_strdup(now);
        if (shaped)
            g_assert_cmpstr(now, ==, shape);
        g_autoptr(MarbreOutcome) outcome = run_check(folder, article);
        g_autoptr(GBytes) mended = NULL;
        if (round == 0)
            say_outcome(said, outcome, file, folder);
        mended = apply(outcome, file);
        if (mended == NULL) {
            if (round > 0) {
                say_difference(said, first, file);
                g_string_append(said, "\nLeft:\n");
                say_outcome(said, outcome, file, folder);
            }
            return g_string_free(said, FALSE);
        }
        g_assert_cmpuint(round, <, MOST_ROUNDS);
        g_bytes_unref(file);
        file = terminated(mended);
    }
}

static void
test_folder(gconstpointer name)
{
    g_autofree char *folder = g_build_filename(data_folder, name, NULL);
    g_autofree char *path = g_build_filename(folder, "expected.txt", NULL);
    g_autofree char *said = say_all(folder), *again = say_all(folder);
    g_assert_cmpstr(said, ==, again);
    if (g_getenv("MARBRE_GOLDEN_WRITE") != NULL) {
        g_assert_true(g_file_set_contents(path, said, -1, NULL));
        return;
    }
    g_autofree char *expected = NULL;
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    g_assert_cmpstr(said, ==, expected);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The holes of a message, once each, in the order of the alphabet. */
static char *
holes_of(const char *message)
{
    g_autoptr(GPtrArray) holes = g_ptr_array_new_with_free_func(g_free);
    for (const char *open = strchr(message, '{'); open; open = strchr(open + 1, '{')) {
        char *hole = g_strndup(open, (gsize)(strchr(open, '}') - open) + 1);
        if (g_ptr_array_find_with_equal_func(holes, hole, g_str_equal, NULL))
            g_free(hole);
        else
            g_ptr_array_add(holes, hole);
    }
    g_ptr_array_sort(holes, compare_names);
    g_ptr_array_add(holes, NULL);
    return g_strjoinv(" ", (char **)holes->pdata);
}

static void
check_rule(MarbreCatalogue *catalogue, const char *lang, const MarbreRuleInfo *rule)
{
    static const char *const counts[] = {"1", "7"};
    g_autofree char *expected = holes_of(rule->message);
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        GVariantBuilder args;
        g_variant_builder_init(&args, G_VARIANT_TYPE("a(ss)"));
        g_variant_builder_add(&args, "(ss)", "key", "{key}");
        g_variant_builder_add(&args, "(ss)", "words", "{words}");
        g_variant_builder_add(&args, "(ss)", "preferred", "{preferred}");
        g_variant_builder_add(&args, "(ss)", "min", "{min}");
        g_variant_builder_add(&args, "(ss)", "max", "{max}");
        g_variant_builder_add(&args, "(ss)", "count", counts[i]);
        g_autoptr(GVariant) packed = g_variant_ref_sink(g_variant_builder_end(&args));
        g_autofree char *said = marbre_catalogue_message(catalogue, lang, rule->id, NULL, packed);
        g_assert_nonnull(said);
        g_autofree char *with_count =
            strstr(expected, "{count}") ? g_strconcat(said, "{count}", NULL) : g_strdup(said);
        g_autofree char *holes = holes_of(with_count);
        g_assert_cmpstr(holes, ==, expected);
        g_assert_true(!strstr(expected, "{count}") || strstr(said, counts[i]));
    }
    g_assert_cmpstr(marbre_catalogue_rule_summary(catalogue, lang, rule->id, ""), !=, "");
}

/* Every rule and option has its words in both languages, with the same holes. */
static void
test_catalogue(gconstpointer folder)
{
    static const char *const languages[] = {"en", "fr", NULL};
    MarbrePluginInfo *info = marbre_loaded_get_info(loaded);
    const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, 0);
    for (const char *const *lang = languages; *lang != NULL; lang++) {
        const char *const one[] = {*lang, NULL};
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autoptr(MarbreCatalogue) catalogue =
            marbre_catalogue_load(folder, info->id, one, problems);
        g_assert_cmpuint(problems->len, ==, 0);
        for (guint i = 0; i < task->rules->len; i++)
            check_rule(catalogue, *lang, g_ptr_array_index(task->rules, i));
        for (guint i = 0; i < task->options->len; i++) {
            const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
            g_assert_cmpstr(
                marbre_catalogue_option_summary(catalogue, *lang, task->id, option->key, ""), !=,
                "");
        }
        g_assert_cmpstr(marbre_catalogue_task_summary(catalogue, *lang, task->id, ""), !=, "");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 3);
    g_autoptr(GError) error = NULL;
    int fd = open(argv[1], O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    loaded = marbre_loader_open(fd, NULL, argv[1], &error);
    g_assert_no_error(error);
    close(fd);
    data_folder = argv[2];

    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(data_folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *folder = g_build_filename(data_folder, name, NULL);
        if (g_file_test(folder, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_assert_cmpuint(names->len, >, 0);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_strconcat("/golden/", g_ptr_array_index(names, i), NULL);
        g_test_add_data_func(path, g_ptr_array_index(names, i), test_folder);
    }
    g_autofree char *folder = g_path_get_dirname(argv[1]);
    g_test_add_data_func("/catalogue", folder, test_catalogue);
    int status = g_test_run();
    marbre_loaded_unref(loaded);
    return status;
}
