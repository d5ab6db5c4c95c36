/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/hooks.h"

#include "base/error.h"
#include "hook/report.h"
#include "hook/settings.h"
#include "store/trace.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* More than any push has. */
#define LINES_LIMIT ((size_t)4 << 20)

/* --- what git says -----------------------------------------------------------------------------
 */

GString *
marbre_hook_input(GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    char part[4096];
    size_t size;
    while ((size = fread(part, 1, sizeof part, stdin)) > 0 && lines->len < LINES_LIMIT)
        g_string_append_len(lines, part, (gssize)size);
    if (!ferror(stdin) && lines->len < LINES_LIMIT)
        return g_steal_pointer(&lines);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("what git says can't be read, or has no end; this is run by git, with: marbre "
                  "hook install"));
    return NULL;
}

/* --- how long it may take ----------------------------------------------------------------------
 */

static char late[256];

static void
give_up(int number)
{
    (void)number;
    (void)!write(STDERR_FILENO, late, strlen(late)); /* there is nobody else to tell */
    _exit(MARBRE_EXIT_NO);
}

static bool
set_limit(MarbreStore *store, GError **error)
{
    unsigned seconds = 0;
    if (!marbre_server_seconds(store, &seconds, error))
        return false;
    (void)g_snprintf(
        late, sizeof late,
        g_dngettext(GETTEXT_PACKAGE,
                    "marbre: the push could not be judged within %u second, so it is refused\n",
                    "marbre: the push could not be judged within %u seconds, so it is refused\n",
                    seconds),
        seconds);
    (void)signal(SIGALRM, give_up);
    (void)alarm(seconds);
    return true;
}

/* --- the server's hook -------------------------------------------------------------------------
 */

static MarbreExit
say_refused(const GPtrArray *refusals)
{
    if (refusals->len == 0)
        return MARBRE_EXIT_YES;
    g_autofree char *text = marbre_push_report(MARBRE_REPORT_SERVER, refusals);
    fputs(text, stderr);
    return MARBRE_EXIT_NO;
}

/* Whatever stands in the way of judging, the push does not come in. */
static MarbreExit
say_unable(const GError *error)
{
    g_autofree char *shown = marbre_cli_shown(error->message);
    fprintf(stderr, _("marbre: the push could not be judged, so it is refused: %s\n"), shown);
    return MARBRE_EXIT_NO;
}

static GPtrArray *
judge_push(MarbreCli *cli, const GPtrArray *moves, GError **error)
{
    const char *branch = marbre_server_branch(cli->store, error);
    if (branch == NULL)
        return NULL;
    g_autofree char *lang =
        cli->told_language ? NULL : marbre_push_language(cli->store, branch, moves);
    if (lang != NULL)
        marbre_cli_speak(cli, lang);
    g_autofree char *trust = marbre_server_trust(cli->store, error);
    if (trust == NULL || !set_limit(cli->store, error))
        return NULL;
    const MarbrePushSettings settings = {.branch = branch,
                                         .trust = trust,
                                         .lang = cli->lang,
                                         .now = time(NULL),
                                         .pool = marbre_cli_pool(cli)};
    return marbre_push_judge(cli->store, &settings, moves, error);
}

static MarbreExit
pre_receive(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    const char *gitdir = getenv("GIT_DIR");
    g_autoptr(GString) lines = marbre_hook_input(&error);
    g_autoptr(GPtrArray) moves =
        lines == NULL ? NULL : marbre_push_parse(lines->str, lines->len, &error);
    if (moves == NULL)
        return say_unable(error);
    cli->store = marbre_store_open_hook(gitdir == NULL || *gitdir == '\0' ? "." : gitdir,
                                        getenv("GIT_QUARANTINE_PATH"), &error);
    /* Git has just hashed every object of the push itself, and the others when they came. */
    if (cli->store != NULL) {
        marbre_store_set_scan(cli->store, true);
        marbre_store_take_hints(cli->store); /* of the server's own folder, as the hook itself is */
    }
    g_autoptr(GPtrArray) refusals = cli->store == NULL ? NULL : judge_push(cli, moves, &error);
    return refusals == NULL ? say_unable(error) : say_refused(refusals);
}

/* The others are git's own names, for git to run. */
MarbreVerb marbre_hook_verbs[] = {
    {"install", "installer", "hook install", marbre_hook_install},
    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_hook(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    const char *which = argc > 1 ? argv[1] : "";
    if (argc == 3 && strcmp(argv[2], "--help") == 0 && g_str_has_prefix(which, "pre-")) {
        which = ""; /* a person asks: git itself gives none of them an option */
        argv[1] = argv[2];
        argc = 2;
    }
    if (strcmp(which, "pre-receive") == 0)
        return pre_receive(cli);
    if (strcmp(which, "pre-commit") == 0)
        return marbre_hook_pre_commit(cli);
    if (strcmp(which, "pre-push") == 0)
        return marbre_hook_pre_push(cli, argc - 1, argv + 1);
    if (marbre_cli_verb(cli, marbre_hook_verbs, argc, argv, &status))
        return status;
    if (!marbre_cli_parse(cli, "install | pre-receive | pre-commit | pre-push", NULL, false, &argc,
                          &argv, &status))
        return status;
    return marbre_cli_usage(_("marbre hook install [--server], or pre-receive, pre-commit or "
                              "pre-push, which git itself runs"));
}
