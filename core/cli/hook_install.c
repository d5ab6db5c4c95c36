/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/hooks.h"

#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "hook/install.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct {
    gboolean server;
    gboolean uninstall;
    char *trust;
    char *file;
} Options;

static void
print(const MarbreCli *cli, const GPtrArray *done)
{
    if (!cli->json) {
        for (guint i = 0; i < done->len; i++) {
            g_autofree char *shown = marbre_cli_shown(done->pdata[i]);
            printf("%s\n", shown);
        }
        return;
    }
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "done");
    for (guint i = 0; i < done->len; i++)
        marbre_json_string(json, done->pdata[i]);
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

/* Plugins are found again where they were found now, wherever git runs the hook. */
static char **
absolute_dirs(char *const *dirs)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (char *const *dir = dirs; *dir != NULL; dir++) {
        g_autofree char *path = g_canonicalize_filename(*dir, NULL);
        g_strv_builder_add(builder, path);
    }
    return g_strv_builder_end(builder);
}

static MarbreExit
install(MarbreCli *cli, const Options *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) done = g_ptr_array_new_with_free_func(g_free);
    g_auto(MarbreScript) script = {.program = g_file_read_link("/proc/self/exe", NULL),
                                   .plugin_dirs = absolute_dirs(cli->plugin_dirs)};
    if (script.program == NULL) {
        g_set_error(&error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("where marbre is can't be told: /proc is not there"));
        return marbre_cli_fail(error);
    }
    const MarbreInstall how = {.dir = cli->directory == NULL ? "." : cli->directory,
                               .server = options->server,
                               .trust = options->trust,
                               .file = options->file,
                               .script = &script,
                               .dry_run = cli->dry_run};
    bool good = options->uninstall ? marbre_hooks_uninstall(&how, done, &error)
                                   : marbre_hooks_install(&how, done, &error);
    print(cli, done);
    if (!good)
        return marbre_cli_fail(error);
    if (!cli->json && options->server && !options->uninstall && !cli->dry_run)
        printf(_("Whether the gate is closed now: marbre doctor --server\n"));
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_hook_install(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"server", 0, 0, G_OPTION_ARG_NONE, &options.server,
         N_("a server's: judge every push (else a clone's: pre-commit and pre-push)"), NULL},
        {"trust", 0, 0, G_OPTION_ARG_STRING, &options.trust,
         N_("the commit that the server takes on trust"), N_("COMMIT")},
        {"file", 0, 0, G_OPTION_ARG_FILENAME, &options.file,
         N_("with --server: write the hook into this file"), N_("FILE")},
        {"uninstall", 0, 0, G_OPTION_ARG_NONE, &options.uninstall, N_("take the hooks away again"),
         NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[--server --trust COMMIT] [--uninstall]"), entries, true, &argc,
                          &argv, &status))
        return status;
    if (argc > 1)
        status = marbre_cli_usage(
            _("name no folder; the repository is the one at hand, or that of marbre -C DIR"));
    else if (!options.server && (options.trust != NULL || options.file != NULL))
        status = marbre_cli_usage(_("--trust and --file are for --server"));
    else
        status = install(cli, &options);
    g_free(options.trust);
    g_free(options.file);
    return status;
}
