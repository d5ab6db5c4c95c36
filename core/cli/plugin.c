/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/text.h"
#include "cli/commands.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A file that was found, and what it declares where it could be asked. */
typedef struct {
    const MarbreFound *found;
    MarbrePluginInfo *info;
    char *problem;
} Line;

static Line
ask(MarbreCli *cli, const MarbreFound *found)
{
    Line line = {found, NULL, g_strdup(found->problem)};
    g_autoptr(GError) error = NULL;
    if (found->problem != NULL || found->hidden || found->id == NULL)
        return line;
    line.info = marbre_pool_describe(cli->pool, found->id, &error);
    if (line.info == NULL)
        line.problem = g_strdup(error->message);
    return line;
}

static void
write_line(MarbreJson *json, const Line *line)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", line->found->id);
    marbre_json_member_string(json, "path", line->found->path);
    marbre_json_member_string(json, "version", line->info == NULL ? NULL : line->info->version);
    marbre_json_member_string(json, "digest", line->found->digest);
    marbre_json_member_bool(json, "hidden", line->found->hidden);
    marbre_json_member_string(json, "problem", line->problem);
    marbre_json_end_object(json);
}

static void
print_line(const Line *line)
{
    const char *id = line->found->id == NULL ? "?" : line->found->id;
    g_autofree char *path = marbre_text_shown(line->found->path);
    g_autofree char *problem = line->problem == NULL ? NULL : marbre_text_shown(line->problem);
    if (line->found->hidden)
        printf(_("%s  hidden by another of this name: %s\n"), id, path);
    else if (problem != NULL)
        printf(_("%s  can't be used: %s\n"), id, problem);
    else
        printf("%s  %s  %s\n", id, line->info->version, path);
}

static MarbreExit
list(MarbreCli *cli)
{
    g_autoptr(GPtrArray) all = marbre_finder_list(cli->finder);
    MarbreJson *json = cli->json ? marbre_json_new() : NULL;
    if (json != NULL) {
        marbre_json_begin_object(json);
        marbre_json_member_int(json, "version", 1);
        marbre_json_member_array(json, "plugins");
    }
    for (guint i = 0; i < all->len; i++) {
        Line line = ask(cli, g_ptr_array_index(all, i));
        if (json != NULL)
            write_line(json, &line);
        else
            print_line(&line);
        marbre_plugin_info_unref(line.info);
        g_free(line.problem);
    }
    if (json != NULL) {
        marbre_json_end_array(json);
        marbre_json_end_object(json);
        g_autofree char *text = marbre_json_end(json);
        fputs(text, stdout);
    }
    return MARBRE_EXIT_YES;
}

/* --- show ------------------------------------------------------------------------------------- */

static MarbreCatalogue *
load_words(const MarbreCli *cli, const MarbrePluginInfo *info)
{
    const char *const langs[] = {cli->lang, NULL};
    g_autofree char *dir = g_path_get_dirname(info->path == NULL ? "." : info->path);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_catalogue_load(dir, info->id, langs, problems);
}

static void
show_task(const MarbreCli *cli, const MarbreTaskInfo *task, const MarbreCatalogue *words)
{
    g_autofree char *title = marbre_cli_paint(cli, "1", task->id);
    printf(_("\n%s (%s): %s\n"), title, task->kind == MBR_KIND_CHECK ? _("check") : _("action"),
           marbre_catalogue_task_summary(words, cli->lang, task->id, task->summary));
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        printf(_("  option %s: %s"), option->key,
               marbre_catalogue_option_summary(words, cli->lang, task->id, option->key,
                                               option->summary));
        if (option->fallback != NULL)
            printf(_(" (else: %s)"), option->fallback);
        putchar('\n');
    }
    for (guint i = 0; i < task->rules->len; i++) {
        const MarbreRuleInfo *rule = g_ptr_array_index(task->rules, i);
        printf(_("  %s  %s: %s\n"), marbre_severity_shown((MarbreSeverity)rule->severity), rule->id,
               marbre_catalogue_rule_summary(words, cli->lang, rule->id, rule->summary));
    }
}

static void
write_task(MarbreJson *json, const MarbreTaskInfo *task)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", task->id);
    marbre_json_member_string(json, "kind", task->kind == MBR_KIND_CHECK ? "check" : "action");
    marbre_json_member_string(json, "summary", task->summary);
    marbre_json_member_strv(json, "keys", (const char *const *)task->keys);
    marbre_json_member_array(json, "options");
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "key", option->key);
        marbre_json_member_string(json, "summary", option->summary);
        marbre_json_member_string(json, "fallback", option->fallback);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_member_array(json, "rules");
    for (guint i = 0; i < task->rules->len; i++) {
        const MarbreRuleInfo *rule = g_ptr_array_index(task->rules, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "id", rule->id);
        marbre_json_member_string(json, "severity",
                                  marbre_severity_name((MarbreSeverity)rule->severity));
        marbre_json_member_string(json, "summary", rule->summary);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
}

static void
show_json(const MarbrePluginInfo *info)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "id", info->id);
    marbre_json_member_string(json, "release", info->version);
    marbre_json_member_string(json, "license", info->license);
    marbre_json_member_string(json, "path", info->path);
    marbre_json_member_string(json, "digest", info->digest);
    marbre_json_member_array(json, "tasks");
    for (guint i = 0; i < info->tasks->len; i++)
        write_task(json, g_ptr_array_index(info->tasks, i));
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

static MarbreExit
show(MarbreCli *cli, const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(cli->pool, id, &error);
    if (info == NULL) {
        /* A file that is not to be trusted is as good as none: the newsroom was not asked. */
        if (error->domain == MARBRE_ERROR && error->code == MARBRE_ERROR_REFUSED)
            error->code = MARBRE_ERROR_USAGE;
        return marbre_cli_fail(error);
    }
    if (cli->json) {
        show_json(info);
        return MARBRE_EXIT_YES;
    }
    g_autoptr(MarbreCatalogue) words = load_words(cli, info);
    printf("%s %s  %s\n%s\n%s\n", info->id, info->version, info->license,
           info->path == NULL ? "" : info->path, info->digest == NULL ? "" : info->digest);
    for (guint i = 0; i < info->tasks->len; i++)
        show_task(cli, g_ptr_array_index(info->tasks, i), words);
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_plugin(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (!marbre_cli_parse(cli, N_("list | show ID"), NULL, false, &argc, &argv, &status))
        return status;
    /* Outside a newsroom plugins can be looked at all the same. */
    g_autoptr(GError) error = NULL;
    (void)marbre_cli_open(cli, &error);
    (void)marbre_cli_pool(cli);
    if (argc == 2 && strcmp(argv[1], "list") == 0)
        return list(cli);
    if (argc == 3 && strcmp(argv[1], "show") == 0)
        return show(cli, argv[2]);
    return marbre_cli_usage(_("marbre plugin list, or marbre plugin show ID"));
}
