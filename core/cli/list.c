/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "cli/obstacles.h"
#include "cli/sheet.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* As many as one reads; who wants them all says so, and so does who reads them by machine. */
#define SHOWN 40

typedef struct {
    char *stage;
    gboolean mine;
    gboolean due;
    gboolean all;
} Options;

typedef struct {
    MarbreCli *cli;
    MarbreSheet *sheet;
    const MarbrePerson *person; /* nullable */
    const Options *options;
    GPtrArray *shown; /* of MarbreSheetLine, borrowed */
    GPtrArray *own;   /* of MarbreSheetLine: those that the sheet does not own */
    guint most;
    guint more; /* how many are wanted beside those that are shown */
    GError *error;
} Listing;

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
is_wanted(const Listing *listing, const MarbreSheetLine *line)
{
    const char *stage = listing->options->stage;
    if (stage != NULL && strcmp(marbre_sheet_line_stage(listing->sheet, line), stage) != 0)
        return false;
    return !listing->options->mine ||
           marbre_sheet_line_is_of(listing->sheet, line, listing->person);
}

/* Find out about it, and show it if it is due where that is asked. Its article may have gone. */
static bool
show(Listing *listing, MarbreSheetLine *line)
{
    if (listing->shown->len >= listing->most) {
        listing->more++;
        return true;
    }
    bool due = listing->options->due;
    if (!marbre_sheet_look(listing->sheet, line, due, &listing->error)) {
        if (g_error_matches(listing->error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
            g_clear_error(&listing->error);
        return listing->error == NULL;
    }
    if (!due || line->outlook->owed > 0 || line->due != 0 || is_due(line->of))
        g_ptr_array_add(listing->shown, line);
    marbre_cli_progress(NULL, listing->shown->len, listing->most);
    return true;
}

static bool
add_line(void *user, MarbreSheetLine *line)
{
    Listing *listing = user;
    g_ptr_array_add(listing->own, line);
    return !is_wanted(listing, line) ||
           (show(listing, line) && listing->shown->len < listing->most);
}

/* Those that are gone from the files are few, and counted with the rest. */
static guint
count_at(const Listing *listing, MarbreSlateClass class, char *const *stages)
{
    const MarbreSlate *slate = listing->sheet->slate;
    guint count = stages == NULL ? marbre_slate_count(slate, class, NULL) : 0;
    for (char *const *stage = stages; stage != NULL && *stage != NULL; stage++)
        count += marbre_slate_count(slate, class, *stage);
    return count;
}

/* The stages that are asked about; NULL: any. (transfer full, nullable) */
static char **
stages_asked(const Listing *listing)
{
    const char *const one[] = {listing->options->stage, NULL};
    if (listing->options->stage != NULL || !listing->options->mine)
        return listing->options->stage == NULL ? NULL : g_strdupv((char **)one);
    return marbre_sheet_stages_of(listing->sheet, listing->person);
}

static bool
add_class(Listing *listing, MarbreSlateClass class)
{
    g_auto(GStrv) stages = stages_asked(listing);
    guint before = listing->shown->len, count = count_at(listing, class, stages);
    if (listing->options->mine && class == MARBRE_SLATE_AWAY)
        return true; /* nobody's desk */
    if (count > 0 && before < listing->most &&
        !marbre_sheet_each(listing->sheet, class, (const char *const *)stages, add_line, listing,
                           &listing->error))
        return false;
    guint shown = listing->shown->len - before;
    if (listing->shown->len >= listing->most)
        listing->more += count - MIN(count, shown);
    return listing->error == NULL;
}

/* Of the special ones those that are away come behind the plain. */
static bool
add_special(Listing *listing, bool away)
{
    const GPtrArray *special = listing->sheet->special;
    for (guint i = 0; i < special->len; i++) {
        MarbreSheetLine *line = g_ptr_array_index(special, i);
        if ((line->urgency == MARBRE_URGENCY_AWAY) == away && is_wanted(listing, line) &&
            !show(listing, line))
            return false;
    }
    return true;
}

static bool
read_all(Listing *listing)
{
    /* What is due is special, or it would not be. */
    if (listing->options->due)
        return add_special(listing, false) && add_special(listing, true);
    return add_special(listing, false) && add_class(listing, MARBRE_SLATE_PLAIN) &&
           add_special(listing, true) && add_class(listing, MARBRE_SLATE_AWAY);
}

/* --- text ------------------------------------------------------------------------------------- */

/* What is owed of an article; of one on its way it is counted among what stands in the way. */
static void
print_owed(const MarbreSheetLine *line)
{
    guint owed = line->outlook->owed;
    if ((line->of->stage == NULL || line->of->owed != 0) && owed > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "  (%u approval owed)", "  (%u approvals owed)", owed),
               owed);
}

static void
explain_owed(const Listing *listing, const MarbreSheetLine *line)
{
    if (!listing->options->due || line->outlook->owing == NULL)
        return;
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(listing->cli, line->outlook->findings);
    marbre_obstacles_print_owed(listing->cli, line->outlook->owing, messages);
}

static void
print_whose(const Listing *listing, const MarbreSheetLine *line)
{
    if (line->returned_by != NULL)
        printf(_("  (sent back by %s)"), marbre_sheet_name(listing->sheet, line->returned_by));
    if (line->assigned == NULL)
        return;
    const char *name = marbre_sheet_name(listing->sheet, line->assigned);
    if (line->due == 0) {
        printf("  (%s)", name);
        return;
    }
    g_autofree char *due = marbre_hour_shown(line->due, listing->sheet->zone);
    printf(line->due <= listing->cli->session.now ? _("  (%s, late: for %s)") : _("  (%s, for %s)"),
           name, due);
}

static void
print_line(const Listing *listing, const MarbreSheetLine *line, size_t stages)
{
    const char *stage = marbre_sheet_line_stage_shown(listing->sheet, line);
    guint obstacles = line->outlook->obstacles;
    g_autofree char *title = marbre_moves_title(line->of->row->title);
    printf("%s%*s  %s", stage, (int)(stages - marbre_text_columns(stage, strlen(stage))), "",
           title);
    if (obstacles > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "  (%u thing in the way)", "  (%u things in the way)",
                           obstacles),
               obstacles);
    print_owed(line);
    print_whose(listing, line);
    g_autofree char *hours =
        marbre_hours_shown(line->of, listing->sheet->zone, listing->cli->session.now);
    if (hours != NULL)
        printf("  (%s)", hours);
    g_autofree char *slug = marbre_text_shown(marbre_sheet_line_slug(line));
    printf("\n%*s  %s\n", (int)stages, "", slug);
    explain_owed(listing, line);
}

