/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/naming.h"

#include <glib/gi18n-lib.h>

/* What the command itself says of its options. */
static MarbreExit
ask(MarbreCli *cli, const MarbreCommand *command, const char *verb)
{
    g_autofree char *name = g_strdup(command->name);
    g_autofree char *second = g_strdup(verb);
    char help[] = "--help";
    char *words[] = {name, second == NULL ? help : second, second == NULL ? NULL : help, NULL};
    return command->run(cli, second == NULL ? 2 : 3, words);
}

MarbreExit
marbre_command_help(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (!marbre_cli_parse(cli, N_("[COMMAND [VERB]]"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 3)
        return marbre_cli_usage(_("help of one command: marbre help COMMAND"));
    if (argc == 1) {
        marbre_help_print(cli->lang);
        return MARBRE_EXIT_YES;
    }
    const MarbreCommand *command = marbre_cli_find(argv[1]);
    if (command == NULL)
        return marbre_cli_usage(_("there is no command “%s”; see marbre --help"), argv[1]);
    MarbreVerb *verb =
        argc == 3 && command->verbs != NULL ? marbre_cli_find_verb(command->verbs, argv[2]) : NULL;
    if (argc == 3 && verb == NULL)
        return marbre_cli_usage(_("“%s” has no “%s”; see marbre help %s"), command->name, argv[2],
                                command->name);
    return ask(cli, command, verb == NULL ? NULL : verb->name);
}
