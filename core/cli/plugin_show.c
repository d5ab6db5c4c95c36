/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "json", "schema", NULL};

static const struct {
    uint64_t part;
    const char *name;
} parts[] = {
    {MBR_PART_TEXT, "text"},
    {MBR_PART_SOURCE, "source"},
    {MBR_PART_CLAIMS, "claims"},
    {MBR_PART_MEDIA, "media"},
};

static const char *
type_of(const MarbreOptionInfo *option)
{
    static const char *const names[] = {"",       "bool", "int",  "number", "string",
                                        "choice", "path", "lang", "",       "key"};
    return option->type > 0 && option->type < (int32_t)G_N_ELEMENTS(names) ? names[option->type]
                                                                           : "";
}

/* The parts that it judges, by their names. (transfer full) */
static char **
parts_of(const MarbreTaskInfo *task)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if ((task->judges & parts[i].part) != 0)
            g_strv_builder_add(names, parts[i].name);
    return g_strv_builder_end(names);
}

/* ---- text ---- */

static void
print_option(const MarbreCli *cli,
             const MarbreTaskInfo *task,
             const MarbreOptionInfo *option,
             const MarbreCatalogue *words)
{
    printf(
        _("  option %s: %s"), option->key,
        marbre_catalogue_option_summary(words, cli->lang, task->id, option->key, option->summary));
    if (option->choices[0] != NULL) {
        g_autofree char *choices = g_strjoinv(", ", option->choices);
        printf(_(" (one of: %s)"), choices);
    }
    if (option->minimum != 0 || option->maximum != 0) {
        g_autofree char *least = g_strdup_printf("%" G_GINT64_FORMAT, option->minimum);
        g_autofree char *most = g_strdup_printf("%" G_GINT64_FORMAT, option->maximum);
        printf(_(" (from %s to %s)"), least, most);
    }
    if (option->fallback != NULL)
        printf(_(" (else: %s)"), option->fallback);
    else if ((option->flags & MBR_OPTION_REQUIRED) != 0)
        printf(_(" (must be given)"));
    putchar('\n');
}

static void
print_sight(const MarbreTaskInfo *task)
{
    g_auto(GStrv) judged = parts_of(task);
    g_autofree char *sees = g_strjoinv(", ", judged);
    g_autofree char *keys = g_strjoinv(", ", task->keys);
    if (sees[0] != '\0')
        printf(_("  judges: %s\n"), sees);
    if (keys[0] != '\0')
        printf(_("  keys: %s\n"), keys);
    if ((task->needs & MBR_NEEDS_NETWORK) != 0)
        printf(_("  needs the network; to grant it: grant: [network]\n"));
}

static void
print_task(const MarbreCli *cli, const MarbreTaskInfo *task, const MarbreCatalogue *words)
{
    g_autofree char *title = marbre_cli_paint(cli, "1", task->id);
    printf(_("\n%s (%s): %s\n"), title, task->kind == MBR_KIND_CHECK ? _("check") : _("action"),
           marbre_catalogue_task_summary(words, cli->lang, task->id, task->summary));
    print_sight(task);
    for (guint i = 0; i < task->options->len; i++)
        print_option(cli, task, task->options->pdata[i], words);
    for (guint i = 0; i < task->rules->len; i++) {
        const MarbreRuleInfo *rule = g_ptr_array_index(task->rules, i);
        printf(_("  %s  %s: %s\n"), marbre_severity_shown((MarbreSeverity)rule->severity), rule->id,
               marbre_catalogue_rule_summary(words, cli->lang, rule->id, rule->summary));
    }
}

/* ---- JSON ---- */

static void
write_option(MarbreJson *json, const MarbreOptionInfo *option)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "key", option->key);
    marbre_json_member_string(json, "type", type_of(option));
    marbre_json_member_bool(json, "list", (option->flags & MBR_OPTION_LIST) != 0);
    marbre_json_member_bool(json, "required", (option->flags & MBR_OPTION_REQUIRED) != 0);
    marbre_json_member_string(json, "summary", option->summary);
    marbre_json_member_string(json, "fallback", option->fallback);
    marbre_json_member_strv(json, "choices", (const char *const *)option->choices);
    if (option->minimum != 0 || option->maximum != 0) {
        marbre_json_member_int(json, "minimum", option->minimum);
        marbre_json_member_int(json, "maximum", option->maximum);
    }
    marbre_json_end_object(json);
}

