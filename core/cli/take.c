/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_take(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *due = NULL, *message = NULL;
    GOptionEntry entries[] = {{"due", 0, 0, G_OPTION_ARG_STRING, &due,
                               N_("by when: 2026-03-31, or 2026-03-31T18:00"), N_("WHEN")},
                              {"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("what to remember of it"), N_("WORDS")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE… [--due WHEN] [-m WORDS]"), entries, true, &argc, &argv,
                          &status))
        return status;
    const MarbreRequest request = {.move = MARBRE_MOVE_ASSIGN, .due = due, .message = message};
    return marbre_moves_run(cli, &request, argv + 1);
}
