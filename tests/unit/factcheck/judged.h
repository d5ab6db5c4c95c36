/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TESTS_FACTCHECK_JUDGED_H
#define TESTS_FACTCHECK_JUDGED_H

/* One plugin, linked in, run by the host on articles that a test makes up. */
#include "article/article.h"
#include "base/problem.h"
#include "finding/catalogue.h"
#include "finding/fix.h"
#include "finding/message.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/options.h"
#include "yaml/document.h"

#include "marbre/plugin.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Files of an article's folder, and the newsroom's marbre.yaml. */
typedef struct {
    const char *text;     /* index.fr.md, or NULL */
    const char *claims;   /* claims.yaml, or NULL */
    const char *medium;   /* name of a medium, or NULL */
    const char *settings; /* marbre.yaml, or NULL */
    const char *english;  /* index.en.md, published, in place of `text` */
    GBytes *picture;      /* what the medium holds, or NULL */
} Bundle;

static inline GBytes *
read_settings(void *user, const char *path, GError **error)
{
    const Bundle *bundle = user;
    if (g_strcmp0(path, "marbre.yaml") == 0 && bundle->settings)
        return g_bytes_new(bundle->settings, strlen(bundle->settings));
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no file %s", path);
    return NULL;
}

static inline void
add_file(GPtrArray *files, const char *name, const char *text)
{
    if (!text)
        return;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_ptr_array_add(files, marbre_file_new(name, NULL, strlen(text), bytes));
}

