/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_restore(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *message = NULL;
    GOptionEntry entries[] = {{"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("what to remember of it"), N_("WORDS")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE"), entries, true, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one article at a time is restored: marbre restore ARTICLE"));
    const MarbreRequest request = {.move = MARBRE_MOVE_RESTORE, .message = message};
    return marbre_moves_run(cli, &request, argv + 1);
}
