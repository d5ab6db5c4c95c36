/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>

MarbreExit
marbre_command_waive(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *why = NULL, *until = NULL;
    GOptionEntry entries[] = {
        {"message", 'm', 0, G_OPTION_ARG_STRING, &why, N_("why"), N_("WHY")},
        {"until", 0, 0, G_OPTION_ARG_STRING, &until, N_("the last day it holds"), N_("DATE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE RULE -m WHY --until DATE"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (argc != 3 || why == NULL || *why == '\0' || until == NULL)
        return marbre_cli_usage(_("say what is waived, why, and until when: "
                                  "marbre waive ARTICLE RULE -m WHY --until 2026-03-31"));
    char *const words[] = {argv[1], NULL};
    const MarbreRequest request = {
        .move = MARBRE_MOVE_WAIVE, .rule = argv[2], .message = why, .until = until};
    return marbre_moves_run(cli, &request, words);
}
