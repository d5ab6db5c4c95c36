/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "config.h"

#include "base/error.h"
#include "base/problem.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "newsroom/find.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

char *
marbre_cli_shown(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *shown = marbre_text_shown(*line);
        g_free(*line);
        *line = shown;
    }
    return g_strjoinv("\n", lines);
}

MarbreExit
marbre_cli_status(const GError *error)
{
    if (error->domain != MARBRE_ERROR)
        return MARBRE_EXIT_UNABLE;
    switch ((MarbreErrorCode)error->code) {
    case MARBRE_ERROR_REFUSED:
        return MARBRE_EXIT_NO;
    case MARBRE_ERROR_USAGE:
    case MARBRE_ERROR_NOT_FOUND:
        return MARBRE_EXIT_USAGE;
    case MARBRE_ERROR_BUSY:
        return MARBRE_EXIT_AGAIN;
    case MARBRE_ERROR_FAILED:
    case MARBRE_ERROR_INVALID:
        return MARBRE_EXIT_UNABLE;
    }
    return MARBRE_EXIT_UNABLE;
}

MarbreExit
marbre_cli_fail(const GError *error)
{
    g_autofree char *shown = marbre_cli_shown(error->message);
    fprintf(stderr, "marbre: %s\n", shown);
    return marbre_cli_status(error);
}

MarbreExit
marbre_cli_usage(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *shown = marbre_cli_shown(message);
    fprintf(stderr, "marbre: %s\n", shown);
    return MARBRE_EXIT_USAGE;
}

MarbreExit
marbre_cli_worse(MarbreExit one, MarbreExit other)
{
    /* 2 before 4 before 3 before 1 before 0 */
    static const int weight[] = {0, 1, 4, 2, 3};
    return weight[one] >= weight[other] ? one : other;
}

static bool
take_format(const char *format, MarbreCli *cli)
{
    if (format == NULL || strcmp(format, "text") == 0)
        return true;
    cli->json = strcmp(format, "json") == 0;
    return cli->json;
}

/* GLib leaves `--` in place where a word behind it begins with a hyphen. */
static void
drop_separator(int *argc, char **argv)
{
    for (int i = 1; i < *argc; i++)
        if (strcmp(argv[i], "--") == 0) {
            memmove(argv + i, argv + i + 1, (size_t)(*argc - i) * sizeof *argv);
            (*argc)--;
            return;
        }
}

