/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/show.h"
#include "base/date.h"
#include "base/text.h"
#include "cli/alignment.h"
#include "cli/commands.h"
#include "cli/deeds.h"
#include "cli/dossiers.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "cli/obstacles.h"
#include "cli/remarks.h"
#include "desk/noting.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static GTimeZone *
zone_of(const MarbreDossier *dossier)
{
    return marbre_policy_get_settings(marbre_newsroom_get_policy(dossier->newsroom))->zone;
}

static void
print_stage(MarbreCli *cli, const MarbreDossier *dossier)
{
    const char *stage = dossier->state->stage;
    if (dossier->stage != NULL) {
        const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
        g_autoptr(GPtrArray) people =
            marbre_policy_who(policy, (const char *const *)dossier->stage->roles);
        g_autofree char *names = marbre_moves_names(people);
        printf(_("Stands in %s, at the desk of %s.\n"),
               marbre_stage_title(dossier->stage, cli->lang), names);
    } else if (strcmp(stage, MARBRE_STAGE_PUBLISHED) == 0) {
        printf(_("Is published.\n"));
    } else if (strcmp(stage, MARBRE_STAGE_SPIKED) == 0) {
        printf(_("Was spiked:  marbre restore %s\n"), marbre_article_get_slug(dossier->article));
    } else if (strcmp(stage, MARBRE_STAGE_RETRACTED) == 0) {
        printf(dossier->state->retracted != NULL && dossier->state->retracted->kind != NULL
                   ? _("Is no longer online: its time had ended.\n")
                   : _("Was retracted.\n"));
    } else {
        printf(_("Stands at “%s”.\n"), stage);
    }
}

/* Who has it, and by when. */
static void
print_assigned(const MarbreDossier *dossier)
{
    const MarbreAssigned *assigned = dossier->state->assigned;
    if (assigned == NULL)
        return;
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
    const MarbrePerson *person = marbre_people_by_id(people, assigned->to);
    const char *name = person == NULL ? assigned->to : person->name;
    if (assigned->due.seconds == 0) {
        printf(_("%s has it.\n"), name);
        return;
    }
    g_autofree char *due = marbre_hour_shown(assigned->due.seconds, zone_of(dossier));
    printf(_("%s has it, for %s.\n"), name, due);
}

/* "Correction of 20 March 2026". (transfer full) */
static char *
correction_shown(const MarbreCorrection *correction)
{
    g_autofree char *day = marbre_date_day(correction->at);
    if (strcmp(correction->kind, "update") == 0)
        return g_strdup_printf(_("Update of %s"), day);
    if (strcmp(correction->kind, "clarification") == 0)
        return g_strdup_printf(_("Clarification of %s"), day);
    if (strcmp(correction->kind, MARBRE_KIND_TYPO) == 0)
        return g_strdup_printf(_("Slip of the pen mended on %s"), day);
    return g_strdup_printf(_("Correction of %s"), day);
}

/* What readers have been told, newest first. */
static void
print_corrections(const GPtrArray *corrections)
{
    if (corrections->len > 0)
        printf(_("\nReaders have been told:\n"));
    for (guint i = corrections->len; i > 0; i--) {
        const MarbreCorrection *correction = g_ptr_array_index(corrections, i - 1);
        g_autofree char *shown = correction_shown(correction);
        printf("  %s\n", shown);
        marbre_deed_print_notes(correction->notes);
    }
}

/* What readers are told, or will be once the correction is published. */
static void
print_told(const MarbreState *state)
{
    if (state->correction != NULL) {
        printf(_("Correction open; readers see the page as it was:\n"));
        marbre_deed_print_notes(state->correction->notes);
    }
    if (state->retracted != NULL) {
        printf(_("Readers are told:\n"));
        marbre_deed_print_notes(state->retracted->notes);
    }
}

static void
print_given(const MarbreDossier *dossier, const MarbreStation *station, const char *lang)
{
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
    for (guint i = 0; i < station->given->len; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        const MarbrePerson *person = marbre_people_by_id(people, given->approval->by);
        g_autofree char *at = marbre_date_hour(given->approval->at);
        printf("  %s  %s, %s%s\n", marbre_stage_title(station->stage, lang),
               person == NULL ? given->approval->by : person->name, at,
               given->valid ? "" : _("  (no longer holds)"));
    }
}

static void
print_approvals(MarbreCli *cli, const MarbreDossier *dossier)
{
    bool any = false;
    for (guint i = 0; i < dossier->stations->len; i++)
        any = any || ((MarbreStation *)dossier->stations->pdata[i])->given->len > 0;
    if (!any)
        return;
    printf(_("\nApprovals:\n"));
    for (guint i = 0; i < dossier->stations->len; i++)
        print_given(dossier, dossier->stations->pdata[i], cli->lang);
}

