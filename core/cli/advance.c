/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_advance(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *to = NULL, *message = NULL;
    gboolean urgent = FALSE;
    GOptionEntry entries[] = {
        {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("the stage to go to"), N_("STAGE")},
        {"urgent", 0, 0, G_OPTION_ARG_NONE, &urgent,
         N_("past all stages to the last one: their answers are owed, by a deadline"), NULL},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &message,
         N_("what to remember of it; why it can't wait"), N_("WORDS")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE… [--to STAGE] [--urgent -m WHY]"), entries, true, &argc,
                          &argv, &status))
        return status;
    const MarbreRequest request = {
        .move = MARBRE_MOVE_ADVANCE, .to = to, .message = message, .urgent = urgent};
    return marbre_moves_run(cli, &request, argv + 1);
}