bool
marbre_cli_parse(MarbreCli *cli,
                 const char *usage,
                 GOptionEntry *entries,
                 bool writes,
                 int *argc,
                 char ***argv,
                 MarbreExit *ret_exit)
{
    g_autofree char *format = NULL;
    gboolean dry_run = FALSE;
    const GOptionEntry common[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT")},
        {"dry-run", 'n', writes ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &dry_run,
         N_("say what would happen, change nothing"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("marbre %s", (*argv)[0]);
    g_set_prgname(name);
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, common, GETTEXT_PACKAGE);
    g_option_context_set_help_enabled(context, FALSE);
    for (int i = 1; i < *argc && strcmp((*argv)[i], "--") != 0; i++)
        if (strcmp((*argv)[i], "--help") == 0 || strcmp((*argv)[i], "-h") == 0) {
            g_autofree char *help = marbre_help_of(name, usage, entries, common);
            fputs(help, stdout);
            *ret_exit = MARBRE_EXIT_YES;
            return false;
        }
    if (!g_option_context_parse(context, argc, argv, &error)) {
        g_autofree char *mistake = marbre_help_mistake(name, error);
        *ret_exit = marbre_cli_usage("%s", mistake);
        return false;
    }
    drop_separator(argc, *argv);
    if (!take_format(format, cli)) {
        *ret_exit = marbre_cli_usage(_("there is no format “%s” here; text and json are"), format);
        return false;
    }
    cli->dry_run = dry_run;
    if (dry_run && !writes) {
        *ret_exit = marbre_cli_usage(_("--dry-run is for commands that write"));
        return false;
    }
    return true;
}

/* --- the newsroom ----------------------------------------------------------------------------- */

/* Where the command was called, from the newsroom's root. */
static char *
find_inside(const MarbreCli *cli)
{
    const char *top = marbre_store_get_workdir(cli->store);
    g_autofree char *here =
        g_canonicalize_filename(cli->directory == NULL ? "." : cli->directory, NULL);
    g_autofree char *real = realpath(here, NULL);
    if (top == NULL || real == NULL || !g_str_has_prefix(real, top))
        return g_strdup("");
    const char *rest = real + strlen(top);
    while (*rest == '/')
        rest++;
    return g_strdup(rest);
}

bool
marbre_cli_open(MarbreCli *cli, GError **error)
{
    if (cli->store != NULL)
        return true;
    cli->store = marbre_store_open(cli->directory == NULL ? "." : cli->directory, error);
    if (cli->store == NULL)
        return false;
    cli->inside = find_inside(cli);
    g_autofree char *what = NULL;
    if (!marbre_store_recover(cli->store, &what, error))
        return false;
    if (what != NULL)
        fprintf(stderr, "marbre: %s\n", what);
    return true;
}

MarbreNewsroom *
marbre_cli_tip(MarbreCli *cli, GError **error)
{
    if (!marbre_cli_open(cli, error))
        return NULL;
    MarbreNewsroom *tip = marbre_newsroom_tip(cli->store, cli->tip, error);
    g_clear_pointer(&cli->tip, marbre_newsroom_unref);
    cli->tip = cli->session.tip = tip;
    return tip == NULL ? NULL : marbre_newsroom_ref(tip);
}

static char **
allowed_plugins(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = cli->store == NULL ? NULL : marbre_cli_tip(cli, &error);
    return tip == NULL
               ? NULL
               : g_strdupv(marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->allow);
}

MarbrePool *
marbre_cli_pool(MarbreCli *cli)
{
    if (cli->pool != NULL)
        return cli->pool;
    g_autofree char *home = g_build_filename(g_get_user_data_dir(), NULL);
    g_auto(GStrv) folders = marbre_finder_search_path((const char *const *)cli->plugin_dirs,
                                                      secure_getenv("MARBRE_PLUGIN_PATH"), home);
    g_auto(GStrv) allow = allowed_plugins(cli);
    cli->finder = marbre_finder_new((const char *const *)folders, (const char *const *)allow);
    if (cli->store != NULL && marbre_store_get_workdir(cli->store) != NULL)
        marbre_finder_forbid(cli->finder, marbre_store_get_workdir(cli->store));
    if (cli->store != NULL)
        marbre_finder_forbid(cli->finder, marbre_store_get_gitdir(cli->store));
    const MarbrePoolSettings settings = {.finder = cli->finder, .in_process = cli->in_process};
    cli->pool = marbre_pool_new(&settings);
    return cli->pool;
}

MarbreKept *
marbre_cli_kept(MarbreCli *cli)
{
    /* What is found at an instant of trial holds for no other one, sooner or later. */
    if (cli->kept != NULL || cli->no_cache || cli->store == NULL || cli->at != NULL)
        return cli->kept;
    g_autofree char *own = marbre_store_own_dir(cli->store, NULL);
    g_autofree char *dir = own == NULL ? NULL : g_build_filename(own, "kept", NULL);
    cli->kept = dir == NULL ? NULL : marbre_kept_open(dir);
    return cli->kept;
}

MarbreRoll *
marbre_cli_roll(MarbreCli *cli, const MarbrePolicy *policy)
{
    g_autofree char *own = cli->no_cache ? NULL : marbre_store_own_dir(cli->store, NULL);
    if (own == NULL)
        return NULL;
    g_autofree char *path = g_build_filename(own, "roll", NULL);
    return marbre_roll_of(path, policy);
}

bool
marbre_cli_now(MarbreCli *cli, GTimeZone *zone, int64_t *ret_now, GError **error)
{
    int64_t first = time(NULL), after = 0;
    if (cli->at != NULL && !marbre_moment_parse(cli->at, zone, &first, &after)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--at: “%s” is no instant; write it as 2026-03-19T06:00:00+01:00"), cli->at);
        return false;
    }
    *ret_now = first;
    return true;
}

/* --- who -------------------------------------------------------------------------------------- */

static char *
who(MarbreCli *cli, const char *variable, const char *key)
{
    const char *value = getenv(variable);
    if (value != NULL && *value != '\0')
        return g_strdup(value);
    return marbre_store_config_get(cli->store, key);
}

/* git's dates in the environment: "@SECONDS +ZONE", "SECONDS +ZONE" or RFC 3339. */
static bool
read_git_date(const char *text, MarbreInstant *ret_instant)
{
    if (text == NULL || *text == '\0')
        return false;
    if (marbre_instant_parse(text, ret_instant))
        return true;
    char *end = NULL;
    int64_t seconds = g_ascii_strtoll(*text == '@' ? text + 1 : text, &end, 10);
    int zone = end != NULL && *end == ' ' ? atoi(end + 1) : 0;
    if (end == NULL || (*end != ' ' && *end != '\0') || end == text)
        return false;
    *ret_instant = (MarbreInstant){seconds, (zone / 100) * 60 + zone % 100};
    return true;
}

bool
marbre_cli_session(MarbreCli *cli, GError **error)
{
    MarbreInstant at = {0, 0};
    if (!marbre_cli_open(cli, error))
        return false;
    if (cli->session.store != NULL)
        return true;
    cli->email = who(cli, "GIT_AUTHOR_EMAIL", "user.email");
    cli->name = who(cli, "GIT_AUTHOR_NAME", "user.name");
    if (cli->email == NULL || *cli->email == '\0') {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("git does not know your e-mail address; tell it once with: "
                      "git config --global user.email YOU@EXAMPLE.ORG"));
        return false;
    }
    if (cli->name == NULL || *cli->name == '\0') {
        g_free(cli->name);
        cli->name = g_strdup(cli->email);
    }
    int64_t now = 0;
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    if (!marbre_cli_now(cli, utc, &now, error))
        return false;
    if (cli->at == NULL && read_git_date(getenv("GIT_AUTHOR_DATE"), &at))
        now = at.seconds;
    const char *name = getenv("GIT_COMMITTER_NAME"), *email = getenv("GIT_COMMITTER_EMAIL");
    if (email != NULL && *email != '\0') {
        MarbreInstant when = {now, 0};
        (void)read_git_date(getenv("GIT_COMMITTER_DATE"), &when); /* else the same instant */
        cli->committer =
            marbre_signature_new(name == NULL || *name == '\0' ? email : name, email, when);
    }
    cli->session = (MarbreSession){.store = cli->store,
                                   .pool = marbre_cli_pool(cli),
                                   .kept = marbre_cli_kept(cli),
                                   .name = cli->name,
                                   .email = cli->email,
                                   .committer = cli->committer,
                                   .now = now,
                                   .lang = cli->lang,
                                   .dry_run = cli->dry_run};
    cli->session.tip = cli->tip; /* the pool has loaded it */
    return true;
}

void
marbre_cli_clear(MarbreCli *cli)
{
    g_clear_pointer(&cli->pool, marbre_pool_free);
    g_clear_pointer(&cli->finder, marbre_finder_unref);
    g_clear_pointer(&cli->kept, marbre_kept_free);
    g_clear_pointer(&cli->tip, marbre_newsroom_unref);
    g_clear_pointer(&cli->store, marbre_store_unref);
    g_clear_pointer(&cli->committer, marbre_signature_free);
    g_free(cli->name);
    g_free(cli->email);
    g_free(cli->inside);
    g_free(cli->directory);
    g_free(cli->lang);
    g_free(cli->at);
    g_strfreev(cli->plugin_dirs);
}

/* --- articles --------------------------------------------------------------------------------- */

/* A path from where one stands, as one from the root; NULL where it leads out of the newsroom. */
static char *
from_root(const MarbreCli *cli, const char *word)
{
    g_autofree char *start = g_strdup_printf("/%s", cli->inside);
    const char *top = marbre_store_get_workdir(cli->store);
    if (g_path_is_absolute(word)) {
        g_autofree char *absolute = g_canonicalize_filename(word, "/");
        if (top == NULL || !g_str_has_prefix(absolute, top) || absolute[strlen(top)] != '/')
            return NULL;
        return g_strdup(absolute + strlen(top) + 1);
    }
    g_autofree char *path = g_canonicalize_filename(word, start);
    return g_strdup(path + 1);
}

static char *
find_in(MarbreCli *cli, MarbreNewsroom *newsroom, const char *word, GError **error)
{
    g_autofree char *path = from_root(cli, word);
    if (path != NULL && strcmp(path, word) != 0) {
        char *folder = marbre_newsroom_find(newsroom, NULL, path, NULL);
        if (folder != NULL)
            return folder;
    }
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, marbre_newsroom_get_policy(newsroom));
    return marbre_newsroom_find(newsroom, roll, word, error);
}