static void
print_claims(const MarbreArticle *article)
{
    const MarbreClaims *claims = marbre_article_get_claims(article);
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    if (items == NULL || items->len == 0)
        return;
    printf(_("\nClaims:\n"));
    for (guint i = 0; i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        g_autofree char *quoted = marbre_moves_title(claim->quote);
        printf("  %s — %s\n", quoted, marbre_moves_claim_status(claim->status));
    }
}

/* Of a file that is broken `marbre note` says what is wrong. */
static void
print_remarks(const MarbreOverview *overview, const char *folder)
{
    g_autoptr(MarbreRemarks) remarks = NULL;
    (void)marbre_noting_read(overview->newsroom, folder, &remarks, NULL);
    const GPtrArray *items = remarks == NULL ? NULL : marbre_remarks_get_items(remarks);
    bool open = false;
    for (guint i = 0; items != NULL && i < items->len; i++)
        open = open || ((const MarbreRemark *)items->pdata[i])->done_by == NULL;
    if (!open)
        return;
    printf(_("\nNotes in the margin:\n"));
    (void)marbre_remarks_print(remarks, overview->dossier->article,
                               marbre_newsroom_get_policy(overview->newsroom));
}

/* Of an article on its way what is owed stands in the way, and is told there. */
static void
print_owed(MarbreCli *cli, const MarbreOverview *overview, const MarbreMessages *messages)
{
    guint count = overview->owed->len;
    if (count == 0 ||
        (overview->dossier->stage != NULL && overview->dossier->state->owed->len == 0))
        return;
    printf(g_dngettext(GETTEXT_PACKAGE, "\n%u approval is owed:\n", "\n%u approvals are owed:\n",
                       count),
           count);
    marbre_obstacles_print_owed(cli, overview->owed, messages);
}

static void
print_hours(MarbreCli *cli, const MarbreDossier *dossier, const MarbreAppointment *appointment)
{
    g_autofree char *hours = marbre_hours_shown(appointment, zone_of(dossier), cli->session.now);
    if (hours != NULL)
        printf(_("Hours: %s.\n"), hours);
}

static void
print_text(MarbreCli *cli,
           const MarbreOverview *overview,
           const MarbreAppointment *appointment,
           const char *folder)
{
    const MarbreDossier *dossier = overview->dossier;
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, overview->findings);
    g_autofree char *title = marbre_cli_quoted(marbre_article_get_title(dossier->article));
    g_autofree char *bold = marbre_cli_paint(cli, "1", title);
    g_autofree char *path = marbre_text_shown(folder);
    printf("%s\n%s\n", bold, path);
    print_stage(cli, dossier);
    print_assigned(dossier);
    print_hours(cli, dossier, appointment);
    print_told(dossier->state);
    print_corrections(dossier->state->corrections);
    print_approvals(cli, dossier);
    print_claims(dossier->article);
    print_remarks(overview, folder);
    print_owed(cli, overview, messages);
    guint count = overview->answer->obstacles->len;
    if (count > 0) {
        printf(g_dngettext(GETTEXT_PACKAGE, "\n%u thing stands in the way:\n",
                           "\n%u things stand in the way:\n", count),
               count);
        marbre_obstacles_print(cli, overview->answer->obstacles, messages);
    } else if (dossier->stage != NULL) {
        printf(_("\nNothing stands in the way:  marbre advance %s\n"),
               marbre_article_get_slug(dossier->article));
    }
}

MarbreExit
marbre_command_show(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    gboolean alignment = FALSE;
    GOptionEntry entries[] = {
        {"alignment", 0, 0, G_OPTION_ARG_NONE, &alignment,
         N_("which passages of the source answer those of the text"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    if (!marbre_cli_parse(cli, N_("ARTICLE"), entries, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL ||
        !marbre_cli_now(cli, marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->zone,
                        &cli->session.now, &error))
        return marbre_cli_fail(error);
    g_autofree char *folder = marbre_cli_article(cli, tip, argv[1], &error);
    if (folder != NULL && alignment)
        return marbre_alignment_show(cli, tip, folder);
    g_autoptr(MarbreOverview) overview =
        folder == NULL ? NULL : marbre_cli_overview(cli, tip, folder, NULL, &error);
    g_autoptr(MarbreAppointment) appointment =
        overview == NULL ? NULL : marbre_hours_of(overview->dossier, cli->session.now, &error);
    if (appointment == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        marbre_show_json(cli, overview, appointment, folder);
    else
        print_text(cli, overview, appointment, folder);
    return overview->incomplete ? MARBRE_EXIT_UNABLE : MARBRE_EXIT_YES;
}
