/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_return(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *to = NULL, *why = NULL;
    GOptionEntry entries[] = {
        {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("the stage to go back to"), N_("STAGE")},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &why, N_("why; whoever gets it back reads this"),
         N_("WHY")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE --to STAGE -m WHY"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (to == NULL || why == NULL || *why == '\0')
        return marbre_cli_usage(
            _("say where it goes back to and why: marbre return ARTICLE --to STAGE -m WHY"));
    if (argc > 2)
        return marbre_cli_usage(_("one article at a time is sent back, each with its own reason: "
                                  "marbre return ARTICLE --to STAGE -m WHY"));
    const MarbreRequest request = {.move = MARBRE_MOVE_RETURN, .to = to, .message = why};
    return marbre_moves_run(cli, &request, argv + 1);
}
