/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/help.h"

#include "cli/commands.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

char *
marbre_help_option(const GOptionEntry *entry)
{
    g_autofree char *letter =
        entry->short_name == 0 ? g_strdup("") : g_strdup_printf("-%c, ", entry->short_name);
    return g_strdup_printf("  %s--%s%s%s", letter, entry->long_name,
                           entry->arg_description == NULL ? "" : "=",
                           entry->arg_description == NULL ? "" : _(entry->arg_description));
}

static size_t
widest_name(const GOptionEntry *entries)
{
    size_t widest = 0;
    for (; entries != NULL && entries->long_name != NULL; entries++) {
        g_autofree char *name = marbre_help_option(entries);
        widest = MAX(widest, marbre_text_columns(name, strlen(name)));
    }
    return widest;
}

static void
append_entries(GString *help, const GOptionEntry *entries, size_t width)
{
    for (; entries != NULL && entries->long_name != NULL; entries++) {
        if (entries->flags & G_OPTION_FLAG_HIDDEN)
            continue;
        g_autofree char *name = marbre_help_option(entries);
        g_string_append_printf(help, "%s%*s  %s\n", name,
                               (int)(width - marbre_text_columns(name, strlen(name))), "",
                               _(entries->description));
    }
}

char *
marbre_help_of(const char *command,
               const char *usage,
               const GOptionEntry *entries,
               const GOptionEntry *common)
{
    GString *help = g_string_new(NULL);
    size_t width = MAX(widest_name(entries), widest_name(common));
    g_string_append_printf(help, _("usage: %s %s"), command, *usage == '\0' ? "" : _(usage));
    g_string_append(help, "\n\n");
    append_entries(help, entries, width);
    append_entries(help, common, width);
    return g_string_free(help, FALSE);
}

/* GLib names the option as the last word of its sentence, whatever the language. */
static const char *
option_named(const GError *error)
{
    const char *space = strrchr(error->message, ' ');
    return space == NULL ? error->message : space + 1;
}

char *
marbre_help_mistake(const char *command, const GError *error)
{
    if (g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        return g_strdup_printf(_("there is no option %s here; see %s --help"), option_named(error),
                               command);
    if (strstr(error->message, "--") != NULL || strstr(error->message, " -") != NULL)
        return g_strdup_printf(_("%s lacks its value; see %s --help"), option_named(error),
                               command);
    return g_strdup(error->message);
}

static void
print_padded(const char *word, int columns)
{
    printf("%s%*s ", word, MAX(0, columns - (int)marbre_text_columns(word, strlen(word))), "");
}

/* A French reader sees both names: what is printed elsewhere, and what others say, is English. */
static void
print_command(const MarbreCommand *command, bool french)
{
    printf("  ");
    if (french)
        print_padded(command->french, 16);
    print_padded(command->name, 12);
    printf("%s\n", _(command->summary));
}

const char *
marbre_help_globals(void)
{
    return _("\nOptions before the command:\n"
             "  -C DIR              in this folder\n"
             "  --ui-lang fr|en     language of the answers\n"
             "  --color WHEN        auto, always or never\n"
             "  --plugin-dir DIR    look for plugins here first; may be given again\n"
             "  --at INSTANT        as if it were this instant, for trials\n"
             "  --no-cache          keep no results, and use none\n"
             "  --version, --help\n\n"
             "`marbre COMMAND --help` says more. Exit status: 0 yes, 1 the newsroom says no,\n"
             "2 the command or a policy file is wrong, 3 try again, 4 could not be done.\n");
}

void
marbre_help_print(const char *lang)
{
    bool french = strcmp(lang, "fr") == 0;
    printf(_("usage: marbre [-C DIR] [--ui-lang fr|en] COMMAND …\n\n"
             "Copy from first draft to published page.\n\n"));
    printf(_("Without a command: what waits for you, or the page of the article here.\n\n"));
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++)
        if (command->summary != NULL)
            print_command(command, french);
    fputs(marbre_help_globals(), stdout);
}
