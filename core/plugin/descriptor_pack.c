/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor.h"

#include "base/digest.h"
#include "plugin/descriptor_inside.h"

#include <glib/gi18n-lib.h>

/* type, flags, key, summary, fallback, choices, minimum, maximum */
#define OPTION_TYPE "(iussmsasxx)"
/* id, severity, summary, message, help */
#define RULE_TYPE "(sissms)"
/* id, kind, summary, needs, judges, keys, options, rules */
#define TASK_TYPE "(sisttasa" OPTION_TYPE "a" RULE_TYPE ")"
/* id, version, license, homepage, needs_minor, path, digest, tasks */
#define INFO_TYPE "(sssmsumsmsa" TASK_TYPE ")"

static GVariant *
pack_options(const GPtrArray *options)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" OPTION_TYPE));
    for (guint i = 0; i < options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(options, i);
        g_variant_builder_add(&builder, "(iussms^asxx)", option->type, option->flags, option->key,
                              option->summary, option->fallback, option->choices, option->minimum,
                              option->maximum);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_rules(const GPtrArray *rules)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" RULE_TYPE));
    for (guint i = 0; i < rules->len; i++) {
        const MarbreRuleInfo *rule = g_ptr_array_index(rules, i);
        g_variant_builder_add(&builder, RULE_TYPE, rule->id, rule->severity, rule->summary,
                              rule->message, rule->help_uri);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_tasks(const GPtrArray *tasks)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" TASK_TYPE));
    for (guint i = 0; i < tasks->len; i++) {
        const MarbreTaskInfo *task = g_ptr_array_index(tasks, i);
        g_variant_builder_add(&builder, "(sistt^as@a" OPTION_TYPE "@a" RULE_TYPE ")", task->id,
                              task->kind, task->summary, task->needs, task->judges, task->keys,
                              pack_options(task->options), pack_rules(task->rules));
    }
    return g_variant_builder_end(&builder);
}

GVariant *
marbre_plugin_info_pack(const MarbrePluginInfo *info)
{
    return g_variant_ref_sink(g_variant_new("(sssmsumsms@a" TASK_TYPE ")", info->id, info->version,
                                            info->license, info->homepage, info->needs_minor,
                                            info->path, info->digest, pack_tasks(info->tasks)));
}

static void
unpack_options(GVariantIter *iter, MarbreTaskInfo *task)
{
    MarbreOptionInfo *option = g_new0(MarbreOptionInfo, 1);
    while (g_variant_iter_next(iter, "(iussms^asxx)", &option->type, &option->flags, &option->key,
                               &option->summary, &option->fallback, &option->choices,
                               &option->minimum, &option->maximum)) {
        g_ptr_array_add(task->options, option);
        option = g_new0(MarbreOptionInfo, 1);
    }
    g_free(option);
}

static void
unpack_rules(GVariantIter *iter, MarbreTaskInfo *task)
{
    MarbreRuleInfo *rule = g_new0(MarbreRuleInfo, 1);
    while (g_variant_iter_next(iter, RULE_TYPE, &rule->id, &rule->severity, &rule->summary,
                               &rule->message, &rule->help_uri)) {
        g_ptr_array_add(task->rules, rule);
        rule = g_new0(MarbreRuleInfo, 1);
    }
    g_free(rule);
}

static void
unpack_task(GVariant *packed, MarbrePluginInfo *info)
{
    MarbreTaskInfo *task = marbre_task_info_new();
    g_ptr_array_add(info->tasks, task);
    g_autoptr(GVariantIter) options = NULL;
    g_autoptr(GVariantIter) rules = NULL;
    g_variant_get(packed, "(sistt^asa" OPTION_TYPE "a" RULE_TYPE ")", &task->id, &task->kind,
                  &task->summary, &task->needs, &task->judges, &task->keys, &options, &rules);
    unpack_options(options, task);
    unpack_rules(rules, task);
}

/* Whether the counts are those that reading a library allows. */
static bool
sizes_check(const MarbrePluginInfo *info)
{
    if (info->tasks->len > MARBRE_PLUGIN_TASKS)
        return false;
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, i);
        if (task->options->len > MARBRE_PLUGIN_OPTIONS || task->rules->len > MARBRE_PLUGIN_RULES ||
            g_strv_length(task->keys) > MARBRE_PLUGIN_WORDS)
            return false;
    }
    return info->needs_minor <= MBR_ABI_MINOR &&
           (info->digest == NULL || marbre_digest_check(info->digest));
}

MarbrePluginInfo *
marbre_plugin_info_unpack(GVariant *packed, GError **error)
{
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_new();
    if (!g_variant_is_of_type(packed, G_VARIANT_TYPE(INFO_TYPE)) ||
        !g_variant_is_normal_form(packed)) {
        g_set_error_literal(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("a plugin's description came back damaged; it must not write into memory of others"));
        return NULL;
    }
    g_autoptr(GVariantIter) tasks = NULL;
    g_variant_get(packed, "(sssmsumsmsa" TASK_TYPE ")", &info->id, &info->version, &info->license,
                  &info->homepage, &info->needs_minor, &info->path, &info->digest, &tasks);
    for (GVariant *task = g_variant_iter_next_value(tasks); task != NULL;
         task = g_variant_iter_next_value(tasks)) {
        unpack_task(task, info);
        g_variant_unref(task); /* a loop variable, so no automatic pointer */
    }
    if (!sizes_check(info)) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("the description of plugin %s came back with more than may be declared; it must not "
              "write into memory of others"),
            info->id);
        return NULL;
    }
    if (!marbre_plugin_info_check(info, error))
        return NULL;
    return g_steal_pointer(&info);
}
