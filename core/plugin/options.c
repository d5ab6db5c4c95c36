/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/options.h"

#include "base/problem.h"
#include "plugin/option_value.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A `with:` map being read. */
typedef struct {
    const MarbreTaskInfo *task;
    const MarbreYaml *doc;
    GPtrArray *problems;
    GHashTable *values; /* borrowed key to GVariant */
    GHashTable *nodes;  /* borrowed key to its node */
} Reading;

static const char *
nearest_option(const MarbreTaskInfo *task, const char *key)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        g_ptr_array_add(known, option->key);
    }
    g_ptr_array_add(known, NULL);
    return marbre_nearest(key, (const char *const *)known->pdata);
}

static void
say_unknown(Reading *reading, const MarbreYamlNode *node, const char *key)
{
    const char *nearest = nearest_option(reading->task, key);
    if (nearest != NULL)
        marbre_yaml_problem_at_key(reading->doc, node, reading->problems,
                                   _("%s has no option %s; did you mean %s?"), reading->task->id,
                                   key, nearest);
    else
        marbre_yaml_problem_at_key(
            reading->doc, node, reading->problems,
            _("%s has no option %s; `marbre plugin show` names those it has"), reading->task->id,
            key);
}

/* Whether some option is written inside a map of this name. */
static bool
is_group(const MarbreTaskInfo *task, const char *key)
{
    size_t length = strlen(key);
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        if (strncmp(option->key, key, length) == 0 && option->key[length] == '.')
            return true;
    }
    return false;
}

static void read_map(Reading *reading, const MarbreYamlNode *map, const char *prefix);

static void
read_entry(Reading *reading, const MarbreYamlNode *node, const char *key)
{
    const MarbreOptionInfo *option = marbre_task_info_option(reading->task, key);
    if (option != NULL) {
        GVariant *value =
            marbre_option_value_of_node(option, reading->doc, node, reading->problems);
        if (value != NULL)
            g_hash_table_insert(reading->values, option->key, value);
        g_hash_table_insert(reading->nodes, option->key, (void *)node);
        return;
    }
    if (!is_group(reading->task, key)) {
        say_unknown(reading, node, key);
        return;
    }
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP)
        read_map(reading, node, key);
    else
        marbre_yaml_problem(reading->doc, node, reading->problems,
                            _("option %s needs a map, such as {key: value}"), key);
}

/* Reads a map of options; `prefix` (nullable) is the key that leads to it. */
static void
read_map(Reading *reading, const MarbreYamlNode *map, const char *prefix)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const char *key = marbre_yaml_node_get_key(map, i);
        /* A dot in a written key is no nesting: "words.min" must be a map in a map. */
        g_autofree char *full =
            prefix != NULL ? g_strconcat(prefix, ".", key, NULL) : g_strdup(key);
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        if (strchr(key, '.') != NULL && marbre_task_info_option(reading->task, full) != NULL)
            marbre_yaml_problem_at_key(reading->doc, node, reading->problems,
                                       _("option %s is written as a map: {%.*s: {%s: …}}"), full,
                                       (int)strcspn(full, "."), full, strchr(full, '.') + 1);
        else
            read_entry(reading, node, full);
    }
}

static void
reading_clear(Reading *reading)
{
    g_hash_table_unref(reading->values);
    g_hash_table_unref(reading->nodes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static Reading
read_with(const MarbreTaskInfo *task,
          const MarbreYaml *doc,
          const MarbreYamlNode *with,
          GPtrArray *problems)
{
    Reading reading = {
        task, doc, problems,
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_variant_unref),
        g_hash_table_new(g_str_hash, g_str_equal)};
    MarbreYamlKind kind = marbre_yaml_node_get_kind(with);
    if (kind == MARBRE_YAML_MAP)
        read_map(&reading, with, NULL);
    else if (kind != MARBRE_YAML_NULL)
        marbre_yaml_problem(doc, with, problems, _("with needs a map, such as {key: value}"));
    return reading;
}

/* What was not given: fallbacks, or a problem where it must be given. */
static void
fill_up(Reading *reading, const MarbreYamlNode *place)
{
    for (guint i = 0; i < reading->task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(reading->task->options, i);
        if (g_hash_table_contains(reading->nodes, option->key))
            continue;
        if (option->fallback != NULL) {
            GVariant *value = marbre_option_value_of_text(option, option->fallback, NULL);
            if (value != NULL) /* the descriptor was refused otherwise */
                g_hash_table_insert(reading->values, option->key, value);
        } else if ((option->flags & MBR_OPTION_REQUIRED) != 0) {
            marbre_yaml_problem(reading->doc, place, reading->problems,
                                _("%s needs the option %s: %s"), reading->task->id, option->key,
                                option->summary);
        }
    }
}

static GVariant *
values_pack(GHashTable *values)
{
    g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(values), (GCompareFunc)strcmp);
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(MARBRE_OPTIONS_TYPE));
    for (GList *at = keys; at != NULL; at = at->next) {
        const char *key = at->data;
        g_variant_builder_add(&builder, "(sv)", key, g_hash_table_lookup(values, key));
    }
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

