/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/help.h"

#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "  -m, --message=WORDS". (transfer full) */
static char *
name_of(const GOptionEntry *entry)
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
        g_autofree char *name = name_of(entries);
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
        g_autofree char *name = name_of(entries);
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
