/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor.h"

#include "base/problem.h"
#include "plugin/descriptor_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_plugin_id_check(const char *id)
{
    if (id == NULL || !g_ascii_islower(id[0]))
        return false;
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return id[length] == '\0' && length >= 2 && length <= 64;
}

static void
option_info_free(void *data)
{
    MarbreOptionInfo *option = data;
    g_free(option->key);
    g_free(option->summary);
    g_free(option->fallback);
    g_strfreev(option->choices);
    g_free(option);
}

static void
rule_info_free(void *data)
{
    MarbreRuleInfo *rule = data;
    g_free(rule->id);
    g_free(rule->summary);
    g_free(rule->message);
    g_free(rule->help_uri);
    g_free(rule);
}

static void
task_info_free(void *data)
{
    MarbreTaskInfo *task = data;
    g_free(task->id);
    g_free(task->summary);
    g_strfreev(task->keys);
    g_ptr_array_unref(task->options);
    g_ptr_array_unref(task->rules);
    g_free(task);
}

static void
plugin_info_clear(void *data)
{
    MarbrePluginInfo *info = data;
    g_free(info->id);
    g_free(info->version);
    g_free(info->license);
    g_free(info->homepage);
    g_free(info->path);
    g_free(info->digest);
    g_ptr_array_unref(info->tasks);
}

MarbreTaskInfo *
marbre_task_info_new(void)
{
    MarbreTaskInfo *task = g_new0(MarbreTaskInfo, 1);
    task->options = g_ptr_array_new_with_free_func(option_info_free);
    task->rules = g_ptr_array_new_with_free_func(rule_info_free);
    return task;
}

MarbrePluginInfo *
marbre_plugin_info_new(void)
{
    MarbrePluginInfo *info = g_atomic_rc_box_new0(MarbrePluginInfo);
    info->tasks = g_ptr_array_new_with_free_func(task_info_free);
    return info;
}

MarbrePluginInfo *
marbre_plugin_info_ref(MarbrePluginInfo *info)
{
    return g_atomic_rc_box_acquire(info);
}

void
marbre_plugin_info_unref(MarbrePluginInfo *info)
{
    if (info != NULL)
        g_atomic_rc_box_release_full(info, plugin_info_clear);
}

const MarbreTaskInfo *
marbre_plugin_info_find(const MarbrePluginInfo *info, const char *task)
{
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *known = g_ptr_array_index(info->tasks, i);
        if (g_str_equal(known->id, task))
            return known;
    }
    return NULL;
}

/* The ids of the tasks of a kind, NULL-terminated; the ids are borrowed. */
static GPtrArray *
tasks_of_kind(const MarbrePluginInfo *info, int32_t kind)
{
    GPtrArray *ids = g_ptr_array_new();
    for (guint i = 0; i < info->tasks->len; i++) {
        MarbreTaskInfo *task = g_ptr_array_index(info->tasks, i);
        if (task->kind == kind)
            g_ptr_array_add(ids, task->id);
    }
    g_ptr_array_add(ids, NULL);
    return ids;
}

static const MarbreTaskInfo *
choose_named(const MarbrePluginInfo *info, const char *task, const GPtrArray *ids, GError **error)
{
    const char *const *known = (const char *const *)ids->pdata;
    if (g_strv_contains(known, task))
        return marbre_plugin_info_find(info, task);
    const char *nearest = marbre_nearest(task, known);
    if (nearest != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("plugin %s has no task %s of this kind; did you mean %s/%s?"), info->id, task,
                    info->id, nearest);
    else
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
            _("plugin %s has no task %s of this kind; `marbre plugin show` says what each offers"),
            info->id, task);
    return NULL;
}

const MarbreTaskInfo *
marbre_plugin_info_choose(const MarbrePluginInfo *info,
                          const char *task,
                          int32_t kind,
                          GError **error)
{
    g_autoptr(GPtrArray) ids = tasks_of_kind(info, kind);
    if (task != NULL)
        return choose_named(info, task, ids, error);
    if (ids->len == 2)
        return marbre_plugin_info_find(info, g_ptr_array_index(ids, 0));
    if (ids->len == 1) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
            kind == MBR_KIND_ACTION
                ? _("plugin %s offers no action; `marbre plugin show` says what each offers")
                : _("plugin %s offers no check; `marbre plugin show` says what each offers"),
            info->id);
        return NULL;
    }
    g_autofree char *list = g_strjoinv(", ", (char **)ids->pdata);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("plugin %s offers several tasks; write %s/TASK with one of: %s"), info->id,
                info->id, list);
    return NULL;
}

const MarbreRuleInfo *
marbre_task_info_rule(const MarbreTaskInfo *task, const char *rule)
{
    for (guint i = 0; i < task->rules->len; i++) {
        const MarbreRuleInfo *known = g_ptr_array_index(task->rules, i);
        if (g_str_equal(known->id, rule))
            return known;
    }
    return NULL;
}

const MarbreRuleInfo *
marbre_plugin_info_rule(const MarbrePluginInfo *info, const char *rule)
{
    const char *slash = strchr(rule, '/');
    if (slash != NULL) {
        if (strncmp(rule, info->id, (size_t)(slash - rule)) != 0 || info->id[slash - rule] != '\0')
            return NULL;
        rule = slash + 1;
    }
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreRuleInfo *known =
            marbre_task_info_rule(g_ptr_array_index(info->tasks, i), rule);
        if (known != NULL)
            return known;
    }
    return NULL;
}

const MarbreOptionInfo *
marbre_task_info_option(const MarbreTaskInfo *task, const char *key)
{
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *known = g_ptr_array_index(task->options, i);
        if (g_str_equal(known->key, key))
            return known;
    }
    return NULL;
}