static void
write_rule(MarbreJson *json, const MarbreRuleInfo *rule)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", rule->id);
    marbre_json_member_string(json, "severity",
                              marbre_severity_name((MarbreSeverity)rule->severity));
    marbre_json_member_string(json, "summary", rule->summary);
    marbre_json_member_string(json, "message", rule->message);
    marbre_json_member_string(json, "help_uri", rule->help_uri);
    marbre_json_end_object(json);
}

static void
write_task(MarbreJson *json, const MarbreTaskInfo *task)
{
    g_auto(GStrv) judged = parts_of(task);
    static const char *const network[] = {"network", NULL};
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", task->id);
    marbre_json_member_string(json, "kind", task->kind == MBR_KIND_CHECK ? "check" : "action");
    marbre_json_member_string(json, "summary", task->summary);
    marbre_json_member_strv(json, "needs", (task->needs & MBR_NEEDS_NETWORK) != 0 ? network : NULL);
    marbre_json_member_strv(json, "judges", (const char *const *)judged);
    marbre_json_member_strv(json, "keys", (const char *const *)task->keys);
    marbre_json_member_array(json, "options");
    for (guint i = 0; i < task->options->len; i++)
        write_option(json, task->options->pdata[i]);
    marbre_json_end_array(json);
    marbre_json_member_array(json, "rules");
    for (guint i = 0; i < task->rules->len; i++)
        write_rule(json, task->rules->pdata[i]);
    marbre_json_end_array(json);
    marbre_json_end_object(json);
}

static void
show_json(const MarbrePluginInfo *info)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "id", info->id);
    marbre_json_member_string(json, "release", info->version);
    marbre_json_member_string(json, "license", info->license);
    marbre_json_member_string(json, "homepage", info->homepage);
    marbre_json_member_int(json, "needs_minor", info->needs_minor);
    marbre_json_member_string(json, "path", info->path);
    marbre_json_member_string(json, "digest", info->digest);
    marbre_json_member_array(json, "tasks");
    for (guint i = 0; i < info->tasks->len; i++)
        write_task(json, g_ptr_array_index(info->tasks, i));
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
show_text(const MarbreCli *cli, const MarbrePluginInfo *info)
{
    const char *const langs[] = {cli->lang, NULL};
    g_autoptr(MarbreCatalogue) words = marbre_plugin_words(info, langs);
    printf("%s %s  %s\n%s\n%s\n", info->id, info->version, info->license,
           info->path == NULL ? "" : info->path, info->digest == NULL ? "" : info->digest);
    for (guint i = 0; i < info->tasks->len; i++)
        print_task(cli, g_ptr_array_index(info->tasks, i), words);
}

static MarbreExit
show(MarbreCli *cli, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePluginName) name = {0};
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_name_read(cli, word, &name, &error)
                                           ? marbre_plugin_describe(cli, &name, &error)
                                           : NULL;
    if (info == NULL)
        return marbre_cli_fail(error);
    if (g_strcmp0(cli->format, "schema") == 0) {
        const MarbreTaskInfo *task = marbre_plugin_choose(info, name.task, &error);
        if (task == NULL)
            return marbre_cli_fail(error);
        g_autofree char *schema = marbre_options_schema(task);
        fputs(schema, stdout);
    } else if (cli->json) {
        show_json(info);
    } else {
        show_text(cli, info);
    }
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_plugin_show(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    cli->formats = formats;
    cli->formats_shown = N_("text, json, or schema: the JSON Schema of a task's options");
    if (!marbre_cli_parse(cli, "PLUGIN[/TASK]", NULL, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("say which: marbre plugin show PLUGIN"));
    return show(cli, argv[1]);
}