static void
print_text(const Listing *listing)
{
    size_t stages = 0;
    for (guint i = 0; i < listing->shown->len; i++) {
        const char *stage = marbre_sheet_line_stage_shown(listing->sheet, listing->shown->pdata[i]);
        stages = MAX(stages, marbre_text_columns(stage, strlen(stage)));
    }
    for (guint i = 0; i < listing->shown->len; i++)
        print_line(listing, listing->shown->pdata[i], stages);
    if (listing->shown->len == 0)
        printf(listing->options->due ? _("Nothing is owed.\n") : _("Nothing is here.\n"));
    if (listing->more > 0) {
        printf(g_dngettext(GETTEXT_PACKAGE, "\n%u more:  marbre list%s%s%s%s --all\n",
                           "\n%u more:  marbre list%s%s%s%s --all\n", listing->more),
               listing->more, listing->options->stage == NULL ? "" : " --stage ",
               listing->options->stage == NULL ? "" : listing->options->stage,
               listing->options->mine ? " --mine" : "", listing->options->due ? " --due" : "");
    }
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_line(MarbreJson *json, const Listing *listing, const MarbreSheetLine *line)
{
    const MarbreRow *row = line->of->row;
    g_auto(GStrv) langs = g_strsplit(row->langs == NULL ? "" : row->langs, " ", -1);
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", row->id);
    marbre_json_member_string(json, "path", row->folder);
    marbre_json_member_string(json, "title", row->title);
    marbre_json_member_string(json, "lang", langs[0]);
    marbre_json_member_string(json, "stage", marbre_sheet_line_stage(listing->sheet, line));
    marbre_json_member_string(json, "entered", row->entered);
    marbre_json_member_string(json, "assigned", line->assigned);
    if (line->due != 0)
        marbre_hours_member_at(json, "assigned_due", line->due, listing->sheet->zone);
    else
        marbre_json_member_string(json, "assigned_due", NULL);
    marbre_json_member_string(json, "returned_by", line->returned_by);
    marbre_json_member_string(json, "returned_why", line->returned_why);
    marbre_json_member_int(json, "obstacles", line->outlook->obstacles);
    marbre_json_member_int(json, "owed", line->outlook->owed);
    marbre_hours_members(json, line->of, listing->sheet->zone);
    marbre_json_member_bool(json, "due", is_due(line->of));
    marbre_json_member_bool(json, "overdue", line->of->overdue);
    marbre_json_end_object(json);
}

static void
print_json(const Listing *listing)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "articles");
    for (guint i = 0; i < listing->shown->len; i++)
        write_line(json, listing, listing->shown->pdata[i]);
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

/* --- the command --------------------------------------------------------------------------------
 */

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
    if (options->mine && !marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreSheet) sheet = marbre_sheet_open(cli, &error);
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    g_autoptr(GPtrArray) own =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_sheet_line_free);
    if (sheet == NULL || !check_stage(sheet->policy, options->stage, &error))
        return marbre_cli_fail(error);
    Listing listing = {.cli = cli,
                       .sheet = sheet,
                       .options = options,
                       .shown = shown,
                       .own = own,
                       .most = cli->json || options->all ? G_MAXUINT : SHOWN};
    if (options->mine) {
        listing.person = marbre_session_actor(&cli->session, sheet->tip, &error);
        if (listing.person == NULL)
            return marbre_cli_fail(error);
    }
    if (!read_all(&listing)) {
        MarbreExit status = marbre_cli_fail(listing.error);
        g_clear_error(&listing.error);
        return status;
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
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_("every one, however many there are"),
         NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[--stage STAGE] [--mine] [--due] [--all]"), entries, false,
                          &argc, &argv, &status))
        return status;
    status = argc > 1
                 ? marbre_cli_usage(_("list takes no articles; `marbre show ARTICLE` shows one"))
                 : run(cli, &options);
    g_free(options.stage);
    return status;
}
