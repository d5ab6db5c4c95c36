/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/fixing.h"
#include "cli/key.h"
#include "cli/moves.h"
#include "desk/mending.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static void
print_place(const MarbreMendedWords *change)
{
    if (g_str_has_prefix(change->file, "index."))
        printf(_("  line %u  "), (unsigned)change->line);
    else
        printf(_("  %s, line %u  "), change->file, (unsigned)change->line);
}

static void
print_text(const MarbreCli *cli, const MarbreMended *mended, unsigned declined)
{
    g_autofree char *title = marbre_moves_title(mended->title);
    if (mended->applied == 0 && declined > 0) {
        printf(_("Nothing was changed.\n"));
        return;
    }
    if (mended->applied == 0) {
        printf(_("%s: there is nothing that can be mended by itself.\n"), title);
        return;
    }
    printf(g_dngettext(GETTEXT_PACKAGE, "%s: %zu thing is mended.\n",
                       "%s: %zu things are mended.\n", mended->applied),
           title, mended->applied);
    for (guint i = 0; i < mended->words->len; i++) {
        const MarbreMendedWords *change = g_ptr_array_index(mended->words, i);
        g_autofree char *before = marbre_fixing_words(change->before);
        g_autofree char *after = marbre_fixing_words(change->after);
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
    MarbreJson *json = marbre_answer_begin();
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
    marbre_answer_end(json);
}

MarbreExit
marbre_command_fix(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *rule = NULL;
    g_autoptr(GError) error = NULL;
    gboolean yes = FALSE;
    GOptionEntry entries[] = {
        {"rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_("of this rule only"), N_("RULE")},
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("mend everything, ask nothing"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [--rule RULE] [--yes]"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[1], &error);
    if (folder == NULL)
        return marbre_cli_fail(error);
    MarbreFixing fixing = {.cli = cli};
    bool asks = !yes && !cli->json && !cli->dry_run && marbre_key_can_ask();
    const MarbreMendRequest request = {rule, asks ? marbre_fixing_ask : NULL, &fixing};
    g_autoptr(MarbreMended) mended = marbre_desk_mend(&cli->session, folder, &request, &error);
    if (mended == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(mended);
    else
        print_text(cli, mended, fixing.declined);
    return MARBRE_EXIT_YES;
}
