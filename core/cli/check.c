/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "cli/baseline.h"
#include "cli/commands.h"
#include "cli/debts.h"
#include "cli/judged.h"
#include "cli/reports.h"
#include "cli/watching.h"
#include "newsroom/checking.h"
#include "report/fingerprint.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text",   "json",    "sarif",       "junit",
                                      "github", "rdjsonl", "codeclimate", NULL};

typedef struct {
    gboolean all;
    gboolean staged;
    gboolean in_process;
    gboolean debts;
    gboolean write_baseline;
    gboolean accept_new;
    gboolean watch;
    char *since;
    char *as;
    char *shard;
    char *baseline;
    char **reports;
    MarbreShare share;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->since);
    g_free(options->as);
    g_free(options->shard);
    g_free(options->baseline);
    g_strfreev(options->reports);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* What is judged, and by which rules. */
typedef struct {
    MarbreSnapshot *before; /* (nullable) --since: where the changes start */
    MarbreNewsroom *newsroom;
    MarbreSince *since; /* (nullable) */
} Case;

static void
case_clear(Case *self)
{
    marbre_snapshot_unref(self->before);
    marbre_newsroom_unref(self->newsroom);
    marbre_since_free(self->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

/* --- what is asked -----------------------------------------------------------------------------
 */

/* A mistake in the command line; NULL where there is none. */
static const char *
find_mistake(Options *options, bool named)
{
    bool part = named || options->since != NULL || options->staged || options->as != NULL ||
                options->shard != NULL;
    if (options->watch &&
        (!named || options->staged || options->reports != NULL || options->baseline != NULL))
        return _("--watch goes with the names of articles, and with none of --staged, --report and "
                 "--baseline");
    if (options->debts && (part || options->all || options->baseline != NULL))
        return _("--debts is about all articles, and goes with no other choice of them");
    if (named && (options->all || options->since != NULL))
        return _("name articles, or use --all or --since: not both");
    if (options->all && options->since != NULL)
        return _("use --all or --since: not both");
    if (options->shard != NULL && !marbre_share_parse(options->shard, &options->share))
        return _("--shard: write it as K/N, such as 2/4 for the second of four parts");
    if (options->shard != NULL && named)
        return _("--shard parts all articles or those of --since, not named ones");
    if (options->write_baseline && options->baseline == NULL)
        return _("--write-baseline: name the file with --baseline FILE");
    if (options->accept_new && !options->write_baseline)
        return _("--accept-new goes with --write-baseline");
    if (options->write_baseline && part)
        return _("--write-baseline needs the answer for every article: use it with --all alone");
    if (options->since != NULL && options->staged && strstr(options->since, "..") != NULL)
        return _("--since A..B judges B, --staged the index: not both");
    if (options->since != NULL && strstr(options->since, "...") != NULL)
        return _("--since: a range has two dots, A..B");
    return NULL;
}

/* --- the snapshot and its rules ----------------------------------------------------------------
 */

/* The snapshot that is meant: the index, a revision, the files as they lie, or the tip. */
static MarbreSnapshot *
choose_snapshot(MarbreCli *cli, const Options *options, GError **error)
{
    const char *dots = options->since == NULL ? NULL : strstr(options->since, "..");
    if (dots != NULL)
        return marbre_snapshot_commit(cli->store, dots[2] == '\0' ? "HEAD" : dots + 2, error);
    if (options->staged)
        return marbre_snapshot_index(cli->store, error);
    if (!marbre_store_is_bare(cli->store))
        return marbre_snapshot_worktree(cli->store, error);
    return marbre_snapshot_commit(cli->store, NULL, error);
}

/* The rules in force are those that stood before the changes: whoever makes them does not make
   their own rules. New ones have to be sound all the same. */
static bool
tell_policy(MarbreCli *cli, const Case *self, const char *from, GError **error)
{
    if (!marbre_since_has_policy(self->since))
        return true;
    g_autoptr(MarbreNewsroom) new =
        marbre_newsroom_new(cli->store, marbre_newsroom_get_snapshot(self->newsroom), error);
    if (new == NULL)
        return false;
    fprintf(stderr,
            _("marbre: the newsroom's rules have changed since %s; articles are judged by those "
              "that were in force then\n"),
            from);
    return true;
}

static bool
open_since(MarbreCli *cli, Case *self, const char *range, MarbreSnapshot *snapshot, GError **error)
{
    const char *dots = strstr(range, "..");
    g_autofree char *from =
        dots == NULL ? g_strdup(range) : g_strndup(range, (size_t)(dots - range));
    bool founded = false; /* before, there were rules; else those that it began with are in force */
    self->before = marbre_snapshot_commit(cli->store, *from == '\0' ? "HEAD" : from, error);
    if (self->before == NULL ||
        !marbre_snapshot_has(self->before, MARBRE_SETTINGS_PATH, &founded, error))
        return false;
    g_autoptr(MarbreNewsroom) then =
        marbre_newsroom_new(cli->store, founded ? self->before : snapshot, error);
    if (then == NULL) {
        g_prefix_error(error, "%s: ", from);
        return false;
    }
    MarbrePolicy *policy = marbre_newsroom_get_policy(then);
    cli->in_force = marbre_policy_ref(policy);
    self->newsroom = marbre_newsroom_new_with_policy(cli->store, snapshot, policy);
    self->since = marbre_since_new(self->before, self->newsroom, error);
    return self->since != NULL && (!founded || tell_policy(cli, self, from, error));
}

static bool
open_case(MarbreCli *cli, const Options *options, Case *self, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = choose_snapshot(cli, options, error);
    if (snapshot == NULL)
        return false;
    if (options->since != NULL)
        return open_since(cli, self, options->since, snapshot, error);
    self->newsroom = marbre_newsroom_new(cli->store, snapshot, error);
    return self->newsroom != NULL;
}

/* --- the answer --------------------------------------------------------------------------------
 */

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

static bool
answer(MarbreCli *cli,
       const Options *options,
       const MarbreCliReports *reports,
       MarbreCliJudged *judged,
       int64_t now,
       GError **error)
{
    MarbreReport report = marbre_cli_judged_report(judged, now);
    const MarbreFormat *format = marbre_format_find(cli->format == NULL ? "text" : cli->format);
    report.colour = cli->colour;
    report.width = marbre_cli_width();
    report.baseline = options->baseline != NULL;
    report.shard = options->share.number;
    report.shards = options->share.count;
    g_autofree char *text = format->write(&report, judged->findings);
    fputs(text, stdout);
    return marbre_cli_reports_write(reports, &report, judged->findings, error);
}

static bool
judge(MarbreCli *cli,
      const Options *options,
      char *const *words,
      const Case *self,
      MarbreCliJudged *judged,
      int64_t *ret_now,
      GError **error)
{
    bool named = words[0] != NULL;
    MarbrePolicy *policy = marbre_newsroom_get_policy(self->newsroom);
    const MarbreSettings *settings = marbre_policy_get_settings(policy);
    g_autoptr(GPtrArray) folders =
        named ? marbre_cli_articles(cli, self->newsroom, words, error) : NULL;
    if (named && folders == NULL)
        return false;
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, policy);
    if (marbre_cli_pool_known(cli, error) == NULL)
        return false;
    MarbreCheckSettings how = {.pool = cli->pool,
                               .kept = marbre_cli_kept(cli),
                               .roll = roll,
                               .now = {0, settings->timezone},
                               .scope = named ? MARBRE_SCOPE_EVERY : MARBRE_SCOPE_LEFT,
                               .as = options->as,
                               .share = options->share,
                               .since = self->since,
                               .progress = marbre_cli_progress};
    marbre_cli_judged_init(judged, cli, self->newsroom);
    if (!marbre_cli_now(cli, settings->zone, &how.now.seconds, error) ||
        !marbre_check(self->newsroom, &how, folders, marbre_cli_judged_add, judged, error))
        return false;
    marbre_cli_judged_end(judged);
    *ret_now = how.now.seconds;
    return true;
}

/* A question and its answer. */
static MarbreExit
ask(MarbreCli *cli,
    const Options *options,
    char *const *words,
    const MarbreCliReports *reports,
    GPtrArray *ret_folders)
{
    g_autoptr(GError) error = NULL;
    g_auto(Case) self = {0};
    g_auto(MarbreCliJudged) judged = {0};
    g_auto(MarbreCliBaseline) baseline = {
        .file = options->baseline, .write = options->write_baseline, .accept = options->accept_new};
    int64_t now = 0;
    bool whole = words[0] == NULL && options->since == NULL && options->share.count == 0;
    if (!open_case(cli, options, &self, &error) ||
        !marbre_cli_baseline_open(&baseline, cli, self.before, &error) ||
        !judge(cli, options, words, &self, &judged, &now, &error) ||
        !marbre_cli_baseline_use(&baseline, &judged, whole, &error) ||
        !answer(cli, options, reports, &judged, now, &error))
        return marbre_cli_fail(error);
    for (guint i = 0; ret_folders != NULL && i < judged.articles->len; i++)
        g_ptr_array_add(
            ret_folders,
            g_build_filename(marbre_store_get_workdir(cli->store),
                             ((const MarbreReportedArticle *)judged.articles->pdata[i])->article,
                             NULL));
    warn_of_sandbox(cli);
    if (judged.incomplete)
        return MARBRE_EXIT_UNABLE;
    return marbre_findings_tally(judged.findings).now > 0 ? MARBRE_EXIT_NO : MARBRE_EXIT_YES;
}

/* What a round of the watch needs. */
typedef struct {
    MarbreCli *cli;
    const Options *options;
    char *const *words;
    const MarbreCliReports *reports;
} Watched;

/* Where a round fails, as when a file is gone for a moment, the folders stay those of the last. */
static MarbreExit
watch_round(void *user, GPtrArray *folders)
{
    const Watched *watched = user;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    MarbreExit status =
        ask(watched->cli, watched->options, watched->words, watched->reports, found);
    if (found->len > 0) {
        g_ptr_array_set_size(folders, 0);
        g_ptr_array_extend_and_steal(folders, g_steal_pointer(&found));
    }
    return status;
}

static MarbreExit
run(MarbreCli *cli, const Options *options, char *const *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreCliReports) reports = marbre_cli_reports_new(cli, options->reports, &error);
    if (reports == NULL || !marbre_cli_open(cli, &error))
        return marbre_cli_fail(error);
    cli->in_process = options->in_process;
    cli->keeps_descriptions = true;
    marbre_store_set_scan(cli->store, true);
    if (options->watch && marbre_store_is_bare(cli->store))
        return marbre_cli_usage(_("--watch: there are no files here to watch"));
    if (!options->watch)
        return ask(cli, options, words, reports, NULL);
    Watched watched = {cli, options, words, reports};
    return marbre_watch(watch_round, &watched);
}

