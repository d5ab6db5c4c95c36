/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "desk/mending.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Spaces that look alike are named, or nobody would see what a fix of them does. */
static char *
show_words(const char *words)
{
    GString *shown = g_string_new(NULL);
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (character == 0xa0)
            g_string_append(shown, "⍽");
        else if (character == 0x202f)
            g_string_append(shown, "⎵");
        else
            g_string_append_unichar(shown, character);
    }
    g_autofree char *text = g_string_free(shown, FALSE);
    return marbre_text_shown(text);
}

static void
print_place(const MarbreMendedWords *change)
{
    if (g_str_has_prefix(change->file, "index."))
        printf(_("  line %u  "), (unsigned)change->line);
    else
        printf(_("  %s, line %u  "), change->file, (unsigned)change->line);
}

static void
print_text(const MarbreCli *cli, const MarbreMended *mended)
{
    g_autofree char *title = marbre_moves_title(mended->title);
    if (mended->applied == 0) {
        printf(_("%s: there is nothing that can be mended by itself.\n"), title);
        return;
    }
    printf(g_dngettext(GETTEXT_PACKAGE, "%s: %zu thing is mended.\n",
                       "%s: %zu things are mended.\n", mended->applied),
           title, mended->applied);
    for (guint i = 0; i < mended->words->len; i++) {
        const MarbreMendedWords *change = g_ptr_array_index(mended->words, i);
        g_autofree char *before = show_words(change->before);
        g_autofree char *after = show_words(change->after);
        g_autofree char *old = marbre_cli_paint(cli, "31", before);
        g_autofree char *new = marbre_cli_paint(cli, "32", after);
        print_place(change);
        if (*before == '\0')
            printf(_("added “%s”\n"), new);
        else if (*after == '\0')
            printf(_("taken out “%s”\n"), old);
        else
            printf(_("“%s” became “%s”\n"), old, new);
    }
    if (cli->dry_run)
        printf(_("Nothing was changed.\n"));
    else if (mended->commit == NULL)
        printf(_("The words are in the file; `marbre save` keeps them.\n"));
}

static void
print_json(const MarbreMended *mended)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", mended->folder);
    marbre_json_member_int(json, "applied", (int64_t)mended->applied);
    marbre_json_member_string(json, "commit", mended->commit);
    marbre_json_member_array(json, "files");
    for (guint i = 0; i < mended->files->len; i++)
        marbre_json_string(json, g_ptr_array_index(mended->files, i));
    marbre_json_end_array(json);
    marbre_json_member_array(json, "changes");
    for (guint i = 0; i < mended->words->len; i++) {
        const MarbreMendedWords *change = g_ptr_array_index(mended->words, i);
        g_autofree char *path = g_strdup_printf("%s/%s", mended->folder, change->file);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "path", path);
        marbre_json_member_int(json, "line", (int64_t)change->line);
        marbre_json_member_string(json, "before", change->before);
        marbre_json_member_string(json, "after", change->after);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

MarbreExit
marbre_command_fix(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *rule = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {
        {"rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_("of this rule only"), N_("RULE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [--rule RULE]"), entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[1], &error);
    g_autoptr(MarbreMended) mended =
        folder == NULL ? NULL : marbre_desk_mend(&cli->session, folder, rule, &error);
    if (mended == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(mended);
    else
        print_text(cli, mended);
    return MARBRE_EXIT_YES;
}