GVariant *
marbre_options_check(const MarbreTaskInfo *task,
                     const MarbreYaml *doc,
                     const MarbreYamlNode *with,
                     const MarbreYamlNode *at,
                     GPtrArray *problems)
{
    guint before = problems->len;
    g_auto(Reading) reading = read_with(task, doc, with, problems);
    fill_up(&reading, with != NULL ? with : at);
    return problems->len == before ? values_pack(reading.values) : NULL;
}

/* Asks for the file or files that one option names. */
static void
check_option_files(Reading *reading,
                   const MarbreOptionInfo *option,
                   bool (*exists)(void *user, const char *path),
                   void *user)
{
    const MarbreYamlNode *node = g_hash_table_lookup(reading->nodes, option->key);
    bool list = marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST;
    size_t count = list ? marbre_yaml_node_get_count(node) : 1;
    for (size_t i = 0; i < count; i++) {
        const MarbreYamlNode *item = list ? marbre_yaml_node_get_child(node, i) : node;
        const char *path = marbre_yaml_node_get_string(item);
        if (path != NULL && !exists(user, path))
            marbre_yaml_problem(reading->doc, item, reading->problems,
                                g_str_has_suffix(path, "/")
                                    ? _("option %s: the newsroom has no folder %s")
                                    : _("option %s: the newsroom has no file %s"),
                                option->key, path);
    }
}

bool
marbre_options_check_files(const MarbreTaskInfo *task,
                           const MarbreYaml *doc,
                           const MarbreYamlNode *with,
                           bool (*exists)(void *user, const char *path),
                           void *user,
                           GPtrArray *problems)
{
    guint before = problems->len;
    g_autoptr(GPtrArray) ignored = marbre_problems_new(); /* marbre_options_check() says those */
    g_auto(Reading) reading = read_with(task, doc, with, ignored);
    reading.problems = problems;
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        if (option->type == MBR_OPTION_PATH && g_hash_table_contains(reading.nodes, option->key))
            check_option_files(&reading, option, exists, user);
    }
    return problems->len == before;
}

char *
marbre_options_text(GVariant *options)
{
    return g_variant_print(options, TRUE);
}

static void
add_values(GHashTable *keys, GVariant *value)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING)) {
        g_hash_table_add(keys, g_variant_dup_string(value, NULL));
        return;
    }
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        g_autoptr(GVariant) item = g_variant_get_child_value(value, i);
        g_hash_table_add(keys, g_variant_dup_string(item, NULL));
    }
}

char **
marbre_options_keys(const MarbreTaskInfo *task, GVariant *options)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; task->keys[i] != NULL; i++)
        g_hash_table_add(keys, g_strdup(task->keys[i]));
    for (size_t i = 0; options != NULL && i < g_variant_n_children(options); i++) {
        const char *key;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(options, i, "(&sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(task, key);
        if (option != NULL && option->type == MBR_OPTION_KEY)
            add_values(keys, value);
    }
    g_autoptr(GList) sorted = g_list_sort(g_hash_table_get_keys(keys), (GCompareFunc)strcmp);
    g_autoptr(GStrvBuilder) result = g_strv_builder_new();
    for (GList *at = sorted; at != NULL; at = at->next)
        g_strv_builder_add(result, at->data);
    return g_strv_builder_end(result);
}

bool
marbre_options_fit(const MarbreTaskInfo *task, GVariant *options, GError **error)
{
    if (!g_variant_is_of_type(options, G_VARIANT_TYPE(MARBRE_OPTIONS_TYPE)) ||
        !g_variant_is_normal_form(options)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the options of %s are damaged; try again"), task->id);
        return false;
    }
    g_autofree char *last = NULL;
    for (size_t i = 0; i < g_variant_n_children(options); i++) {
        g_autofree char *key = NULL;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(options, i, "(sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(task, key);
        bool ordered = last == NULL || strcmp(last, key) < 0;
        if (option == NULL || !ordered || !marbre_option_value_check(option, value)) {
            g_set_error(
                error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("the option %s does not fit %s; `marbre plugin show` says what each takes"), key,
                task->id);
            return false;
        }
        g_free(last);
        last = g_steal_pointer(&key);
    }
    return true;
}
