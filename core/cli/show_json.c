/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/show.h"

#include "article/diff.h"
#include "cli/answer.h"
#include "cli/hours.h"
#include "cli/obstacles.h"
#include "cli/remarks.h"
#include "desk/noting.h"

#include <stdio.h>

static void
write_approvals(MarbreJson *json, const MarbreDossier *dossier)
{
    marbre_json_member_array(json, "approvals");
    for (guint i = 0; i < dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        for (guint j = 0; j < station->given->len; j++) {
            const MarbreGiven *given = g_ptr_array_index(station->given, j);
            marbre_json_begin_object(json);
            marbre_json_member_string(json, "stage", given->approval->stage);
            marbre_json_member_string(json, "by", given->approval->by);
            marbre_json_member_bool(json, "signed", given->approval->signature != NULL);
            marbre_json_member_instant(json, "at", given->approval->at);
            marbre_json_member_bool(json, "valid", given->valid);
            marbre_word_changes_member(json, "changed", given->changes);
            marbre_json_end_object(json);
        }
    }
    marbre_json_end_array(json);
}

static void
write_waivers(MarbreJson *json, const MarbreState *state)
{
    marbre_json_member_array(json, "waivers");
    for (guint i = 0; i < state->waivers->len; i++) {
        const MarbreWaiver *waiver = g_ptr_array_index(state->waivers, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "rule", waiver->rule);
        marbre_json_member_string(json, "by", waiver->by);
        marbre_json_member_string(json, "reason", waiver->reason);
        marbre_json_member_string(json, "until", waiver->until);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

/* Those that readers have been told of, oldest first. */
static void
write_corrections(MarbreJson *json, const GPtrArray *corrections)
{
    marbre_json_member_array(json, "corrections");
    for (guint i = 0; i < corrections->len; i++) {
        const MarbreCorrection *correction = g_ptr_array_index(corrections, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "kind", correction->kind);
        marbre_notes_member(json, "note", correction->notes);
        marbre_json_member_instant(json, "at", correction->at);
        marbre_json_member_int(json, "revision", (int64_t)correction->revision);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

/* The one that is open; null where none is. */
static void
write_correction(MarbreJson *json, const MarbreCorrection *correction)
{
    if (correction == NULL) {
        marbre_json_member_string(json, "correction", NULL);
        return;
    }
    marbre_json_member_object(json, "correction");
    marbre_json_member_string(json, "kind", correction->kind);
    marbre_notes_member(json, "note", correction->notes);
    marbre_json_member_string(json, "by", correction->by);
    marbre_json_member_instant(json, "at", correction->at);
    marbre_json_end_object(json);
}

/* Who has it; null where nobody in particular has. */
static void
write_assigned(MarbreJson *json, const MarbreAssigned *assigned)
{
    if (assigned == NULL) {
        marbre_json_member_string(json, "assigned", NULL);
        return;
    }
    g_autofree char *due = assigned->due.seconds == 0 ? NULL : marbre_instant_format(assigned->due);
    marbre_json_member_object(json, "assigned");
    marbre_json_member_string(json, "to", assigned->to);
    marbre_json_member_string(json, "by", assigned->by);
    marbre_json_member_instant(json, "at", assigned->at);
    marbre_json_member_string(json, "due", due);
    marbre_json_end_object(json);
}

static void
write_remarks(MarbreJson *json, const MarbreOverview *overview, const char *folder)
{
    g_autoptr(MarbreRemarks) remarks = NULL;
    (void)marbre_noting_read(overview->newsroom, folder, &remarks, NULL); /* or `note` says it */
    marbre_remarks_write(json, remarks, overview->dossier->article);
}

void
marbre_show_json(MarbreCli *cli,
                 const MarbreOverview *overview,
                 const MarbreAppointment *appointment,
                 const char *folder)
{
    const MarbreDossier *dossier = overview->dossier;
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, overview->findings);
    g_autofree char *entered = marbre_instant_format(dossier->state->entered);
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "id", dossier->state->id);
    marbre_json_member_string(json, "path", folder);
    marbre_json_member_string(json, "title", marbre_article_get_title(dossier->article));
    marbre_json_member_string(json, "lang", marbre_article_get_langs(dossier->article)[0]);
    marbre_json_member_string(json, "workflow", dossier->workflow->name);
    marbre_json_member_string(json, "stage", dossier->state->stage);
    marbre_json_member_string(json, "entered", dossier->fresh ? NULL : entered);
    write_assigned(json, dossier->state->assigned);
    write_approvals(json, dossier);
    write_waivers(json, dossier->state);
    marbre_claims_member(json, marbre_article_get_claims(dossier->article), true);
    write_remarks(json, overview, folder);
    marbre_obstacles_write(json, "obstacles", overview->answer->obstacles, messages);
    marbre_obstacles_write(json, "owed", overview->owed, messages);
    write_correction(json, dossier->state->correction);
    write_corrections(json, dossier->state->corrections);
    marbre_hours_members(
        json, appointment,
        marbre_policy_get_settings(marbre_newsroom_get_policy(dossier->newsroom))->zone);
    marbre_answer_end(json);
}
