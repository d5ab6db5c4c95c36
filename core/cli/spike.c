/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_spike(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *why = NULL;
    GOptionEntry entries[] = {{"message", 'm', 0, G_OPTION_ARG_STRING, &why,
                               N_("why; whoever worked on it reads this"), N_("WHY")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE -m WHY"), entries, true, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one article at a time is spiked, each with its own reason: "
                                  "marbre spike ARTICLE -m WHY"));
    if (argc == 2 && (why == NULL || *why == '\0'))
        return marbre_cli_usage(_("say why: marbre spike ARTICLE -m WHY"));
    const MarbreRequest request = {.move = MARBRE_MOVE_SPIKE, .message = why};
    return marbre_moves_run(cli, &request, argv + 1);
}
