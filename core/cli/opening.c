/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/error.h"
#include "cli/commands.h"
#include "newsroom/row.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
    if (cli->reader_store != NULL)
        cli->store = g_steal_pointer(&cli->reader_store);
    else
        cli->store = marbre_store_open(cli->directory == NULL ? "." : cli->directory, error);
    if (cli->store == NULL)
        return false;
    if (cli->tip == NULL)
        cli->tip = g_steal_pointer(&cli->reader_tip);
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

bool
marbre_cli_has_files(const MarbreCli *cli)
{
    return !marbre_store_is_bare(cli->store) && marbre_store_is_on_branch(cli->store);
}

MarbreNewsroom *
marbre_cli_files(MarbreCli *cli, MarbreNewsroom *tip, GError **error)
{
    const MarbreSession reader = {.store = cli->store};
    if (cli->files == NULL)
        cli->files = marbre_session_as_it_lies(&reader, tip, error);
    return cli->files;
}

/* Whether the branch is a newsroom's: else nothing there says which plugins may run. */
static bool
has_rules(MarbreStore *store)
{
    bool has = false;
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, NULL);
    /* What can't be read may hold them. */
    return tip == NULL || !marbre_snapshot_has(tip, MARBRE_SETTINGS_PATH, &has, NULL) || has;
}

/* The digests that the rules in force allow; NULL where they allow any, or with an error. */
static char **
allowed_plugins(MarbreCli *cli, GError **error)
{
    if (cli->in_force != NULL)
        return g_strdupv(marbre_policy_get_settings(cli->in_force)->allow);
    if (cli->store == NULL || !has_rules(cli->store))
        return NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, error);
    return tip == NULL
               ? NULL
               : g_strdupv(marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->allow);
}

/* Where it can't be known which plugins are allowed, none is, and `error` says why. */
static MarbreFinder *
open_finder(MarbreCli *cli, GError **error)
{
    g_autoptr(GError) unknown = NULL;
    g_auto(GStrv) folders =
        marbre_finder_search_path((const char *const *)cli->plugin_dirs,
                                  secure_getenv("MARBRE_PLUGIN_PATH"), g_get_user_data_dir());
    g_auto(GStrv) allow = allowed_plugins(cli, &unknown);
    MarbreFinder *finder =
        marbre_finder_new((const char *const *)folders, (const char *const *)allow);
    if (cli->store != NULL && marbre_store_get_workdir(cli->store) != NULL)
        marbre_finder_forbid(finder, marbre_store_get_workdir(cli->store));
    if (cli->store != NULL)
        marbre_finder_forbid(finder, marbre_store_get_gitdir(cli->store));
    if (unknown != NULL) {
        g_prefix_error(&unknown, "%s", _("which plugins this newsroom allows can't be known: "));
        marbre_finder_close(finder, unknown);
        g_propagate_error(error, g_steal_pointer(&unknown));
    }
    return finder;
}

MarbrePool *
marbre_cli_pool(MarbreCli *cli)
{
    if (cli->pool != NULL)
        return cli->pool;
    cli->finder = open_finder(cli, &cli->unknown);
    g_autofree char *own = !cli->keeps_descriptions || cli->no_cache || cli->store == NULL
                               ? NULL
                               : marbre_store_own_dir(cli->store, NULL);
    g_autofree char *described = own == NULL ? NULL : g_build_filename(own, "described", NULL);
    const MarbrePoolSettings settings = {
        .finder = cli->finder, .described = described, .in_process = cli->in_process};
    cli->pool = marbre_pool_new(&settings);
    return cli->pool;
}

