/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_rendered(bool rendered)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_bool(json, "rendered", rendered);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

/* The branch of rendered output, brought up where it lags. */
static MarbreExit
render(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    bool done = false;
    if (!marbre_desk_render(&cli->session, &done, &error))
        return marbre_cli_fail(error);
    if (cli->json)
        print_rendered(done && !cli->dry_run);
    else if (done)
        printf(cli->dry_run ? _("The site would be rendered again.\n")
                            : _("The site is rendered again.\n"));
    else
        printf(_("The site shows all that is published.\n"));
    return MARBRE_EXIT_YES;
}

static MarbreExit export(MarbreCli *cli, const char *dir)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    const char *branch = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->published;
    if (cli->dry_run)
        return MARBRE_EXIT_YES;
    if (!marbre_site_export(cli->store, branch, dir, &error))
        return marbre_cli_fail(error);
    if (!cli->json)
        printf(_("The site is in %s.\n"), dir);
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_publish(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *dir = NULL, *message = NULL;
    GOptionEntry entries[] = {{"to", 0, 0, G_OPTION_ARG_FILENAME, &dir,
                               N_("write the site into this folder as well"), N_("DIR")},
                              {"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("what to remember of it"), N_("WORDS")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[ARTICLE…] [--to DIR]"), entries, true, &argc, &argv, &status))
        return status;
    const MarbreRequest request = {
        .move = MARBRE_MOVE_PUBLISH, .message = message, .together = true};
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    status = argc > 1 ? marbre_moves_run(cli, &request, argv + 1) : render(cli);
    if (status == MARBRE_EXIT_YES && dir != NULL)
        status = export(cli, dir);
    return status;
}
