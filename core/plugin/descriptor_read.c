/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor.h"

#include "base/order.h"
#include "plugin/descriptor_inside.h"
#include "plugin/release.h"
#include "plugin/sized.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is being read, and the names that its errors begin with. */
typedef struct {
    const char *plugin;
    const char *task; /* (nullable) */
    GError **error;
} Reader;

static bool G_GNUC_PRINTF(2, 3) refuse(const Reader *reader, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    if (reader->task != NULL)
        g_set_error(reader->error, MARBRE_ERROR, MARBRE_ERROR_INVALID, _("plugin %s, task %s: %s"),
                    reader->plugin, reader->task, what);
    else
        g_set_error(reader->error, MARBRE_ERROR, MARBRE_ERROR_INVALID, _("plugin %s: %s"),
                    reader->plugin, what);
    return false;
}

/* Copies a struct of the descriptor. */
static bool
read_struct(const Reader *reader,
            void *ret,
            uint32_t size,
            uint32_t first,
            const void *from,
            const char *what)
{
    switch (marbre_sized_read(ret, size, first, from)) {
    case MARBRE_SIZED_OK:
        return true;
    case MARBRE_SIZED_SHORT:
        return refuse(reader, _("struct_size of %s is not set to its size; it must be its sizeof"),
                      what);
    case MARBRE_SIZED_NEWER:
    default:
        return refuse(
            reader,
            _("%s uses fields that this version does not know; only a newer Marbre can load it"),
            what);
    }
}

/* Copies a text; `what` names it in an error. */
static bool
read_text(const Reader *reader, const char *from, bool needed, const char *what, char **ret)
{
    if (from == NULL)
        return !needed || refuse(reader, _("%s is missing"), what);
    size_t size = strnlen(from, MARBRE_PLUGIN_TEXT + 1);
    if (size > MARBRE_PLUGIN_TEXT)
        return refuse(reader, _("%s is too long; it may have %u bytes at most"), what,
                      (unsigned)MARBRE_PLUGIN_TEXT);
    if (needed && size == 0)
        return refuse(reader, _("%s is empty; write some words"), what);
    if (!g_utf8_validate(from, (gssize)size, NULL))
        return refuse(reader, _("%s is not UTF-8; write it in UTF-8"), what);
    *ret = g_strndup(from, size);
    return true;
}

static bool
read_words(const Reader *reader, const char *const *from, const char *what, char ***ret)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    for (size_t i = 0; from != NULL && from[i] != NULL; i++) {
        if (i == MARBRE_PLUGIN_WORDS)
            return refuse(reader, _("too many %s; there may be %u at most"), what,
                          (unsigned)MARBRE_PLUGIN_WORDS);
        g_autofree char *word = NULL;
        if (!read_text(reader, from[i], true, what, &word))
            return false;
        g_strv_builder_add(words, word);
    }
    *ret = g_strv_builder_end(words);
    return true;
}

static bool
read_option(const Reader *reader, const mbr_option *from, MarbreOptionInfo *option)
{
    mbr_option copy;
    if (!read_struct(reader, &copy, sizeof copy, MARBRE_FIRST_OPTION, from, "mbr_option"))
        return false;
    option->type = copy.type;
    option->flags = copy.flags;
    option->minimum = copy.minimum;
    option->maximum = copy.maximum;
    return read_words(reader, copy.choices, "mbr_option.choices", &option->choices) &&
           read_text(reader, copy.key, true, "mbr_option.key", &option->key) &&
           read_text(reader, copy.summary, true, "mbr_option.summary", &option->summary) &&
           read_text(reader, copy.fallback, false, "mbr_option.fallback", &option->fallback);
}

static bool
read_rule(const Reader *reader, const mbr_rule *from, MarbreRuleInfo *rule)
{
    mbr_rule copy;
    if (!read_struct(reader, &copy, sizeof copy, MARBRE_FIRST_RULE, from, "mbr_rule"))
        return false;
    rule->severity = copy.severity;
    return read_text(reader, copy.id, true, "mbr_rule.id", &rule->id) &&
           read_text(reader, copy.summary, true, "mbr_rule.summary", &rule->summary) &&
           read_text(reader, copy.message, true, "mbr_rule.message", &rule->message) &&
           read_text(reader, copy.help_uri, false, "mbr_rule.help_uri", &rule->help_uri);
}

static bool
read_options(const Reader *reader, const mbr_option *const *from, MarbreTaskInfo *task)
{
    for (size_t i = 0; from != NULL && from[i] != NULL; i++) {
        if (i == MARBRE_PLUGIN_OPTIONS)
            return refuse(reader, _("too many %s; there may be %u at most"), "mbr_option",
                          (unsigned)MARBRE_PLUGIN_OPTIONS);
        MarbreOptionInfo *option = g_new0(MarbreOptionInfo, 1);
        g_ptr_array_add(task->options, option);
        if (!read_option(reader, from[i], option))
            return false;
    }
    return true;
}