MarbrePool *
marbre_cli_pool_known(MarbreCli *cli, GError **error)
{
    MarbrePool *pool = marbre_cli_pool(cli);
    if (!g_error_matches(cli->unknown, MARBRE_ERROR, MARBRE_ERROR_FAILED))
        return pool;
    g_propagate_error(error, g_error_copy(cli->unknown));
    return NULL;
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

char *
marbre_cli_who(MarbreStore *store, const char *variable, const char *key)
{
    const char *value = getenv(variable);
    if (value != NULL && *value != '\0')
        return g_strdup(value);
    return marbre_store_config_get(store, key);
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

static bool
is_true(const char *value)
{
    static const char *const words[] = {"true", "yes", "on", "1", NULL};
    return value != NULL && g_strv_contains(words, value);
}

/* The key that git signs with, where that is one of SSH's. What is wrong with it matters only where
   a signature is asked for. */
static void
open_signer(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *format = marbre_store_config_get(cli->store, "gpg.format");
    g_autofree char *key = marbre_store_config_get(cli->store, "user.signingkey");
    g_autofree char *program = marbre_store_config_get(cli->store, "gpg.ssh.program");
    g_autofree char *all = marbre_store_config_get(cli->store, "commit.gpgsign");
    if (key == NULL || *key == '\0')
        cli->keyless = g_strdup(_("git's user.signingkey names no key"));
    else if (g_strcmp0(format, "ssh") != 0)
        cli->keyless = g_strdup(_("git's gpg.format is not ssh"));
    else
        cli->signer = marbre_signer_new(key, program, &error);
    if (error != NULL)
        cli->keyless = g_strdup(error->message);
    cli->session.signer = cli->signer;
    cli->session.keyless = cli->keyless;
    cli->session.signs_all = is_true(all);
}

bool
marbre_cli_session(MarbreCli *cli, GError **error)
{
    MarbreInstant at = {0, 0};
    if (!marbre_cli_open(cli, error))
        return false;
    if (cli->session.store != NULL)
        return true;
    cli->email = marbre_cli_who(cli->store, "GIT_AUTHOR_EMAIL", "user.email");
    cli->name = marbre_cli_who(cli->store, "GIT_AUTHOR_NAME", "user.name");
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
    /* A retraction goes on without plugins, but not for a file that the machine could not read. */
    if (marbre_cli_pool_known(cli, error) == NULL)
        return false;
    cli->left_out = g_ptr_array_new_with_free_func(g_free);
    cli->session = (MarbreSession){.store = cli->store,
                                   .pool = cli->pool,
                                   .kept = marbre_cli_kept(cli),
                                   .name = cli->name,
                                   .email = cli->email,
                                   .committer = cli->committer,
                                   .now = now,
                                   .lang = cli->lang,
                                   .dry_run = cli->dry_run,
                                   .left_out = cli->left_out};
    cli->session.tip = cli->tip; /* the pool has loaded it */
    open_signer(cli);
    return true;
}

void
marbre_cli_clear(MarbreCli *cli)
{
    g_clear_pointer(&cli->pool, marbre_pool_free);
    g_clear_pointer(&cli->finder, marbre_finder_unref);
    g_clear_error(&cli->unknown);
    g_clear_pointer(&cli->kept, marbre_kept_free);
    g_clear_pointer(&cli->files, marbre_newsroom_unref);
    g_clear_pointer(&cli->tip, marbre_newsroom_unref);
    g_clear_pointer(&cli->store, marbre_store_unref);
    g_clear_pointer(&cli->reader_tip, marbre_newsroom_unref);
    g_clear_pointer(&cli->reader_store, marbre_store_unref);
    g_clear_pointer(&cli->committer, marbre_signature_free);
    g_clear_pointer(&cli->signer, marbre_signer_free);
    g_free(cli->keyless);
    g_clear_pointer(&cli->left_out, g_ptr_array_unref);
    g_clear_pointer(&cli->in_force, marbre_policy_unref);
    g_free(cli->format);
    g_free(cli->name);
    g_free(cli->email);
    g_free(cli->inside);
    g_free(cli->directory);
    g_free(cli->lang);
    g_free(cli->at);
    g_strfreev(cli->plugin_dirs);
}
