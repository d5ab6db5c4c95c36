/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/error.h"
#include "base/problem.h"
#include "cli/answer.h"
#include "cli/plugin_told.h"
#include "cli/plugin_tryout.h"
#include "yaml/document.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char **with;
    char *lang;
    gboolean in_process;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->with);
    g_free(options->lang);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    MarbreCli *cli;
    MarbreTryout *trial;
    MarbreTaskUse *use;
    GPtrArray *uses;
    MarbreMessages *messages;
    MarbreJson *json; /* (nullable) */
    guint next;       /* language */
    MarbreExit status;
} Run;

/* ---- the task and its options ---- */

static bool
exists(void *user, const char *path)
{
    MarbreTryout *trial = user;
    if (g_str_has_suffix(path, "/")) {
        g_autoptr(GPtrArray) names = trial->around.list(trial, path, NULL);
        return names != NULL;
    }
    g_autoptr(GBytes) bytes = trial->around.read(trial, path, NULL);
    return bytes != NULL;
}

/* Options as `--with` gives them, judged as those of a workflow are. */
static GVariant *
read_options(const MarbreTaskInfo *task, char **with, MarbreTryout *trial, GError **error)
{
    g_autofree char *text = marbre_options_from_words((const char *const *)with, error);
    if (text == NULL)
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan all = {0, strlen(text)};
    g_autoptr(MarbreYaml) doc =
        marbre_yaml_parse("--with", bytes, all, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = doc == NULL || *text == '\0' ? NULL : marbre_yaml_get_root(doc);
    g_autoptr(GVariant) options =
        doc == NULL ? NULL : marbre_options_check(task, doc, root, root, problems);
    if (options != NULL && root != NULL)
        (void)marbre_options_check_files(task, doc, root, exists, trial, problems);
    if (problems->len == 0)
        return g_steal_pointer(&options);
    const MarbreProblem *first = problems->pdata[0];
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, "--with: %s", first->message);
    return NULL;
}

/* ---- the run ---- */

static MarbreWork *
next_work(void *user)
{
    Run *run = user;
    const char *lang = run->trial->langs[run->next];
    if (lang == NULL)
        return NULL;
    run->next++;
    return marbre_work_new(run->trial->article, lang, run->uses, (void *)lang);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    Run *run = user;
    (void)use;
    g_autoptr(GPtrArray) findings = marbre_told_findings(run->trial, run->use, work->lang, outcome);
    const MarbreTold told = {run->trial, run->use, work->lang, outcome, run->messages, findings};
    if (run->json != NULL)
        marbre_told_write(&told, run->json);
    else
        marbre_told_print(&told);
    for (guint i = 0; i < findings->len; i++)
        if (((const MarbreFinding *)findings->pdata[i])->severity == MARBRE_SEVERITY_ERROR)
            run->status = marbre_cli_worse(run->status, MARBRE_EXIT_NO);
    if (outcome->status == MARBRE_OUTCOME_OK)
        return;
    run->status = MARBRE_EXIT_UNABLE;
    g_autofree char *shown = marbre_cli_shown(
        outcome->reason == NULL ? _("it gave no reason; ask whoever wrote the plugin")
                                : outcome->reason);
    if (run->json == NULL)
        fprintf(stderr, _("marbre: %s/%s could not judge this: %s\n"), run->use->plugin->id,
                run->use->task->id, shown);
}

static void
begin_json(Run *run)
{
    run->json = marbre_answer_begin();
    marbre_json_member_string(run->json, "plugin", run->use->plugin->id);
    marbre_json_member_string(run->json, "release", run->use->plugin->version);
    marbre_json_member_string(run->json, "task", run->use->task->id);
    marbre_json_member_string(run->json, "article", marbre_article_get_folder(run->trial->article));
    marbre_json_member_array(run->json, "runs");
}

static void
end_json(Run *run)
{
    marbre_json_end_array(run->json);
    marbre_answer_end(g_steal_pointer(&run->json));
}

/* The newsroom's own site is none of a trial's business: the article stands on one alone. */
static GVariant *
tell_site(void *user, const char *what, uint64_t index, const char *where)
{
    MarbreTryout *trial = user;
    return marbre_one_site_tell(&trial->site, what, index, where);
}

static MarbreExit
try(MarbreCli *cli, MarbrePluginInfo *info, MarbreTaskUse *use, MarbreTryout *trial)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) uses = g_ptr_array_new();
    g_autoptr(MarbreMessages) messages = marbre_messages_new(cli->lang);
    const char *const langs[] = {cli->lang, NULL};
    g_autoptr(MarbreCatalogue) words = marbre_plugin_words(info, langs);
    MarbreMoment now = {0, trial->zone};
    Run run = {cli, trial, use, uses, messages, NULL, 0, MARBRE_EXIT_YES};
    g_ptr_array_add(uses, use);
    marbre_messages_add(messages, words);
    if (!marbre_cli_now(cli, trial->clock, &now.seconds, &error))
        return marbre_cli_fail(error);
    if (use->task->kind == MBR_KIND_ACTION)
        trial->around.site = tell_site;
    if (cli->json)
        begin_json(&run);
    if (!marbre_pool_run(cli->pool, next_work, take_outcome, &run, &trial->around, now, &error))
        run.status = marbre_cli_fail(error);
    if (run.json != NULL)
        end_json(&run);
    return run.status;
}

static MarbreExit
run(MarbreCli *cli, const Options *options, char *const *words)
{
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePluginName) name = {0};
    g_auto(MarbreTryout) trial = {0};
    if (!marbre_plugin_name_read(cli, words[0], &name, &error))
        return marbre_cli_fail(error);
    cli->in_process = options->in_process;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_describe(cli, &name, &error);
    const MarbreTaskInfo *task =
        info == NULL ? NULL : marbre_plugin_choose(info, name.task, &error);
    if (task == NULL || !marbre_tryout_open(cli, words[1], options->lang, &trial, &error))
        return marbre_cli_fail(error);
    g_autoptr(GVariant) given = read_options(task, options->with, &trial, &error);
    if (given == NULL)
        return marbre_cli_fail(error);
    /* Whoever tries a task by hand grants it what it asks for. */
    g_autoptr(MarbreTaskUse) use = marbre_task_use_new(info, task, given, task->needs);
    return try(cli, info, use, &trial);
}

MarbreExit
marbre_plugin_run(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_auto(Options) options = {0};
    GOptionEntry entries[] = {
        {"with", 'w', 0, G_OPTION_ARG_STRING_ARRAY, &options.with,
         N_("an option of the task; may be given again"), N_("KEY=VALUE")},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options.lang, N_("in this language only"), N_("LANG")},
        {"in-process", 0, 0, G_OPTION_ARG_NONE, &options.in_process,
         N_("run the plugin in this process, for debuggers"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("PLUGIN[/TASK] ARTICLE|FILE"), entries, false, &argc, &argv,
                          &status))
        return status;
    if (argc != 3)
        return marbre_cli_usage(_("say which task, and on what: marbre plugin run PLUGIN/TASK "
                                  "ARTICLE"));
    return run(cli, &options, argv + 1);
}
