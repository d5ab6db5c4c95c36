/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "cli/commands.h"
#include "finding/report.h"
#include "newsroom/before.h"
#include "newsroom/checking.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What the checks of a run come to. */
typedef struct {
    MarbreCli *cli;
    MarbreNewsroom *newsroom;
    GPtrArray *findings;
    GHashTable *titles;    /* folder to title, where there are findings */
    GHashTable *workflows; /* folder to MarbreWorkflow (not owned), likewise */
    uint64_t articles;
    bool incomplete;
} Sum;

static void
add_checked(void *user, const MarbreChecked *checked)
{
    Sum *sum = user;
    sum->articles++;
    sum->incomplete = sum->incomplete || checked->incomplete;
    if (checked->findings->len == 0)
        return;
    g_hash_table_insert(sum->titles, g_strdup(checked->folder), g_strdup(checked->title));
    g_hash_table_insert(sum->workflows, g_strdup(checked->folder), (gpointer)checked->workflow);
    for (guint i = 0; i < checked->findings->len; i++)
        g_ptr_array_add(sum->findings, marbre_finding_ref(g_ptr_array_index(checked->findings, i)));
}

static char *
title_of(void *user, const char *article)
{
    return g_strdup(g_hash_table_lookup(((Sum *)user)->titles, article));
}

static char *
stage_of(void *user, const char *article, const char *stage)
{
    Sum *sum = user;
    const MarbreWorkflow *workflow = g_hash_table_lookup(sum->workflows, article);
    const MarbreStage *found = workflow == NULL ? NULL : marbre_workflow_stage(workflow, stage);
    return found == NULL ? NULL : g_strdup(marbre_stage_title(found, sum->cli->lang));
}

static GBytes *
source_of(void *user, const char *path)
{
    Sum *sum = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(sum->newsroom), path,
                                MARBRE_COPY_LIMIT, NULL);
}

static void
print(const Sum *sum)
{
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(sum->cli, sum->findings);
    const MarbreReport report = {.messages = messages,
                                 .articles = sum->articles,
                                 .colour = sum->cli->colour,
                                 .width = marbre_cli_width(),
                                 .title = title_of,
                                 .stage = stage_of,
                                 .source = source_of,
                                 .user = (void *)sum};
    g_autofree char *text = sum->cli->json ? marbre_report_json(&report, sum->findings)
                                           : marbre_report_text(&report, sum->findings);
    fputs(text, stdout);
}

/* What the kernel lacks to lock plugins in is said where they ran, never pretended. */
static void
warn_of_sandbox(MarbreCli *cli)
{
    MarbreSandbox sandbox = marbre_pool_get_sandbox(cli->pool);
    if (cli->in_process || marbre_sandbox_is_whole(&sandbox))
        return;
    g_auto(GStrv) lacking = marbre_sandbox_report(&sandbox);
    for (char **line = lacking; *line != NULL; line++)
        fprintf(stderr, "marbre: %s\n", *line);
}

/* The snapshot that is meant: the index, a revision, the files as they lie, or the tip. */
static MarbreSnapshot *
choose_snapshot(MarbreCli *cli, bool staged, GError **error)
{
    if (staged)
        return marbre_snapshot_index(cli->store, error);
    if (!marbre_store_is_bare(cli->store))
        return marbre_snapshot_worktree(cli->store, error);
    return marbre_snapshot_commit(cli->store, NULL, error);
}

/* --- articles that changed since a revision -----------------------------------------------------
 */

typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *folders;
    bool policy; /* a rule or a glossary changed: every article is concerned */
} Changed;

