/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/exception.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
exception_free(void *data)
{
    MarbreException *exception = data;

    g_free(exception->commit);
    g_free(exception->rule);
    g_free(exception->reason);
    g_free(exception);
}

/* Of a plugin or of the engine: history is judged by both. */
static bool
is_rule(const char *text)
{
    const char *slash = strchr(text, '/');
    g_autofree char *plugin = slash == NULL ? NULL : g_strndup(text, (size_t)(slash - text));

    return plugin != NULL && marbre_plugin_word_is_valid(plugin) &&
           marbre_plugin_word_is_valid(slash + 1);
}

/* Text or what YAML takes for a number, as the id of a commit may look. (transfer full) (nullable)
 */
static char *
read_part(const MarbreReading *reading, const MarbreYamlNode *map, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_expect_key(reading->yaml, map, key, reading->problems);
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);

    if (kind == MARBRE_YAML_INT || kind == MARBRE_YAML_NUMBER)
        return g_strdup(marbre_yaml_node_get_text(node));
    return g_strdup(marbre_yaml_expect_text(reading->yaml, node, reading->problems));
}

static void
need_sound(const MarbreReading *reading,
           const MarbreYamlNode *map,
           const MarbreException *exception)
{
    if (exception->commit != NULL &&
        (strlen(exception->commit) != 40 || strspn(exception->commit, "0123456789abcdef") != 40))
        marbre_yaml_problem(reading->yaml, marbre_yaml_find(map, "commit"), reading->problems,
                            _("a commit is named by its full id here, 40 digits from 0 to f"));
    if (exception->rule != NULL && !is_rule(exception->rule))
        marbre_yaml_problem(reading->yaml, marbre_yaml_find(map, "rule"), reading->problems,
                            _("the rule is the one that “marbre verify” names, as in "
                              "“marbre/silent-edit”"));
}

static const MarbreException *
find(const GPtrArray *exceptions, const char *commit, const char *rule)
{
    for (guint i = 0; commit != NULL && rule != NULL && i < exceptions->len; i++) {
        const MarbreException *exception = g_ptr_array_index(exceptions, i);
        if (g_strcmp0(exception->commit, commit) == 0 && g_strcmp0(exception->rule, rule) == 0)
            return exception;
    }
    return NULL;
}

GPtrArray *
marbre_exceptions_read(const MarbreReading *reading, const MarbreYamlNode *list)
{
    static const char *const known[] = {"commit", "rule", "reason", NULL};
    GPtrArray *exceptions = g_ptr_array_new_with_free_func(exception_free);

    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return exceptions;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *map = marbre_yaml_node_get_child(list, i);
        MarbreException *exception = NULL;

        if (!marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
            continue;
        exception = g_new0(MarbreException, 1);
        exception->commit = read_part(reading, map, "commit");
        exception->rule = read_part(reading, map, "rule");
        exception->reason = read_part(reading, map, "reason");
        need_sound(reading, map, exception);
        if (find(exceptions, exception->commit, exception->rule) != NULL)
            marbre_yaml_problem(
                reading->yaml, map, reading->problems,
                _("the same rule of the same commit is excepted twice; keep one of them"));
        g_ptr_array_add(exceptions, exception);
    }
    return exceptions;
}

const MarbreException *
marbre_settings_exception(const MarbreSettings *settings, const char *commit, const char *rule)
{
    return find(settings->exceptions, commit, rule);
}
