/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/approved.h"
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_approve(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *stage = NULL, *message = NULL;
    gboolean advance = FALSE, yes = FALSE;
    GOptionEntry entries[] = {
        {"stage", 0, 0, G_OPTION_ARG_STRING, &stage, N_("the stage to answer for"), N_("STAGE")},
        {"advance", 0, 0, G_OPTION_ARG_NONE, &advance, N_("and move it on"), NULL},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &message,
         N_("what to remember of it; why, where it is published"), N_("WORDS")},
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("ask nothing"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [--stage STAGE] [--advance] [-m WORDS]"), entries, true,
                          &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(
            _("approve one article at a time, having read it: marbre approve ARTICLE"));
    if (argc == 2 && !yes && !marbre_approval_confirm(cli, argv[1], &status))
        return status;
    const MarbreRequest request = {.move = MARBRE_MOVE_APPROVE, .to = stage, .message = message};
    const MarbreRequest then = {.move = MARBRE_MOVE_ADVANCE};
    return marbre_moves_run_both(cli, &request, advance && !cli->dry_run ? &then : NULL, argv + 1);
}