static bool
add_changed(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Changed *changed = user;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(changed->newsroom));
    g_autofree char *below = g_strconcat(settings->articles, "/", NULL);
    if (!g_str_has_prefix(path, below)) {
        changed->policy = changed->policy || (g_str_has_suffix(path, ".yaml") &&
                                              !marbre_settings_is_before(settings, path));
        return true;
    }
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(changed->newsroom), folder, NULL);
    if (entries != NULL && marbre_before_is_article(changed->newsroom, folder, entries) &&
        !g_ptr_array_find_with_equal_func(changed->folders, folder, g_str_equal, NULL))
        g_ptr_array_add(changed->folders, g_steal_pointer(&folder));
    return true;
}

/* NULL with `error` unset: every article. */
static GPtrArray *
changed_since(MarbreCli *cli, MarbreNewsroom *newsroom, const char *rev, GError **error)
{
    g_autoptr(MarbreSnapshot) before = marbre_snapshot_commit(cli->store, rev, error);
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    Changed changed = {newsroom, folders, false};
    if (before == NULL || !marbre_snapshot_diff(before, marbre_newsroom_get_snapshot(newsroom),
                                                NULL, add_changed, &changed, error))
        return NULL;
    return changed.policy ? NULL : g_steal_pointer(&folders);
}

typedef struct {
    gboolean all;
    gboolean staged;
    gboolean in_process;
    char *since;
    char *as;
} Options;

static MarbreExit
run(MarbreCli *cli, const Options *options, char *const *words)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_open(cli, &error))
        return marbre_cli_fail(error);
    cli->in_process = options->in_process;
    marbre_store_set_scan(cli->store, true);
    g_autoptr(MarbreSnapshot) snapshot = choose_snapshot(cli, options->staged, &error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(cli->store, snapshot, &error);
    if (newsroom == NULL)
        return marbre_cli_fail(error);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    bool every = words[0] != NULL;
    g_autoptr(GPtrArray) folders = NULL;
    if (every)
        folders = marbre_cli_articles(cli, newsroom, words, &error);
    else if (options->since != NULL)
        folders = changed_since(cli, newsroom, options->since, &error);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, marbre_newsroom_get_policy(newsroom));
    MarbreCheckSettings how = {.pool = marbre_cli_pool(cli),
                               .kept = marbre_cli_kept(cli),
                               .roll = roll,
                               .now = {0, settings->timezone},
                               .scope = every ? MARBRE_SCOPE_EVERY : MARBRE_SCOPE_LEFT,
                               .as = options->as,
                               .progress = marbre_cli_progress};
    g_autoptr(GHashTable) titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) workflows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    Sum sum = {cli, newsroom, findings, titles, workflows, 0, false};
    if (error != NULL || !marbre_cli_now(cli, settings->zone, &how.now.seconds, &error) ||
        !marbre_check(newsroom, &how, folders, add_checked, &sum, &error))
        return marbre_cli_fail(error);
    marbre_findings_sort(findings);
    print(&sum);
    warn_of_sandbox(cli);
    if (sum.incomplete)
        return MARBRE_EXIT_UNABLE;
    return marbre_findings_tally(findings).now > 0 ? MARBRE_EXIT_NO : MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_check(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all,
         N_("every article, the rules of the stages it has left: what CI enforces"), NULL},
        {"since", 0, 0, G_OPTION_ARG_STRING, &options.since,
         N_("the articles that changed since a revision"), N_("REV")},
        {"staged", 0, 0, G_OPTION_ARG_NONE, &options.staged, N_("as git's index has it"), NULL},
        {"as", 0, 0, G_OPTION_ARG_STRING, &options.as, N_("as if the articles stood at this stage"),
         N_("STAGE")},
        {"in-process", 0, 0, G_OPTION_ARG_NONE, &options.in_process,
         N_("run plugins in this process, for debuggers"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE… | [--all | --since REV | --staged]"), entries, false,
                          &argc, &argv, &status))
        return status;
    if (argc > 1 && (options.all || options.since != NULL))
        status = marbre_cli_usage(_("name articles, or use --all or --since: not both"));
    else
        status = run(cli, &options, argv + 1);
    g_free(options.since);
    g_free(options.as);
    return status;
}
