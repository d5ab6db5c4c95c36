/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/error.h"
#include "base/spoken.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/outline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words as man(7) reads them; no-break spaces are roff's own, as a terminal may lack narrow ones.
 */
static void
append(GString *page, const char *words)
{
    bool at_start = page->len == 0 || page->str[page->len - 1] == '\n';
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (at_start && (character == '.' || character == '\''))
            g_string_append(page, "\\&");
        at_start = character == '\n';
        if (character == '\\')
            g_string_append(page, "\\e");
        else if (character == '-')
            g_string_append(page, "\\-");
        else if (character == 0xa0 || character == 0x202f)
            g_string_append(page, "\\~");
        else
            g_string_append_unichar(page, character);
    }
}

static void
append_line(GString *page, const char *macro, const char *words)
{
    g_string_append(page, macro);
    append(page, words);
    g_string_append_c(page, '\n');
}

static void
append_head(GString *page, const char *name, const char *summary)
{
    g_autofree char *capitals = g_ascii_strup(name, -1);
    g_string_append(page, ".\\\" Written by marbre itself from its help\n.TH ");
    append(page, capitals);
    g_string_append(page, " 1 \"\" \"Marbre " MARBRE_VERSION "\" \"Marbre\"\n");
    append_line(page, ".SH ", _("NAME"));
    append(page, name);
    g_string_append(page, " \\- ");
    append_line(page, "", summary);
}

/* "marbre claim add" in bold, as the page's reader types it, and what follows it; then its name in
   the other language. */
static void
append_usage(GString *page, const char *title, const char *french, const MarbreOutline *outline)
{
    g_autofree char *english = g_strdup_printf("marbre %s", title);
    g_autofree char *spoken = marbre_spoken_line(english);
    append_line(page, ".B ", spoken);
    if (*outline->usage != '\0')
        append_line(page, "", _(outline->usage));
    g_string_append(page, ".PP\n");
    append_line(page, "", strcmp(spoken, english) == 0 ? french : english);
}

static void
append_options(GString *page, const MarbreOutline *outline)
{
    for (guint i = 0; i < outline->options->len; i++) {
        const GOptionEntry *option = &g_array_index(outline->options, GOptionEntry, i);
        g_autofree char *name = marbre_help_option(option);
        append_line(page, ".TP\n.B ", g_strstrip(name));
        append_line(page, "", _(option->description));
    }
}

static void
append_verb(GString *page, MarbreCli *cli, const MarbreCommand *command, const MarbreVerb *verb)
{
    g_autoptr(MarbreOutline) outline = marbre_outline_new(cli, command, verb->name);
    g_autofree char *french = g_strdup_printf("marbre %s %s", command->french, verb->french);
    append_line(page, ".SS ", verb->title);
    append_usage(page, verb->title, french, outline);
    append_options(page, outline);
}

static void
append_exits(GString *page)
{
    append_line(page, ".SH ", _("EXIT STATUS"));
    append_line(page, "",
                _("0 yes, 1 the newsroom says no, 2 the command or a policy file is wrong, 3 try "
                  "again, 4 could not be done. Of several, 2 goes before 4, 3 and 1."));
}

/* The page of a command; where its verbs have options of their own, each has a part. */
static char *
page_of(MarbreCli *cli, const MarbreCommand *command)
{
    GString *page = g_string_new(NULL);
    g_autofree char *name = g_strdup_printf("marbre-%s", command->name);
    g_autofree char *french = g_strdup_printf("marbre %s", command->french);
    g_autoptr(MarbreOutline) outline = marbre_outline_new(cli, command, NULL);
    append_head(page, name, _(command->summary));
    append_line(page, ".SH ", _("SYNOPSIS"));
    append_usage(page, command->name, french, outline);
    append_line(page, ".SH ", _("OPTIONS"));
    append_options(page, outline);
    for (const MarbreVerb *verb = command->verbs; verb != NULL && verb->name != NULL; verb++)
        if (verb->run != NULL)
            append_verb(page, cli, command, verb);
    append_exits(page);
    append_line(page, ".SH ", _("SEE ALSO"));
    g_string_append(page, ".BR marbre (1)\n");
    return g_string_free(page, FALSE);
}

static char *
first_page(void)
{
    GString *page = g_string_new(NULL);
    append_head(page, "marbre", _("copy from first draft to published page"));
    append_line(page, ".SH ", _("SYNOPSIS"));
    g_string_append(page, ".B marbre\n");
    append_line(page, "", _("[OPTION…] [COMMAND …]"));
    append_line(page, ".SH ", _("COMMANDS"));
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++) {
        if (command->summary == NULL)
            continue;
        g_autofree char *names = g_strdup_printf("%s, %s", command->name, command->french);
        append_line(page, ".TP\n.B ", names);
        append_line(page, "", _(command->summary));
    }
    append_line(page, ".SH ", _("OPTIONS"));
    g_string_append(page, ".nf\n");
    append(page, marbre_help_globals() + 1);
    g_string_append(page, ".fi\n");
    return g_string_free(page, FALSE);
}

static bool
write_page(const char *folder, const char *name, const char *page, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *path = g_strdup_printf("%s/%s.1", folder, name);
    if (g_file_set_contents(path, page, -1, &reason))
        return true;
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, reason->message);
    return false;
}

MarbreExit
marbre_command_manual(MarbreCli *cli, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 2 || argc > 3)
        return marbre_cli_usage(_("a build asks so: marbre manual DIR [CATALOGUES]"));
    if (argc == 3) /* the catalogues are not installed yet */
        (void)bindtextdomain(GETTEXT_PACKAGE, argv[2]);
    (void)g_mkdir_with_parents(argv[1], 0755); /* that it is missing is told at the first page */
    g_autofree char *whole = first_page();
    bool good = write_page(argv[1], "marbre", whole, &error);
    for (const MarbreCommand *command = marbre_commands; good && command->name != NULL; command++) {
        if (command->summary == NULL)
            continue;
        g_autofree char *name = g_strdup_printf("marbre-%s", command->name);
        g_autofree char *page = page_of(cli, command);
        good = write_page(argv[1], name, page, &error);
    }
    return good ? MARBRE_EXIT_YES : marbre_cli_fail(error);
}