static bool
read_rules(const Reader *reader, const mbr_rule *const *from, MarbreTaskInfo *task)
{
    for (size_t i = 0; from != NULL && from[i] != NULL; i++) {
        if (i == MARBRE_PLUGIN_RULES)
            return refuse(reader, _("too many %s; there may be %u at most"), "mbr_rule",
                          (unsigned)MARBRE_PLUGIN_RULES);
        MarbreRuleInfo *rule = g_new0(MarbreRuleInfo, 1);
        g_ptr_array_add(task->rules, rule);
        if (!read_rule(reader, from[i], rule))
            return false;
    }
    return true;
}

/* Sorted and each once: whoever compares tasks compares them as sets. */
static void
sort_words(char **words)
{
    size_t count = g_strv_length(words);
    qsort(words, count, sizeof *words, marbre_order_texts);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && g_str_equal(words[kept - 1], words[i]))
            g_free(words[i]);
        else
            words[kept++] = words[i];
    }
    words[kept] = NULL;
}

static bool
read_task(const Reader *reader, const mbr_task_class *from, MarbreTaskInfo *task)
{
    mbr_task_class copy;
    if (!read_struct(reader, &copy, sizeof copy, MARBRE_FIRST_TASK, from, "mbr_task_class") ||
        !read_text(reader, copy.id, true, "mbr_task_class.id", &task->id))
        return false;

    const Reader inner = {reader->plugin, task->id, reader->error};
    if (copy.create == NULL || copy.run == NULL || copy.destroy == NULL)
        return refuse(&inner, _("create, run or destroy is missing"));
    task->kind = copy.kind;
    task->needs = copy.needs;
    task->judges = copy.judges;
    if (!read_words(&inner, copy.keys, "mbr_task_class.keys", &task->keys))
        return false;
    sort_words(task->keys);
    return read_text(&inner, copy.summary, true, "mbr_task_class.summary", &task->summary) &&
           read_options(&inner, copy.options, task) && read_rules(&inner, copy.rules, task);
}

static bool
read_tasks(const Reader *reader, const mbr_task_class *const *from, MarbrePluginInfo *info)
{
    for (size_t i = 0; from != NULL && from[i] != NULL; i++) {
        if (i == MARBRE_PLUGIN_TASKS)
            return refuse(reader, _("too many %s; there may be %u at most"), "mbr_task_class",
                          (unsigned)MARBRE_PLUGIN_TASKS);
        MarbreTaskInfo *task = marbre_task_info_new();
        g_ptr_array_add(info->tasks, task);
        if (!read_task(reader, from[i], task))
            return false;
    }
    return true;
}

MarbrePluginInfo *
marbre_plugin_info_read(const mbr_plugin *plugin, GError **error)
{
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_new();
    Reader reader = {"?", NULL, error};
    mbr_plugin copy;
    if (plugin == NULL) {
        refuse(&reader, _("marbre_plugin_1 returned NULL; it must return its mbr_plugin"));
        return NULL;
    }
    /* What a newer one needs is said before its unknown fields are looked at. */
    MarbreSized sized = marbre_sized_read(&copy, sizeof copy, MARBRE_FIRST_PLUGIN, plugin);
    if (sized == MARBRE_SIZED_NEWER)
        memcpy(&copy, plugin, MARBRE_FIRST_PLUGIN);
    if (sized != MARBRE_SIZED_SHORT &&
        !read_text(&reader, copy.id, true, "mbr_plugin.id", &info->id))
        return NULL;

    if (info->id != NULL)
        reader.plugin = info->id;
    info->needs_minor = sized != MARBRE_SIZED_SHORT ? copy.needs_minor : 0;
    if (info->needs_minor > MBR_ABI_MINOR) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("plugin %s needs version %d.%u of the plugin interface; this is %d.%d"),
                    info->id, MBR_ABI_MAJOR, info->needs_minor, MBR_ABI_MAJOR, MBR_ABI_MINOR);
        return NULL;
    }
    if (!read_struct(&reader, &copy, sizeof copy, MARBRE_FIRST_PLUGIN, plugin, "mbr_plugin") ||
        !read_text(&reader, copy.version, true, "mbr_plugin.version", &info->version) ||
        !read_text(&reader, copy.license, false, "mbr_plugin.license", &info->license) ||
        !read_text(&reader, copy.homepage, false, "mbr_plugin.homepage", &info->homepage) ||
        !read_tasks(&reader, copy.tasks, info))
        return NULL;
    if (info->license == NULL)
        info->license = g_strdup("");
    if (!marbre_plugin_info_check(info, error))
        return NULL;
    return g_steal_pointer(&info);
}
