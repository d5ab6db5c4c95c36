/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/problem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/interruption.h"
#include "cli/naming.h"
#include "cli/pager.h"
#include "worker/zygote.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    MarbreCli cli;
    char *colour;
    char *lang;
    gboolean no_cache;
    gboolean version;
    gboolean help;
} Global;

static bool
is_one_of(const char *word, const char *const *words)
{
    return word != NULL && g_strv_contains(words, word);
}

/* The value of an option `--name VALUE` or `--name=VALUE`; moves on behind it. */
static bool
take_value(const char *name, int argc, char **argv, int *at, char **ret_value)
{
    size_t size = strlen(name);
    const char *word = argv[*at];
    if (strncmp(word, name, size) != 0 || (word[size] != '\0' && word[size] != '='))
        return false;
    g_free(*ret_value);
    if (word[size] == '=')
        *ret_value = g_strdup(word + size + 1);
    else if (*at + 1 < argc)
        *ret_value = g_strdup(argv[++*at]);
    else
        *ret_value = NULL;
    return true;
}

/* What `marbre` alone can be asked beside. */
static bool
is_morning(const char *word)
{
    return g_str_has_prefix(word, "--format");
}

/* Global options stand before the command. False with a message. */
static bool
take_globals(Global *global, int argc, char **argv, int *ret_command)
{
    static const char *const languages[] = {"fr", "en", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && !is_morning(argv[at]); at++) {
        const char *name = argv[at];
        char *folder = NULL;
        bool known = true, good = true;
        if (take_value("-C", argc, argv, &at, &global->cli.directory)) {
            good = global->cli.directory != NULL;
        } else if (take_value("--ui-lang", argc, argv, &at, &global->lang)) {
            good = is_one_of(global->lang, languages);
        } else if (take_value("--color", argc, argv, &at, &global->colour)) {
            good = is_one_of(global->colour, colours);
        } else if (take_value("--plugin-dir", argc, argv, &at, &folder)) {
            good = folder != NULL;
            g_ptr_array_add(folders, folder);
        } else if (take_value("--at", argc, argv, &at, &global->cli.at)) {
            good = global->cli.at != NULL;
        } else if (strcmp(argv[at], "--no-cache") == 0) {
            global->no_cache = TRUE;
        } else if (strcmp(argv[at], "--version") == 0) {
            global->version = TRUE;
        } else if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0) {
            global->help = TRUE;
        } else {
            known = false;
        }
        if (!known || !good) {
            fprintf(stderr,
                    known ? _("marbre: %s lacks its value, or can't have this one; see marbre "
                              "--help\n")
                          : _("marbre: there is no option %s; see marbre --help\n"),
                    name);
            g_ptr_array_set_free_func(folders, g_free);
            return false;
        }
    }
    g_ptr_array_add(folders, NULL);
    global->cli.plugin_dirs = (char **)g_ptr_array_free(g_steal_pointer(&folders), FALSE);
    *ret_command = at;
    return true;
}

static bool
wants_colour(const char *when)
{
    if (when != NULL && strcmp(when, "always") == 0)
        return true;
    if (when != NULL && strcmp(when, "never") == 0)
        return false;
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && (none == NULL || *none == '\0') && g_strcmp0(term, "dumb") != 0;
}

static const char *
nearest_command(const char *word)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++) {
        g_ptr_array_add(names, (gpointer)command->name);
        g_ptr_array_add(names, (gpointer)command->french);
    }
    g_ptr_array_add(names, NULL);
    return marbre_nearest(word, (const char *const *)names->pdata);
}

static MarbreExit
run(Global *global, int argc, char **argv, int at)
{
    const MarbreCommand *command = marbre_cli_find(argv[at]);
    if (command == NULL) {
        marbre_cli_know_reader(&global->cli);
        const char *nearest = nearest_command(argv[at]);
        if (nearest != NULL)
            return marbre_cli_usage(_("there is no command “%s”; the nearest is “%s”"), argv[at],
                                    nearest);
        return marbre_cli_usage(_("there is no command “%s”; see marbre --help"), argv[at]);
    }
    if (command->works)
        marbre_zygote_start();
    if (command->pages) /* behind the small process, which must not hold the pager's pipe */
        marbre_pager_start();
    return command->run(&global->cli, argc - at, argv + at);
}

static MarbreExit
answer(Global *global, int argc, char **argv, int at)
{
    if (global->version) {
        printf("marbre %s\n", MARBRE_VERSION);
        return MARBRE_EXIT_YES;
    }
    if (global->help) {
        marbre_cli_know_reader(&global->cli);
        marbre_help_print(global->cli.lang);
        return MARBRE_EXIT_YES;
    }
    if (at == argc || is_morning(argv[at])) {
        marbre_zygote_start();
        argv[at - 1] = "morning"; /* as mistakes name it */
        return marbre_command_morning(&global->cli, argc - at + 1, argv + at - 1);
    }
    return run(global, argc, argv, at);
}

/* Whatever command rendered the site: that a record claims what can't be is for everyone to know.
 */
static void
warn_of_left_out(const MarbreCli *cli)
{
    for (guint i = 0; cli->left_out != NULL && i < cli->left_out->len; i++) {
        g_autofree char *shown = marbre_text_shown(cli->left_out->pdata[i]);
        fprintf(stderr,
                _("marbre: marbre/embargoed: the record of %s has it published before its embargo "
                  "had passed; the site leaves it out. See: marbre publish --status\n"),
                shown);
    }
}

static void
clear(Global *global)
{
    marbre_cli_clear(&global->cli);
    g_free(global->colour);
    g_free(global->lang);
}

int
main(int argc, char **argv)
{
    Global global = {0};
    int at = 0;
    marbre_cli_speak_first(&global.cli);
    marbre_interruption_mind();
    if (!take_globals(&global, argc, argv, &at)) {
        clear(&global);
        return MARBRE_EXIT_USAGE;
    }
    if (global.lang != NULL)
        marbre_cli_speak(&global.cli, global.lang);
    global.cli.told_language = global.lang != NULL;
    global.cli.no_cache = global.no_cache;
    global.cli.colour = wants_colour(global.colour);
    MarbreExit status = answer(&global, argc, argv, at);
    warn_of_left_out(&global.cli);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, _("marbre: the answer could not be written\n"));
        status = marbre_cli_worse(status, MARBRE_EXIT_UNABLE);
    }
    marbre_pager_end();
    clear(&global);
    return (int)status;
}
