/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/hooks.h"

#include "base/error.h"
#include "hook/report.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* More than any push has. */
#define LINES_LIMIT ((size_t)4 << 20)
#define SECONDS_DEFAULT 60
#define SECONDS_MOST 3600

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
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("what git says can't be read"));
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

/* False with an error: a limit that can't be read is none. */
static bool
set_limit(MarbreStore *store, GError **error)
{
    g_autofree char *words = marbre_store_config_get(store, "marbre.hookTimeout");
    char *end = NULL;
    guint64 seconds = words == NULL ? SECONDS_DEFAULT : g_ascii_strtoull(words, &end, 10);
    if (seconds < 1 || seconds > SECONDS_MOST ||
        (words != NULL && (*end != '\0' || !g_ascii_isdigit(*words)))) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("marbre.hookTimeout is “%s”, which is no number of seconds from 1 to %d"),
                    words, SECONDS_MOST);
        return false;
    }
    (void)g_snprintf(
        late, sizeof late,
        _("marbre: the push could not be judged within %u seconds, so it is refused\n"),
        (unsigned)seconds);
    (void)signal(SIGALRM, give_up);
    (void)alarm((unsigned)seconds);
    return true;
}

/* --- the server's hook -------------------------------------------------------------------------
 */

/* What is trusted is a commit and no name that somebody could move. */
static char *
read_trust(MarbreStore *store, GError **error)
{
    g_autofree char *trust = marbre_store_config_get(store, "marbre.trust");
    if (trust != NULL && strlen(trust) == 40 && strspn(trust, "0123456789abcdef") == 40)
        return g_steal_pointer(&trust);
    if (trust == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which commit is to be trusted, so nothing can be judged; on "
                      "the server: git config marbre.trust COMMIT"));
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("marbre.trust is “%s”, and must be the whole id of a commit"), trust);
    return NULL;
}

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
    const char *branch = marbre_store_get_branch(cli->store);
    if (branch == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which branch is the newsroom's; on the server: git config "
                      "marbre.branch main"));
        return NULL;
    }
    g_autofree char *lang = marbre_push_language(cli->store, branch, moves);
    if (lang != NULL)
        marbre_cli_speak(cli, lang);
    g_autofree char *trust = read_trust(cli->store, error);
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
    g_autoptr(GPtrArray) refusals = cli->store == NULL ? NULL : judge_push(cli, moves, &error);
    return refusals == NULL ? say_unable(error) : say_refused(refusals);
}

MarbreExit
marbre_command_hook(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    static char install[] = "hook install";
    const char *which = argc > 1 ? argv[1] : "";
    if (strcmp(which, "pre-receive") == 0)
        return pre_receive(cli);
    if (strcmp(which, "pre-commit") == 0)
        return marbre_hook_pre_commit(cli);
    if (strcmp(which, "pre-push") == 0)
        return marbre_hook_pre_push(cli, argc - 1, argv + 1);
    if (strcmp(which, "install") == 0) {
        argv[1] = install;
        return marbre_hook_install(cli, argc - 1, argv + 1);
    }
    if (!marbre_cli_parse(cli, "install | pre-receive | pre-commit | pre-push", NULL, false, &argc,
                          &argv, &status))
        return status;
    return marbre_cli_usage(_("marbre hook install [--server], or pre-receive, pre-commit or "
                              "pre-push, which git itself runs"));
}
