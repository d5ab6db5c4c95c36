/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"
#include "cli/commands.h"
#include "cli/dossiers.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char *stage;
    gboolean mine;
    gboolean due;
} Options;

/* One line of the list. */
typedef struct {
    MarbreOverview *overview;
    MarbreAppointment *appointment;
    char *folder;
} Line;

typedef struct {
    MarbreCli *cli;
    MarbreNewsroom *tip;
    const MarbrePerson *person; /* nullable */
    const Options *options;
    GArray *lines;
    GPtrArray *folders;
} Listing;

static void
line_clear(void *data)
{
    Line *line = data;
    marbre_overview_free(line->overview);
    marbre_appointment_free(line->appointment);
    g_free(line->folder);
}

static bool
add_folder(void *user, const char *folder, const char *oid)
{
    g_ptr_array_add(((Listing *)user)->folders, g_strdup(folder));
    return true;
}

/* Whether it lies at this person's desk: to move on, or to approve. */
static bool
is_mine(const Listing *listing, const MarbreDossier *dossier)
{
    const MarbreStage *stage = dossier->stage;
    if (listing->person == NULL || stage == NULL)
        return false;
    return marbre_person_has_role(listing->person, (const char *const *)stage->roles) ||
           marbre_person_has_role(listing->person, (const char *const *)stage->approvals.roles);
}

/* Whether its hour has come, and it is not where that hour wants it. */
static bool
is_due(const MarbreAppointment *appointment)
{
    return appointment->publication == MARBRE_TURN_DUE ||
           appointment->publication == MARBRE_TURN_MISSED ||
           appointment->publication == MARBRE_TURN_UNREADABLE ||
           appointment->end == MARBRE_TURN_DUE || appointment->left_out || appointment->owed != 0;
}

static bool
is_wanted(const Listing *listing,
          const MarbreOverview *overview,
          const MarbreAppointment *appointment)
{
    const MarbreDossier *dossier = overview->dossier;
    const char *stage = listing->options->stage;
    if (listing->options->due && overview->owed->len == 0 && !is_due(appointment))
        return false;
    if (stage != NULL && strcmp(dossier->state->stage, stage) != 0)
        return false;
    return !listing->options->mine || is_mine(listing, dossier);
}

static const char *
stage_shown(const Listing *listing, const MarbreDossier *dossier)
{
    if (dossier->stage != NULL)
        return marbre_stage_title(dossier->stage, listing->cli->lang);
    if (strcmp(dossier->state->stage, MARBRE_STAGE_PUBLISHED) == 0)
        return _("Published");
    if (strcmp(dossier->state->stage, MARBRE_STAGE_SPIKED) == 0)
        return _("Spiked");
    if (strcmp(dossier->state->stage, MARBRE_STAGE_RETRACTED) == 0)
        return dossier->state->retracted != NULL && dossier->state->retracted->kind != NULL
                   ? _("Offline")
                   : _("Retracted");
    return dossier->state->stage;
}

/* What is owed of an article; of one on its way it is counted among what stands in the way. */
static void
print_owed(const MarbreOverview *overview, const MarbreAppointment *appointment)
{
    guint owed = overview->owed->len;
    if ((overview->dossier->stage == NULL || appointment->owed != 0) && owed > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "  (%u approval owed)", "  (%u approvals owed)", owed),
               owed);
}

static void
explain_owed(const Listing *listing, const MarbreOverview *overview)
{
    if (!listing->options->due)
        return;
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(listing->cli, overview->findings);
    marbre_moves_print_owed(listing->cli, overview->owed, messages);
}

static void
print_hours(const Listing *listing, const Line *line)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(listing->tip);
    g_autofree char *hours = marbre_hours_shown(
        line->appointment, marbre_policy_get_settings(policy)->zone, listing->cli->session.now);
    if (hours != NULL)
        printf("  (%s)", hours);
}

static void
print_text(const Listing *listing)
{
    size_t stages = 0;
    for (guint i = 0; i < listing->lines->len; i++) {
        const char *stage =
            stage_shown(listing, g_array_index(listing->lines, Line, i).overview->dossier);
        stages = MAX(stages, marbre_text_columns(stage, strlen(stage)));
    }
    for (guint i = 0; i < listing->lines->len; i++) {
        const Line *line = &g_array_index(listing->lines, Line, i);
        const MarbreDossier *dossier = line->overview->dossier;
        const char *stage = stage_shown(listing, dossier);
        guint obstacles = line->overview->answer->obstacles->len;
        g_autofree char *title = marbre_moves_title(marbre_article_get_title(dossier->article));
        printf("%s%*s  %s", stage, (int)(stages - marbre_text_columns(stage, strlen(stage))), "",
               title);
        if (obstacles > 0)
            printf(g_dngettext(GETTEXT_PACKAGE, "  (%u thing in the way)",
                               "  (%u things in the way)", obstacles),
                   obstacles);
        print_owed(line->overview, line->appointment);
        print_hours(listing, line);
        g_autofree char *slug = marbre_text_shown(marbre_article_get_slug(dossier->article));
        printf("\n%*s  %s\n", (int)stages, "", slug);
        explain_owed(listing, line->overview);
    }
    if (listing->lines->len == 0)
        printf(listing->options->due ? _("Nothing is owed.\n") : _("Nothing is here.\n"));
}

