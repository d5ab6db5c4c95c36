/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/error.h"
#include "base/spoken.h"
#include "cli/help.h"
#include "cli/naming.h"
#include "cli/outline.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

MarbreExit
marbre_cli_status(const GError *error)
{
    return (MarbreExit)marbre_error_status(error);
}

MarbreExit
marbre_cli_fail(const GError *error)
{
    g_autofree char *shown = marbre_cli_shown(error->message);
    fprintf(stderr, "marbre: %s\n", shown);
    return marbre_cli_status(error);
}

bool
marbre_cli_verb(MarbreCli *cli, MarbreVerb *verbs, int argc, char **argv, MarbreExit *ret_exit)
{
    MarbreVerb *verb = argc > 1 ? marbre_cli_find_verb(verbs, argv[1]) : NULL;
    if (verb == NULL)
        return false;
    argv[1] = verb->title;
    *ret_exit = verb->run(cli, argc - 1, argv + 1);
    return true;
}

MarbreExit
marbre_cli_usage(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *shown = marbre_cli_shown(message);
    fprintf(stderr, "marbre: %s\n", shown);
    return MARBRE_EXIT_USAGE;
}

MarbreExit
marbre_cli_worse(MarbreExit one, MarbreExit other)
{
    /* 2 before 4 before 3 before 1 before 0 */
    static const int weight[] = {0, 1, 4, 2, 3};
    return weight[one] >= weight[other] ? one : other;
}

static bool
take_format(const char *format, MarbreCli *cli)
{
    if (format == NULL || strcmp(format, "text") == 0)
        return true;
    cli->json = strcmp(format, "json") == 0;
    if (cli->formats == NULL || !g_strv_contains(cli->formats, format))
        return cli->json;
    g_free(cli->format);
    cli->format = g_strdup(format);
    return true;
}

/* GLib leaves `--` in place where a word behind it begins with a hyphen. */
static void
drop_separator(int *argc, char **argv)
{
    for (int i = 1; i < *argc; i++)
        if (strcmp(argv[i], "--") == 0) {
            memmove(argv + i, argv + i + 1, (size_t)(*argc - i) * sizeof *argv);
            (*argc)--;
            return;
        }
}

bool
marbre_cli_parse(MarbreCli *cli,
                 const char *usage,
                 GOptionEntry *entries,
                 bool writes,
                 int *argc,
                 char ***argv,
                 MarbreExit *ret_exit)
{
    g_autofree char *format = NULL;
    gboolean dry_run = FALSE;
    marbre_cli_know_reader(cli);
    const GOptionEntry common[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format,
         cli->formats == NULL ? N_("text or json")
         : cli->formats_shown != NULL
             ? cli->formats_shown
             : N_("text, json, sarif, junit, github, rdjsonl or codeclimate"),
         N_("FORMAT")},
        {"dry-run", 'n', writes ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &dry_run,
         N_("say what would happen, change nothing"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (cli->outline != NULL) {
        marbre_outline_take(cli->outline, usage, entries, common, cli->formats);
        *ret_exit = MARBRE_EXIT_YES;
        return false;
    }
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("marbre %s", (*argv)[0]);
    g_autofree char *spoken = marbre_spoken_line(name);
    g_set_prgname(name);
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, common, GETTEXT_PACKAGE);
    g_option_context_set_help_enabled(context, FALSE);
    for (int i = 1; i < *argc && strcmp((*argv)[i], "--") != 0; i++)
        if (strcmp((*argv)[i], "--help") == 0 || strcmp((*argv)[i], "-h") == 0) {
            g_autofree char *help = marbre_help_of(spoken, usage, entries, common);
            fputs(help, stdout);
            *ret_exit = MARBRE_EXIT_YES;
            return false;
        }
    if (!g_option_context_parse(context, argc, argv, &error)) {
        g_autofree char *mistake = marbre_help_mistake(spoken, error);
        *ret_exit = marbre_cli_usage("%s", mistake);
        return false;
    }
    drop_separator(argc, *argv);
    if (!take_format(format, cli)) {
        g_autofree char *known =
            cli->formats == NULL ? NULL : g_strjoinv(", ", (char **)cli->formats);
        *ret_exit =
            known == NULL
                ? marbre_cli_usage(_("there is no format “%s” here; text and json are"), format)
                : marbre_cli_usage(_("there is no format “%s”; there are %s"), format, known);
        return false;
    }
    cli->dry_run = dry_run;
    if (dry_run && !writes) {
        *ret_exit = marbre_cli_usage(_("--dry-run is for commands that write"));
        return false;
    }
    return true;
}
