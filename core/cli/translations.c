/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/translations.h"

#include "base/spoken.h"
#include "cli/deeds.h"
#include "cli/moves.h"
#include "newsroom/translations.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What is wrong in an article, or will soon be known to have been. */
static bool
is_news(const MarbreCli *cli, const MarbreReply *reply)
{
    if (!marbre_reply_is_allowed(reply) || (reply->commit == NULL && !cli->dry_run))
        return false;
    const MarbreCorrection *open = reply->dossier->state->correction;
    return reply->move == MARBRE_MOVE_RETRACT || reply->move == MARBRE_MOVE_CORRECT ||
           (reply->move == MARBRE_MOVE_PUBLISH && open != NULL &&
            strcmp(open->kind, MARBRE_KIND_TYPO) != 0);
}

static GPtrArray *
find(MarbreCli *cli, MarbreNewsroom *tip, const MarbreReply *reply)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, marbre_newsroom_get_policy(tip));
    GPtrArray *rows = marbre_translations_of(tip, roll, reply->folder, &error);
    if (rows == NULL)
        fprintf(stderr, _("marbre: whether anything translates %s could not be found out: %s\n"),
                reply->folder, error->message);
    return rows != NULL ? rows : g_ptr_array_new();
}

GPtrArray *
marbre_translations_concerned(MarbreCli *cli, const GPtrArray *replies)
{
    bool any = false;
    for (guint i = 0; i < replies->len && !any; i++)
        any = is_news(cli, replies->pdata[i]);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = any ? marbre_cli_tip(cli, &error) : NULL;
    if (tip == NULL)
        return NULL;
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = replies->pdata[i];
        g_ptr_array_add(all, is_news(cli, reply) ? find(cli, tip, reply) : g_ptr_array_new());
    }
    return all;
}

static bool
is_published(const MarbreRow *row)
{
    return row->published != NULL;
}

/* What answers for it. (transfer full) */
static char *
command_of(const MarbreReply *reply, const MarbreRow *row)
{
    g_autofree char *slug = marbre_text_shown(strrchr(row->folder, '/') + 1);
    g_autofree char *command =
        reply->move != MARBRE_MOVE_RETRACT ? g_strdup_printf("marbre show %s", slug)
        : is_published(row) ? g_strdup_printf("marbre retract %s --note NOTE -m WHY", slug)
                            : g_strdup_printf("marbre spike %s -m WHY", slug);
    return marbre_spoken_line(command);
}

/* Where it stands, in the newsroom's words; what no move has touched yet stands at the first stage.
 */
static const char *
stage_of(const MarbreCli *cli, const MarbreReply *reply, const MarbreRow *row)
{
    const MarbreWorkflow *own =
        marbre_policy_workflow(marbre_newsroom_get_policy(reply->dossier->newsroom), row->workflow);
    const MarbreWorkflow *workflow = own != NULL ? own : reply->dossier->workflow;
    const MarbreStage *stage = row->stage == NULL ? marbre_workflow_first(workflow)
                                                  : marbre_workflow_resolve(workflow, row->stage);
    return stage != NULL ? marbre_stage_title(stage, cli->lang)
                         : marbre_deed_stage(cli, reply, row->stage);
}

void
marbre_translations_print(MarbreCli *cli, const MarbreReply *reply, const GPtrArray *rows)
{
    if (rows == NULL || rows->len == 0)
        return;
    printf(g_dngettext(GETTEXT_PACKAGE, "%u article translates it, and is marked:\n",
                       "%u articles translate it, and are marked:\n", rows->len),
           rows->len);
    for (guint i = 0; i < rows->len; i++) {
        const MarbreRow *row = g_ptr_array_index(rows, i);
        g_autofree char *title = marbre_moves_title(row->title);
        g_autofree char *command = command_of(reply, row);
        printf("  %s  (%s)\n", title, stage_of(cli, reply, row));
        printf("    %s\n", command);
    }
}

void
marbre_translations_write(MarbreJson *json, const GPtrArray *rows)
{
    marbre_json_member_array(json, "translations");
    for (guint i = 0; rows != NULL && i < rows->len; i++)
        marbre_json_string(json, ((const MarbreRow *)rows->pdata[i])->folder);
    marbre_json_end_array(json);
}
