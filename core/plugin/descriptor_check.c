/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor_inside.h"

#include "plugin/option_value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ALL_PARTS (MBR_PART_TEXT | MBR_PART_SOURCE | MBR_PART_CLAIMS | MBR_PART_MEDIA)
#define ALL_NEEDS MBR_NEEDS_NETWORK
#define ALL_FLAGS (MBR_OPTION_REQUIRED | MBR_OPTION_LIST)
#define KEY_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-_"

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(MARBRE_ERROR, MARBRE_ERROR_INVALID, format, args);
    va_end(args);
    g_propagate_error(error, made);
    return false;
}

/* MAJOR.MINOR.PATCH, and what semantic versions allow behind it. */
static bool
version_check(const char *version)
{
    for (int part = 0; part < 3; part++) {
        size_t digits = strspn(version, "0123456789");
        if (digits == 0 || (digits > 1 && version[0] == '0'))
            return false;
        version += digits;
        if (part < 2 && *version++ != '.')
            return false;
    }
    if (*version == '\0')
        return true;
    return (*version == '-' || *version == '+') && version[1] != '\0' &&
           version[strspn(version, "0123456789.+-abcdefghijklmnopqrstuvwxyz"
                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

/* Words of a-z 0-9 - _, dots between. */
static bool
option_key_check(const char *key)
{
    for (;;) {
        size_t length = strspn(key, KEY_LETTERS);
        if (length == 0 || !g_ascii_islower(key[0]))
            return false;
        key += length;
        if (*key == '\0')
            return true;
        if (*key++ != '.')
            return false;
    }
}

static bool
option_type_check(int32_t type)
{
    return (type >= MBR_OPTION_BOOL && type <= MBR_OPTION_LANG) || type == MBR_OPTION_KEY;
}

static bool
option_check(const MarbreOptionInfo *option, GError **error)
{
    const char *key = option->key;
    if (!option_key_check(key) || strlen(key) > 128)
        return refuse(error, _("%s is no option key"), key);
    if (!option_type_check(option->type))
        return refuse(error, _("option %s has the unknown type %d"), key, option->type);
    if ((option->flags & ~ALL_FLAGS) != 0)
        return refuse(error, _("option %s has unknown flags"), key);
    if ((option->type == MBR_OPTION_CHOICE) != (option->choices[0] != NULL))
        return refuse(error, _("option %s: choices go with MBR_OPTION_CHOICE alone"), key);
    if (option->minimum > option->maximum)
        return refuse(error, _("option %s: its minimum is above its maximum"), key);
    if (option->fallback == NULL)
        return true;

    g_autoptr(GError) inner = NULL;
    g_autoptr(GVariant) value = marbre_option_value_of_text(option, option->fallback, &inner);
    if (value == NULL)
        return refuse(error, _("option %s: its fallback will not do: %s"), key, inner->message);
    return true;
}

/* Whether one key would have to be a map and a value at once. */
static bool
keys_clash(const char *a, const char *b)
{
    size_t length = strlen(a);
    return strncmp(a, b, length) == 0 && (b[length] == '\0' || b[length] == '.');
}

static bool
options_check(const MarbreTaskInfo *task, GError **error)
{
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        if (!option_check(option, error))
            return false;
        for (guint j = 0; j < task->options->len; j++) {
            const MarbreOptionInfo *other = g_ptr_array_index(task->options, j);
            if (i != j && keys_clash(option->key, other->key))
                return refuse(error, _("options %s and %s cannot both be"), option->key,
                              other->key);
        }
    }
    return true;
}

static bool
rule_check(const MarbreRuleInfo *rule, GError **error)
{
    if (!marbre_plugin_id_check(rule->id))
        return refuse(error, _("%s is no rule id: a-z, 0-9 and -, 2 to 64 of them"), rule->id);
    if (rule->severity < MBR_SEVERITY_NOTE || rule->severity > MBR_SEVERITY_ERROR)
        return refuse(error, _("rule %s has the unknown severity %d"), rule->id, rule->severity);
    if (rule->summary[0] == '\0' || rule->message[0] == '\0')
        return refuse(error, _("rule %s has no text"), rule->id);
    return true;
}

/* Two tasks may share a rule, but not give two rules one name. */
static bool
rules_same(const MarbreRuleInfo *a, const MarbreRuleInfo *b)
{
    return a->severity == b->severity && g_str_equal(a->summary, b->summary) &&
           g_str_equal(a->message, b->message) && g_strcmp0(a->help_uri, b->help_uri) == 0;
}

static bool
rules_check(const MarbreTaskInfo *task, GHashTable *seen, GError **error)
{
    g_autoptr(GHashTable) own = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < task->rules->len; i++) {
        MarbreRuleInfo *rule = g_ptr_array_index(task->rules, i);
        if (!rule_check(rule, error))
            return false;
        const MarbreRuleInfo *earlier = g_hash_table_lookup(seen, rule->id);
        if (!g_hash_table_add(own, rule->id) || (earlier != NULL && !rules_same(earlier, rule)))
            return refuse(error, _("rule %s is there twice"), rule->id);
        g_hash_table_insert(seen, rule->id, rule);
    }
    return true;
}

static bool
task_check(const MarbreTaskInfo *task, GHashTable *rules, GError **error)
{
    if (!marbre_plugin_id_check(task->id))
        return refuse(error, _("%s is no task id: a-z, 0-9 and -, 2 to 64 of them"), task->id);
    if (task->kind != MBR_KIND_CHECK && task->kind != MBR_KIND_ACTION)
        return refuse(error, _("task %s is of the unknown kind %d"), task->id, task->kind);
    if ((task->needs & ~ALL_NEEDS) != 0)
        return refuse(error, _("task %s needs what this version does not know"), task->id);
    if (task->kind == MBR_KIND_CHECK && task->needs != 0)
        return refuse(error, _("task %s is a check, which can need nothing"), task->id);
    if ((task->judges & ~ALL_PARTS) != 0)
        return refuse(error, _("task %s judges parts that it cannot"), task->id);
    return options_check(task, error) && rules_check(task, rules, error);
}

bool
marbre_plugin_info_check(const MarbrePluginInfo *info, GError **error)
{
    if (!marbre_plugin_id_check(info->id))
        return refuse(error, _("%s is no plugin id: a-z, 0-9 and -, 2 to 64 of them"), info->id);
    if (g_str_equal(info->id, "marbre"))
        return refuse(error, _("the name marbre is taken"));
    if (!version_check(info->version))
        return refuse(error, _("plugin %s: %s is no semantic version"), info->id, info->version);
    if (info->tasks->len == 0)
        return refuse(error, _("plugin %s offers no task"), info->id);

    g_autoptr(GHashTable) tasks = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) rules = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < info->tasks->len; i++) {
        MarbreTaskInfo *task = g_ptr_array_index(info->tasks, i);
        if (!g_hash_table_add(tasks, task->id))
            return refuse(error, _("plugin %s: task %s is there twice"), info->id, task->id);
        if (!task_check(task, rules, error)) {
            g_prefix_error(error, _("plugin %s: "), info->id);
            return false;
        }
    }
    return true;
}