char *
marbre_cli_article(MarbreCli *cli, MarbreNewsroom *tip, const char *word, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *folder = find_in(cli, tip, word, &reason);
    if (folder != NULL)
        return g_steal_pointer(&folder);
    /* A bundle that no commit has yet is an article all the same. */
    if (!marbre_store_is_bare(cli->store) && marbre_store_is_on_branch(cli->store)) {
        g_autoptr(MarbreSnapshot) files = marbre_snapshot_worktree(cli->store, NULL);
        g_autoptr(MarbreNewsroom) lying =
            files == NULL ? NULL
                          : marbre_newsroom_new_with_policy(cli->store, files,
                                                            marbre_newsroom_get_policy(tip));
        folder = lying == NULL ? NULL : find_in(cli, lying, word, NULL);
    }
    if (folder == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return g_steal_pointer(&folder);
}

GPtrArray *
marbre_cli_articles(MarbreCli *cli, MarbreNewsroom *tip, char *const *words, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    for (; *words != NULL; words++) {
        g_autofree char *folder = marbre_cli_article(cli, tip, *words, error);
        if (folder == NULL)
            return NULL;
        if (!g_ptr_array_find_with_equal_func(folders, folder, g_str_equal, NULL))
            g_ptr_array_add(folders, g_steal_pointer(&folder));
    }
    return g_steal_pointer(&folders);
}

/* --- words ------------------------------------------------------------------------------------ */

/* The folder of the plugin that a rule belongs to; NULL for the engine's own. */
static char *
folder_of_rule(MarbreCli *cli, const char *id)
{
    g_autofree char *path = NULL;
    int fd = marbre_finder_open(cli->finder, id, &path, NULL, NULL);
    if (fd < 0)
        return NULL;
    close(fd);
    return g_path_get_dirname(path);
}

MarbreMessages *
marbre_cli_messages(MarbreCli *cli, const GPtrArray *findings)
{
    const char *const langs[] = {cli->lang, NULL};
    MarbreMessages *messages = marbre_messages_new(cli->lang);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; cli->finder != NULL && i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        const char *slash = strchr(finding->rule, '/');
        g_autofree char *id = g_strndup(finding->rule, (size_t)(slash - finding->rule));
        if (strcmp(id, "marbre") == 0 || !g_hash_table_add(seen, g_strdup(id)))
            continue;
        g_autofree char *dir = folder_of_rule(cli, id);
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autoptr(MarbreCatalogue) catalogue =
            dir == NULL ? NULL : marbre_catalogue_load(dir, id, langs, problems);
        if (catalogue != NULL)
            marbre_messages_add(messages, catalogue);
    }
    return messages;
}

unsigned
marbre_cli_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return MIN(size.ws_col, 120);
    return 80;
}

char *
marbre_cli_paint(const MarbreCli *cli, const char *code, const char *text)
{
    return cli->colour ? g_strdup_printf("\033[%sm%s\033[0m", code, text) : g_strdup(text);
}

char *
marbre_cli_quoted(const char *title)
{
    g_autofree char *shown = marbre_text_shown(title);
    return g_strdup_printf(_("“%s”"), shown);
}

void
marbre_cli_progress(void *user, size_t done, size_t of)
{
    static int64_t last;
    int64_t now = g_get_monotonic_time();
    if (!isatty(STDERR_FILENO) || of < 50)
        return;
    if (done >= of)
        fprintf(stderr, "\r\033[K");
    else if (now - last > 100000) {
        last = now;
        fputc('\r', stderr);
        fprintf(stderr, _("checking %zu of %zu"), done, of);
        fputc(' ', stderr);
    }
}
