/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_undo(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *message = NULL;
    GOptionEntry entries[] = {{"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("why; whoever has it reads this"), N_("WHY")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [-m WHY]"), entries, true, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one article at a time is taken back: marbre undo ARTICLE"));
    const MarbreRequest request = {.move = MARBRE_MOVE_UNDO, .message = message};
    return marbre_moves_run(cli, &request, argv + 1);
}