static void
print_json(const Listing *listing)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_array(json, "articles");
    for (guint i = 0; i < listing->lines->len; i++) {
        const Line *line = &g_array_index(listing->lines, Line, i);
        const MarbreDossier *dossier = line->overview->dossier;
        g_autofree char *entered = marbre_instant_format(dossier->state->entered);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "id", dossier->state->id);
        marbre_json_member_string(json, "path", line->folder);
        marbre_json_member_string(json, "title", marbre_article_get_title(dossier->article));
        marbre_json_member_string(json, "lang", marbre_article_get_langs(dossier->article)[0]);
        marbre_json_member_string(json, "stage", dossier->state->stage);
        marbre_json_member_string(json, "entered", dossier->fresh ? NULL : entered);
        marbre_json_member_int(json, "obstacles", line->overview->answer->obstacles->len);
        marbre_json_member_int(json, "owed", line->overview->owed->len);
        marbre_hours_members(
            json, line->appointment,
            marbre_policy_get_settings(marbre_newsroom_get_policy(listing->tip))->zone);
        marbre_json_member_bool(json, "due", is_due(line->appointment));
        marbre_json_member_bool(json, "overdue", line->appointment->overdue);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

/* A stage that some workflow has, or one of the reserved words. */
static bool
check_stage(const MarbrePolicy *policy, const char *stage, GError **error)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(policy);
    const char *nearest = NULL;
    bool known = stage == NULL || strcmp(stage, MARBRE_STAGE_PUBLISHED) == 0 ||
                 strcmp(stage, MARBRE_STAGE_SPIKED) == 0 ||
                 strcmp(stage, MARBRE_STAGE_RETRACTED) == 0;
    for (guint i = 0; i < workflows->len && !known; i++) {
        known = marbre_workflow_stage(workflows->pdata[i], stage) != NULL;
        if (nearest == NULL)
            nearest = marbre_workflow_nearest(workflows->pdata[i], stage);
    }
    if (!known && nearest != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no stage “%s”; the nearest is “%s”"), stage, nearest);
    else if (!known)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no stage “%s”; `marbre workflow show` names them"), stage);
    return known;
}

static MarbreExit
run(MarbreCli *cli, const Options *options)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_open(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_array_set_clear_func(lines, line_clear);
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    Listing listing = {cli, tip, NULL, options, lines, folders};
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    if (!marbre_cli_now(cli, marbre_policy_get_settings(policy)->zone, &cli->session.now, &error))
        return marbre_cli_fail(error);
    if (options->mine) {
        if (!marbre_cli_session(cli, &error))
            return marbre_cli_fail(error);
        listing.person = marbre_session_actor(&cli->session, tip, &error);
        if (listing.person == NULL)
            return marbre_cli_fail(error);
    }
    const MarbreSession reader = {.store = cli->store};
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(&reader, tip, &error);
    if (files == NULL || !check_stage(policy, options->stage, &error) ||
        !marbre_newsroom_each(files, add_folder, &listing, &error))
        return marbre_cli_fail(error);
    for (guint i = 0; i < folders->len; i++) {
        const char *folder = folders->pdata[i];
        MarbreOverview *overview = marbre_overview_new(cli, tip, folder, NULL, &error);
        MarbreAppointment *appointment =
            overview == NULL ? NULL : marbre_hours_of(overview->dossier, cli->session.now, &error);
        if (appointment == NULL) {
            marbre_overview_free(overview);
            return marbre_cli_fail(error);
        }
        Line line = {overview, appointment, g_strdup(folder)};
        if (is_wanted(&listing, overview, appointment))
            g_array_append_val(lines, line);
        else
            line_clear(&line);
        marbre_cli_progress(NULL, i + 1, folders->len);
    }
    if (cli->json)
        print_json(&listing);
    else
        print_text(&listing);
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_list(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"stage", 0, 0, G_OPTION_ARG_STRING, &options.stage, N_("only what stands at this stage"),
         N_("STAGE")},
        {"mine", 0, 0, G_OPTION_ARG_NONE, &options.mine, N_("only what lies at my desk"), NULL},
        {"due", 0, 0, G_OPTION_ARG_NONE, &options.due,
         N_("only what is owed: what was approved and has changed since, and whose hour has come"),
         NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[--stage STAGE] [--mine] [--due]"), entries, false, &argc, &argv,
                          &status))
        return status;
    status = argc > 1
                 ? marbre_cli_usage(_("list takes no articles; `marbre show ARTICLE` shows one"))
                 : run(cli, &options);
    g_free(options.stage);
    return status;
}
