/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/due.h"

#include "cli/answer.h"
#include "cli/deeds.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "cli/obstacles.h"
#include "cli/publishing.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static GTimeZone *
zone_of(MarbreNewsroom *tip)
{
    return marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->zone;
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_due(MarbreJson *json, const MarbreDue *due, GTimeZone *zone, const MarbreMessages *messages)
{
    static GPtrArray none;
    const MarbreReply *reply = due->reply;
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "article", due->folder);
    marbre_json_member_string(json, "title", due->title);
    marbre_json_member_string(json, "id", reply == NULL ? NULL : reply->id);
    marbre_json_member_string(json, "transition", marbre_move_name(due->move));
    marbre_hours_member_at(json, "due", due->at, zone);
    marbre_json_member_bool(json, "allowed", reply != NULL && marbre_reply_is_allowed(reply));
    marbre_json_member_string(json, "commit", reply == NULL ? NULL : reply->commit);
    if (reply != NULL && reply->trouble != NULL)
        marbre_json_member_string(json, "trouble", reply->trouble);
    marbre_json_member_string(json, "error", due->error == NULL ? NULL : due->error->message);
    marbre_obstacles_write(json, "obstacles", reply == NULL ? &none : reply->answer->obstacles,
                           messages);
    marbre_json_end_object(json);
}

static void
print_json(const GPtrArray *all, GTimeZone *zone, const MarbreMessages *messages)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "due");
    for (guint i = 0; i < all->len; i++)
        write_due(json, g_ptr_array_index(all, i), zone, messages);
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

/* --- text ------------------------------------------------------------------------------------- */

static void
print_refused(MarbreCli *cli,
              const MarbreDue *due,
              const char *title,
              GTimeZone *zone,
              const MarbreMessages *messages)
{
    g_autofree char *at = marbre_hour_shown(due->at, zone);
    if (due->move == MARBRE_MOVE_PUBLISH)
        printf(_("%s is due since %s and could not be published:\n"), title, at);
    else
        printf(_("%s was to be online until %s and could not be taken offline:\n"), title, at);
    if (due->error == NULL) {
        marbre_obstacles_print(cli, due->reply->answer->obstacles, messages);
        return;
    }
    g_autofree char *shown = marbre_cli_shown(due->error->message);
    printf("  %s\n", shown);
}

static void
print_text(MarbreCli *cli, const GPtrArray *all, GTimeZone *zone, const MarbreMessages *messages)
{
    for (guint i = 0; i < all->len; i++) {
        const MarbreDue *due = g_ptr_array_index(all, i);
        g_autofree char *title = marbre_moves_title(due->title);
        if (due->reply == NULL || !marbre_reply_is_allowed(due->reply))
            print_refused(cli, due, title, zone, messages);
        else if (due->reply->commit != NULL)
            marbre_deed_print(cli, due->reply, title);
        else
            marbre_deed_print_would(cli, due->reply, title);
    }
}

/* Once, for all whose time online was over. */
static void
warn_of_trouble(const GPtrArray *all)
{
    for (guint i = 0; i < all->len; i++) {
        const MarbreReply *reply = ((const MarbreDue *)all->pdata[i])->reply;
        if (reply != NULL && marbre_moves_warn_of_trouble(reply))
            return;
    }
}

static GPtrArray *
findings_of(const GPtrArray *all)
{
    GPtrArray *findings = marbre_findings_new();
    for (guint i = 0; i < all->len; i++) {
        const MarbreReply *reply = ((const MarbreDue *)all->pdata[i])->reply;
        for (guint j = 0; reply != NULL && j < reply->findings->len; j++)
            g_ptr_array_add(findings, marbre_finding_ref(reply->findings->pdata[j]));
    }
    return findings;
}

static MarbreExit
status_of(const GPtrArray *all, bool *ret_done)
{
    MarbreExit status = MARBRE_EXIT_YES;
    for (guint i = 0; i < all->len; i++) {
        const MarbreDue *due = g_ptr_array_index(all, i);
        if (due->error != NULL)
            status = marbre_cli_worse(status, marbre_cli_status(due->error));
        else if (!marbre_reply_is_allowed(due->reply))
            status = marbre_cli_worse(status, MARBRE_EXIT_NO);
        if (due->reply != NULL && due->reply->incomplete)
            status = marbre_cli_worse(status, MARBRE_EXIT_UNABLE);
        *ret_done = *ret_done || (due->reply != NULL && due->reply->commit != NULL);
    }
    return status;
}

MarbreExit
marbre_publishing_due(MarbreCli *cli, bool *ret_done)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, marbre_newsroom_get_policy(tip));
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) all = marbre_desk_due(&cli->session, roll, kept, &error);
    if (all == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) findings = findings_of(all);
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, findings);
    if (cli->json)
        print_json(all, zone_of(tip), messages);
    else
        print_text(cli, all, zone_of(tip), messages);
    warn_of_trouble(all);
    marbre_moves_warn_of_kept(kept);
    return status_of(all, ret_done);
}
