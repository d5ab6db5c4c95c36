/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "base/problem.h"
#include "yaml/document.h"

#include <string.h>

/* ---- 7, 8, 10 ---- */

static void
read_descriptor(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    if (strcmp(guest->info->id, asked->subject->id) != 0)
        marbre_cell_fail("it calls itself %s; its file must be %s.so", guest->info->id,
                         guest->info->id);
}

void
marbre_test_descriptor(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, read_descriptor, 0, NULL, verdict, NULL);
}

static void
read_options(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *task = guest->info->tasks->pdata[i];
        for (guint j = 0; j < task->options->len; j++) {
            const MarbreOptionInfo *option = task->options->pdata[j];
            if (option->summary[0] == '\0')
                marbre_cell_fail("%s: the option %s has no summary", task->id, option->key);
        }
        g_autoptr(GVariant) options = marbre_guest_options(guest, task);
    }
}

void
marbre_test_options(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, read_options, 0, NULL, verdict, NULL);
}

static bool
sees_something(const MarbreTaskInfo *task)
{
    for (guint i = 0; i < task->options->len; i++)
        if (((const MarbreOptionInfo *)task->options->pdata[i])->type == MBR_OPTION_KEY)
            return true;
    return task->judges != 0 || task->keys[0] != NULL;
}

static void
read_kinds(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *task = guest->info->tasks->pdata[i];
        if (task->summary[0] == '\0')
            marbre_cell_fail("the task %s has no summary", task->id);
        if (task->kind == MBR_KIND_CHECK && task->rules->len == 0)
            marbre_cell_fail("%s is a check without a rule: it can say nothing", task->id);
        if (task->kind == MBR_KIND_CHECK && !sees_something(task))
            marbre_cell_fail("%s is a check that judges nothing: no part, no key", task->id);
    }
}

void
marbre_test_kinds(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, read_kinds, 0, NULL, verdict, NULL);
}

/* ---- 9: words in several languages ---- */

static const MarbreYamlNode *
find_key(const MarbreYamlNode *map, const char *key)
{
    for (size_t i = 0; map != NULL && i < marbre_yaml_node_get_count(map); i++)
        if (g_strcmp0(marbre_yaml_node_get_key(map, i), key) == 0)
            return marbre_yaml_node_get_child(map, i);
    return NULL;
}

/* Every hole of `text` is one of `message`. */
static bool
holes_known(const char *message, const char *text)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{')) {
        g_autofree char *hole = g_strndup(open, strcspn(open, "}") + 1);
        if (strstr(message, hole) == NULL && strcmp(hole, "{count}") != 0)
            return false;
    }
    return true;
}

static void
look_at_text(const char *file, const MarbreRuleInfo *rule, const char *text)
{
    if (!holes_known(rule->message, text))
        marbre_cell_fail("%s: rule %s: “%s” has a hole that the English message has not: “%s”",
                         file, rule->id, text, rule->message);
}

static void
look_at_forms(const char *file, const MarbreRuleInfo *rule, const MarbreYamlNode *message)
{
    bool one = false, other = false;
    for (size_t i = 0; i < marbre_yaml_node_get_count(message); i++) {
        const char *key = marbre_yaml_node_get_key(message, i);
        const MarbreYamlNode *form = marbre_yaml_node_get_child(message, i);
        if (marbre_yaml_node_get_kind(form) != MARBRE_YAML_TEXT)
            continue;
        one = one || strcmp(key, "one") == 0;
        other = other || strcmp(key, "other") == 0;
        look_at_text(file, rule, marbre_yaml_node_get_text(form));
    }
    if (!other || (!one && strstr(rule->message, "{count}") != NULL))
        marbre_cell_fail("%s: rule %s lacks the form %s: of its message", file, rule->id,
                         other ? "one" : "other");
}

static void
look_at_rules(const char *file, const MarbrePluginInfo *info, const MarbreYamlNode *rules)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(rules); i++) {
        const char *id = marbre_yaml_node_get_key(rules, i);
        const MarbreRuleInfo *rule = id == NULL ? NULL : marbre_plugin_info_rule(info, id);
        const MarbreYamlNode *entry = marbre_yaml_node_get_child(rules, i);
        const MarbreYamlNode *message = find_key(entry, "message");
        if (rule == NULL)
            marbre_cell_fail("%s has words for the rule %s, which the plugin has not", file,
                             id == NULL ? "?" : id);
        if (message == NULL)
            continue;
        if (marbre_yaml_node_get_kind(message) == MARBRE_YAML_MAP)
            look_at_forms(file, rule, message);
        else if (marbre_yaml_node_get_text(message) != NULL)
            look_at_text(file, rule, marbre_yaml_node_get_text(message));
    }
}

static void
look_at_tasks(const char *file, const MarbrePluginInfo *info, const MarbreYamlNode *tasks)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(tasks); i++) {
        const char *id = marbre_yaml_node_get_key(tasks, i);
        if (id == NULL || marbre_plugin_info_find(info, id) == NULL)
            marbre_cell_fail("%s has words for the task %s, which the plugin has not", file,
                             id == NULL ? "?" : id);
    }
}

/* Every rule has its words in this language, or an editor who reads it gets English. */
static void
look_for_missing(const char *file, const MarbrePluginInfo *info, const MarbreYamlNode *rules)
{
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *task = info->tasks->pdata[i];
        for (guint j = 0; j < task->rules->len; j++) {
            const MarbreRuleInfo *rule = task->rules->pdata[j];
            if (rules == NULL || find_key(rules, rule->id) == NULL)
                marbre_cell_fail("%s has no words for the rule %s", file, rule->id);
        }
    }
}

static void
look_at_file(const char *file, GBytes *bytes, const MarbrePluginInfo *info)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan all = {0, g_bytes_get_size(bytes)};
    g_autoptr(MarbreYaml) doc = marbre_yaml_parse(file, bytes, all, &MARBRE_YAML_POLICY, problems);
    if (doc == NULL) {
        g_autofree char *said = marbre_problems_format(problems);
        marbre_cell_fail("%s", g_strchomp(said));
    }
    const MarbreYamlNode *root = marbre_yaml_get_root(doc);
    const MarbreYamlNode *rules = find_key(root, "rules");
    const MarbreYamlNode *tasks = find_key(root, "tasks");
    if (rules != NULL)
        look_at_rules(file, info, rules);
    if (tasks != NULL)
        look_at_tasks(file, info, tasks);
    look_for_missing(file, info, rules);
}

static void
read_words(void *user)
{
    const MarbreAsked *asked = user;
    const MarbreSubject *subject = asked->subject;
    g_autofree char *prefix = g_strconcat(subject->id, ".", NULL);
    g_autoptr(GDir) dir = g_dir_open(subject->folder, 0, NULL);
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(subject);
    for (const char *name = dir == NULL ? NULL : g_dir_read_name(dir); name != NULL;
         name = g_dir_read_name(dir)) {
        if (!g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".yaml"))
            continue;
        g_autofree char *path = g_build_filename(subject->folder, name, NULL);
        char *text = NULL;
        gsize size = 0;
        if (!g_file_get_contents(path, &text, &size, NULL))
            marbre_cell_fail("%s cannot be read", name);
        g_autoptr(GBytes) bytes = g_bytes_new_take(text, size);
        look_at_file(name, bytes, guest->info);
    }
}

void
marbre_test_words(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, read_words, 0, NULL, verdict, NULL);
}