MarbreExit
marbre_command_check(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_auto(Options) options = {0};
    GOptionEntry entries[] = {
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all,
         N_("every article, the rules of the stages it has left: what CI enforces"), NULL},
        {"since", 0, 0, G_OPTION_ARG_STRING, &options.since,
         N_("what changed since a revision, or from one to another, by the rules of the first"),
         N_("REV[..REV]")},
        {"staged", 0, 0, G_OPTION_ARG_NONE, &options.staged, N_("as git's index has it"), NULL},
        {"as", 0, 0, G_OPTION_ARG_STRING, &options.as, N_("as if the articles stood at this stage"),
         N_("STAGE")},
        {"shard", 0, 0, G_OPTION_ARG_STRING, &options.shard,
         N_("part K of N, for several machines side by side"), N_("K/N")},
        {"report", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.reports,
         N_("write a report into a file too; may be given again"), N_("FORMAT=FILE")},
        {"baseline", 0, 0, G_OPTION_ARG_STRING, &options.baseline,
         N_("fail only for what is not written down there"), N_("FILE")},
        {"write-baseline", 0, 0, G_OPTION_ARG_NONE, &options.write_baseline,
         N_("take out of the baseline what is over"), NULL},
        {"accept-new", 0, 0, G_OPTION_ARG_NONE, &options.accept_new,
         N_("put what is new into the baseline too"), NULL},
        {"debts", 0, 0, G_OPTION_ARG_NONE, &options.debts,
         N_("approvals owed by a deadline, and nothing else; fails once one is overdue"), NULL},
        {"watch", 0, 0, G_OPTION_ARG_NONE, &options.watch, N_("again at each save, until Ctrl-C"),
         NULL},
        {"in-process", 0, 0, G_OPTION_ARG_NONE, &options.in_process,
         N_("run plugins in this process, for debuggers"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    cli->formats = formats;
    if (!marbre_cli_parse(cli, N_("ARTICLE… | [--all | --since REV[..REV] | --staged | --debts]"),
                          entries, false, &argc, &argv, &status))
        return status;
    const char *mistake = find_mistake(&options, argc > 1);
    if (mistake != NULL)
        return marbre_cli_usage("%s", mistake);
    if (options.debts && cli->format != NULL && strcmp(cli->format, "text") != 0 && !cli->json)
        return marbre_cli_usage(_("--debts is told as text or json"));
    return options.debts ? marbre_check_debts(cli) : run(cli, &options, argv + 1);
}
