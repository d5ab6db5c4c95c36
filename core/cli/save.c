/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "cli/obstacles.h"
#include "desk/saving.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static GPtrArray *
findings_of(const MarbreSaved *saved)
{
    GPtrArray *findings = marbre_findings_new();
    for (guint i = 0; i < saved->obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(saved->obstacles, i);
        if (obstacle->finding != NULL)
            g_ptr_array_add(findings, marbre_finding_ref(obstacle->finding));
    }
    return findings;
}

static void
print_one(MarbreCli *cli, const MarbreSaved *saved)
{
    g_autofree char *title = marbre_moves_title(saved->title);
    if (saved->obstacles->len > 0) {
        g_autoptr(GPtrArray) findings = findings_of(saved);
        g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, findings);
        printf(_("%s was not saved; your words are still in the file.\n"), title);
        marbre_obstacles_print(cli, saved->obstacles, messages);
    } else if (saved->files == 0) {
        printf(_("%s: there is nothing new to save.\n"), title);
    } else {
        printf(saved->commit == NULL ? _("%s would be saved.\n") : _("%s is saved.\n"), title);
    }
}

static void
print_json(MarbreCli *cli, const GPtrArray *all)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "saved");
    for (guint i = 0; i < all->len; i++) {
        const MarbreSaved *saved = g_ptr_array_index(all, i);
        g_autoptr(GPtrArray) findings = findings_of(saved);
        g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, findings);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "article", saved->folder);
        marbre_json_member_bool(json, "allowed", saved->obstacles->len == 0);
        marbre_json_member_int(json, "files", (int64_t)saved->files);
        marbre_json_member_string(json, "commit", saved->commit);
        marbre_obstacles_write(json, "obstacles", saved->obstacles, messages);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

MarbreExit
marbre_command_save(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *message = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {{"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("what was done to the text"), N_("WORDS")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[ARTICLE…] [-m WORDS]"), entries, true, &argc, &argv, &status))
        return status;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autoptr(GPtrArray) folders =
        tip == NULL || argc < 2 ? NULL : marbre_cli_articles(cli, tip, argv + 1, &error);
    if (error != NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) all = marbre_desk_save(&cli->session, folders, message, &error);
    if (all == NULL)
        return marbre_cli_fail(error);
    for (guint i = 0; i < all->len; i++) {
        const MarbreSaved *saved = g_ptr_array_index(all, i);
        if (!cli->json)
            print_one(cli, saved);
        if (saved->obstacles->len > 0)
            status = MARBRE_EXIT_NO;
    }
    if (cli->json)
        print_json(cli, all);
    else if (all->len == 0)
        printf(_("There is nothing new to save.\n"));
    return status;
}
