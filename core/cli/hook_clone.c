/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/hooks.h"

#include "base/error.h"
#include "hook/git.h"
#include "hook/report.h"
#include "hook/staged.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static MarbreExit
say(MarbreReportKind kind, const GPtrArray *refusals)
{
    if (refusals->len == 0)
        return MARBRE_EXIT_YES;
    g_autofree char *text = marbre_push_report(kind, refusals);
    fputs(text, stderr);
    return MARBRE_EXIT_NO;
}

/* A clone's hook helps its user and guards nothing: a commit is not worth less for a newsroom that
   can't be read, and the server says so anyway. */
static bool
open_clone(MarbreCli *cli, GError **error)
{
    marbre_cli_know_reader(cli);
    cli->store = marbre_store_open(".", error);
    return cli->store != NULL;
}

MarbreExit
marbre_hook_pre_commit(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    static const char *const write_tree[] = {"write-tree", NULL};
    g_autofree char *tree = marbre_git_run(NULL, write_tree, NULL, &error);
    g_autofree char *merge =
        marbre_git_ask(NULL, "rev-parse", "-q", "--verify", "MERGE_HEAD", NULL);
    if (tree == NULL || !open_clone(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) refusals = marbre_staged_judge(cli->store, tree, merge != NULL, &error);
    return refusals == NULL ? marbre_cli_fail(error) : say(MARBRE_REPORT_COMMIT, refusals);
}

/* --- before a push -----------------------------------------------------------------------------
 */

/* "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID" as a server would be told: `OLD NEW REF`. Git's own
   lines end so; names hold no spaces. */
static char *
turn_round(const char *lines)
{
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    GString *turned = g_string_new(NULL);
    for (char **line = each; *line != NULL; line++) {
        g_auto(GStrv) words = g_strsplit(*line, " ", -1);
        if (g_strv_length(words) == 4)
            g_string_append_printf(turned, "%s %s %s\n", words[3], words[1], words[2]);
    }
    return g_string_free(turned, FALSE);
}

/* The newsroom's branch on the server: as is set here, as the server has it, or the one at hand. */
static char *
branch_of(MarbreStore *store, const char *remote)
{
    char *set = marbre_store_config_get(store, "marbre.branch");
    if (set != NULL)
        return set;
    g_autofree char *head = g_strdup_printf("refs/remotes/%s/HEAD", remote);
    g_autofree char *named = marbre_git_ask(NULL, "symbolic-ref", "-q", head, NULL);
    size_t size = strlen(head) - strlen("HEAD");
    if (named != NULL && strncmp(named, head, size) == 0)
        return g_strdup(named + size);
    return g_strdup(marbre_store_get_branch(store));
}

/* What the clone trusts; without that, what the server has taken already. */
static char *
trust_of(MarbreStore *store, const char *branch, const GPtrArray *moves)
{
    char *trust = marbre_store_config_get(store, "marbre.trust");
    g_autofree char *whole = g_strconcat("refs/heads/", branch, NULL);
    for (guint i = 0; trust == NULL && i < moves->len; i++) {
        const MarbreRefMove *move = g_ptr_array_index(moves, i);
        if (strcmp(move->ref, whole) == 0)
            trust = g_strdup(move->from);
    }
    return trust;
}

MarbreExit
marbre_hook_pre_push(MarbreCli *cli, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) lines = marbre_hook_input(&error);
    g_autofree char *turned = lines == NULL ? NULL : turn_round(lines->str);
    g_autoptr(GPtrArray) moves =
        turned == NULL ? NULL : marbre_push_parse(turned, strlen(turned), &error);
    if (moves == NULL || !open_clone(cli, &error))
        return marbre_cli_fail(error);
    g_autofree char *branch = branch_of(cli->store, argc > 1 ? argv[1] : "origin");
    g_autofree char *trust = branch == NULL ? NULL : trust_of(cli->store, branch, moves);
    if (trust == NULL) {
        fprintf(stderr, _("marbre: what the server will say can't be told: git config marbre.trust "
                          "is not set here\n"));
        return MARBRE_EXIT_YES;
    }
    const MarbrePushSettings settings = {.branch = branch,
                                         .trust = trust,
                                         .lang = cli->lang,
                                         .now = time(NULL),
                                         .rehearsal = true,
                                         .pool = marbre_cli_pool(cli)};
    g_autoptr(GPtrArray) refusals = marbre_push_judge(cli->store, &settings, moves, &error);
    return refusals == NULL ? marbre_cli_fail(error) : say(MARBRE_REPORT_REHEARSAL, refusals);
}
