/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/use.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_use(gpointer data)
{
    MarbreUse *use = data;

    g_free(use->plugin);
    g_free(use->task);
    g_free(use);
}

static bool
read_uses(const MarbreReading *reading, const MarbreYamlNode *node, MarbreUse *use)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    const char *slash = text != NULL ? strchr(text, '/') : NULL;
    g_autofree char *shown = marbre_text_shown(text != NULL ? text : "");

    if (text == NULL)
        return false;
    use->span = marbre_yaml_node_get_span(node);
    use->plugin = slash != NULL ? g_strndup(text, (size_t)(slash - text)) : g_strdup(text);
    use->task = slash != NULL ? g_strdup(slash + 1) : NULL;
    if (!marbre_plugin_word_is_valid(use->plugin) ||
        (use->task != NULL && !marbre_plugin_word_is_valid(use->task))) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is no plugin; write PLUGIN or PLUGIN/TASK, as in “draft”"),
                            shown);
        return false;
    }
    if (strcmp(use->plugin, "marbre") == 0) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“marbre” is Marbre itself and no plugin"));
        return false;
    }
    return true;
}

static void
read_grant(const MarbreReading *reading, const MarbreYamlNode *list, MarbreUse *use)
{
    static const char *const known[] = {"network", NULL};

    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return;
    if (!use->action)
        marbre_yaml_problem_at_key(reading->yaml, list, reading->problems,
                                   _("a check reads the article and nothing else; only an action "
                                     "can be granted something"));
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        if (marbre_yaml_expect_choice(reading->yaml, marbre_yaml_node_get_child(list, i), known,
                                      reading->problems, NULL) != NULL)
            use->network = use->action;
}

static void
read_use(const MarbreReading *reading, const MarbreYamlNode *map, bool action, GPtrArray *uses)
{
    static const char *const check_keys[] = {"uses", "with", NULL};
    static const char *const action_keys[] = {"uses", "with", "grant", NULL};
    bool granted = marbre_yaml_find(map, "grant") != NULL;
    MarbreUse *use = g_new0(MarbreUse, 1);
    const MarbreYamlNode *with = NULL;

    use->action = action;
    g_ptr_array_add(uses, use);
    if (!marbre_yaml_expect_map(reading->yaml, map, action || granted ? action_keys : check_keys,
                                reading->problems))
        return;
    (void)read_uses(reading, marbre_yaml_expect_key(reading->yaml, map, "uses", reading->problems),
                    use);
    with = marbre_yaml_find(map, "with");
    if (with != NULL && marbre_yaml_expect_map(reading->yaml, with, NULL, reading->problems))
        use->with = with;
    read_grant(reading, marbre_yaml_find(map, "grant"), use);
}

GPtrArray *
marbre_uses_parse(const MarbreReading *reading, const MarbreYamlNode *list, bool action)
{
    GPtrArray *uses = g_ptr_array_new_with_free_func(free_use);

    if (list != NULL && marbre_yaml_expect_list(reading->yaml, list, reading->problems)) {
        for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
            read_use(reading, marbre_yaml_node_get_child(list, i), action, uses);
    }
    return uses;
}