static inline MarbreArticle *
article_of(const Bundle *bundle)
{
    static const char *const french[] = {"fr", NULL};
    static const char *const english[] = {"en", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    add_file(files, "claims.yaml", bundle->claims);
    add_file(files, "index.en.md", bundle->english);
    add_file(files, "index.fr.md", bundle->text);
    if (bundle->medium && bundle->picture)
        g_ptr_array_add(files, marbre_file_new(bundle->medium, NULL,
                                               g_bytes_get_size(bundle->picture), bundle->picture));
    else if (bundle->medium)
        add_file(files, bundle->medium, "not a picture, for nobody looks inside");
    return marbre_article_new("articles/2023/09/essai", files, bundle->english ? english : french,
                              NULL);
}

static inline GVariant *
options_of(const MarbreTaskInfo *task, const char *yaml)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(yaml, strlen(yaml));
    g_autoptr(MarbreYaml) doc = marbre_yaml_parse(
        "options.yaml", bytes, (MarbreSpan){0, strlen(yaml)}, &MARBRE_YAML_POLICY, problems);
    g_assert_nonnull(doc);
    GVariant *options = marbre_options_check(task, doc, marbre_yaml_get_root(doc), NULL, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    return options;
}

/* Runs the plugin's only task. `options` is YAML. */
static inline MarbreOutcome *
outcome_of(Bundle bundle, const char *options)
{
    g_autoptr(GError) error = NULL;
    MarbreSurroundings surroundings = {.read = read_settings, .user = &bundle};
    g_autoptr(MarbreHost) host = marbre_host_new(&surroundings, NULL);
    marbre_host_guard(host);
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(marbre_plugin_1(), &error);
    g_assert_no_error(error);
    const MarbreTaskInfo *info = g_ptr_array_index(marbre_loaded_get_info(loaded)->tasks, 0);
    g_autoptr(GVariant) values = options_of(info, options);
    g_autoptr(MarbreTask) task = marbre_host_create(host, loaded, info->id, values, 0, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreArticle) article = article_of(&bundle);
    const MarbreMoment now = {.seconds = 1695110400};
    MarbreOutcome *outcome = marbre_host_run(host, task, article, NULL, &now);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_test_message("%d: %s", outcome->code, outcome->reason);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
    return outcome;
}

/* Without one of the services that it needs, a task is not made, and nothing is left behind. */
static inline void
assert_needs(const char *const *services, const char *options)
{
    for (; *services; services++) {
        g_autoptr(GError) error = NULL;
        MarbreSurroundings surroundings = {0};
        g_autoptr(MarbreHost) host = marbre_host_new(&surroundings, NULL);
        marbre_host_hide(host, *services);
        g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(marbre_plugin_1(), NULL);
        const MarbreTaskInfo *info = g_ptr_array_index(marbre_loaded_get_info(loaded)->tasks, 0);
        g_autoptr(GVariant) values = options_of(info, options);
        g_autoptr(MarbreTask) task = marbre_host_create(host, loaded, info->id, values, 0, &error);
        g_assert_null(task);
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    }
}

static inline const char *
file_of(const Bundle *bundle, const MarbreRecord *record)
{
    if (record->file && g_str_has_suffix(record->file, ".yaml"))
        return bundle->claims;
    return bundle->english ? bundle->english : bundle->text;
}

static inline int
compare_records(gconstpointer a, gconstpointer b)
{
    const MarbreRecord *one = *(MarbreRecord *const *)a;
    const MarbreRecord *other = *(MarbreRecord *const *)b;
    int files = g_strcmp0(one->file, other->file);
    if (files != 0)
        return files;
    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    return g_strcmp0(one->rule, other->rule);
}

/* The plugin's messages, out of the files that are installed beside it. */
static inline MarbreCatalogue *
catalogue_new(void)
{
    static const char *const langs[] = {"en", "fr", NULL};
    const char *plugin = marbre_plugin_1()->id;
    g_autofree char *dir =
        g_test_build_filename(G_TEST_DIST, "..", "..", "..", "plugins", plugin, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCatalogue *catalogue = marbre_catalogue_load(dir, plugin, langs, problems);
    g_assert_nonnull(catalogue);
    g_assert_cmpuint(problems->len, ==, 0);
    return catalogue;
}

/* In either language, and from the descriptor alone, a message has all that it speaks of. */
static inline void
assert_messages(MarbreOutcome *outcome)
{
    static const char *const langs[] = {"en", "fr"};
    g_autoptr(MarbreCatalogue) catalogue = catalogue_new();
    const mbr_rule *const *rules = marbre_plugin_1()->tasks[0]->rules;
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        const mbr_rule *const *rule = rules;
        while (*rule && strcmp((*rule)->id, record->rule) != 0)
            rule++;
        g_assert_nonnull(*rule);
        g_autofree char *plain = marbre_message_fill((*rule)->message, record->args);
        for (size_t k = 0; k < G_N_ELEMENTS(langs); k++) {
            g_autofree char *message =
                marbre_catalogue_message(catalogue, langs[k], record->rule, NULL, record->args);
            g_assert_nonnull(message);
            g_test_message("%s", message);
            g_assert_null(strpbrk(message, "{}"));
        }
        g_assert_null(strpbrk(plain, "{}"));
    }
}

/* A line a finding: RULE [words that it stands on]. */
static inline char *
findings_of(const Bundle *bundle, MarbreOutcome *outcome)
{
    GString *lines = g_string_new(NULL);
    g_ptr_array_sort(outcome->findings, compare_records);
    assert_messages(outcome);
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        const char *file = file_of(bundle, record);
        g_assert_cmpuint(record->span.end, <=, strlen(file));
        g_string_append_printf(lines, "%s%s [%.*s]\n", record->rule,
                               record->severity == MBR_SEVERITY_WARNING ? " (warning)"
                               : record->severity == MBR_SEVERITY_NOTE  ? " (note)"
                                                                        : "",
                               (int)(record->span.end - record->span.start),
                               file + record->span.start);
    }
    return g_string_free(lines, FALSE);
}

static inline void
assert_findings(Bundle bundle, const char *options, const char *wanted)
{
    g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, options);
    g_autofree char *found = findings_of(&bundle, outcome);
    g_assert_cmpstr(found, ==, wanted);
}

/* Fixes what can be, and holds the result to `wanted`; then nothing of `rule` is left. */
static inline void
assert_fixed(Bundle bundle, const char *options, const char *rule, const char *wanted)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, options);
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        for (guint k = 0; k < record->edits->len; k++)
            g_ptr_array_add(edits, g_ptr_array_index(record->edits, k));
    }
    g_assert_cmpuint(edits->len, >, 0);
    const char *text = bundle.english ? bundle.english : bundle.text;
    g_autoptr(GBytes) before = g_bytes_new(text, strlen(text));
    g_autoptr(GBytes) after = marbre_fix_apply(before, edits, &error);
    g_assert_no_error(error);
    g_autofree char *fixed = g_strndup(g_bytes_get_data(after, NULL), g_bytes_get_size(after));
    g_assert_cmpstr(fixed, ==, wanted);

    if (bundle.english)
        bundle.english = fixed;
    else
        bundle.text = fixed;
    g_autoptr(MarbreOutcome) again = outcome_of(bundle, options);
    g_autofree char *left = findings_of(&bundle, again);
    g_assert_null(strstr(left, rule));
}

#endif
