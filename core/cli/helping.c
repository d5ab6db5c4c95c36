/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/naming.h"
#include "cli/pager.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* At a terminal, the manual's page in the reader's language, where both are there: does not return
   then. */
static void
open_page(const MarbreCli *cli, const MarbreCommand *command)
{
    const char *pager = getenv("MARBRE_PAGER");
    g_autofree char *path =
        g_strdup_printf("%s/%sman1/marbre-%s.1", MARBRE_MAN_DIR,
                        strcmp(cli->lang, "fr") == 0 ? "fr/" : "", command->name);
    g_autofree char *man = g_find_program_in_path("man");
    if (!isatty(STDOUT_FILENO) || man == NULL || access(path, R_OK) != 0)
        return;
    (void)setenv("LC_ALL", "C.UTF-8", 1); /* what the pages are written in */
    if (pager != NULL && *pager != '\0')
        (void)setenv("MANPAGER", pager, 1);
    (void)execl(man, "man", path, (char *)NULL); /* else help is printed */
}

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
        marbre_pager_start();
        marbre_help_print(cli->lang);
        return MARBRE_EXIT_YES;
    }
    const MarbreCommand *command = marbre_cli_find(argv[1]);
    if (command == NULL)
        return marbre_cli_usage(_("there is no command “%s”; see marbre --help"), argv[1]);
    MarbreVerb *verb =
        argc == 3 && command->verbs != NULL ? marbre_cli_find_verb(command->verbs, argv[2]) : NULL;
    if (argc == 3 && verb == NULL)
        return marbre_cli_usage(_("“%s” has no “%s”; see marbre help %s"), argv[1], argv[2],
                                argv[1]);
    if (verb == NULL)
        open_page(cli, command);
    marbre_pager_start();
    return ask(cli, command, verb == NULL ? NULL : verb->name);
}
