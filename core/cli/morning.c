/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/spoken.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "cli/sheet.h"
#include "cli/tray.h"
#include "newsroom/find.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *key;
    const char *title;
} parts[MARBRE_TRAY_PARTS] = {
    {"returned", N_("Sent back to you")},
    {"mine", N_("Yours")},
    {"awaiting", N_("Awaiting your approval")},
    {"owed", N_("Owed by you")},
    {"due", N_("Due")},
    {"embargo", N_("Under embargo or scheduled")},
    {"desk", N_("At your desk, for whoever takes it")},
};

typedef struct {
    MarbreCli *cli;
    MarbreSheet *sheet;
    const MarbrePerson *person;
    MarbreTray *tray;
} Morning;

static bool
has_role(const Morning *morning, char *const *roles)
{
    return marbre_person_has_role(morning->person, (const char *const *)roles);
}

static bool
may_approve(const Morning *morning, const MarbreOutlook *outlook)
{
    return outlook->approvers != NULL &&
           g_strv_contains((const char *const *)outlook->approvers, morning->person->id);
}

/* --- what to do next ----------------------------------------------------------------------------
 */

/* What moves it on, as the person at work would type it. (transfer full) */
static char *
move_on(const Morning *morning, const MarbreSheetLine *line)
{
    const MarbreOutlook *outlook = line->outlook;
    const char *slug = marbre_sheet_line_slug(line);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(morning->sheet->policy, line->of->row->workflow);
    if (outlook->unsaved)
        return g_strdup_printf("marbre save %s", slug);
    if (line->of->stage == NULL)
        return g_strdup_printf("marbre show %s", slug);
    if (outlook->obstacles > 0 && outlook->ready && may_approve(morning, outlook))
        return g_strdup_printf("marbre approve %s", slug);
    if (outlook->obstacles > 0)
        return g_strdup_printf("marbre check %s", slug);
    if (!has_role(morning, line->of->stage->roles))
        return g_strdup_printf("marbre show %s", slug);
    return workflow != NULL && marbre_stage_is_last(workflow, line->of->stage)
               ? g_strdup_printf("marbre publish %s", slug)
               : g_strdup_printf("marbre advance %s", slug);
}

static char *
answer_owed(const MarbreSheetLine *line)
{
    const char *slug = marbre_sheet_line_slug(line), *stage = line->outlook->owed_stage;
    bool why = line->of->stage == NULL; /* of what is published, it is said why */
    return g_strdup_printf("marbre approve %s%s%s%s", slug, stage == NULL ? "" : " --stage ",
                           stage == NULL ? "" : stage, why ? " -m WHY" : "");
}

static char *
command_of(const Morning *morning, const MarbreSheetLine *line, MarbreTrayPart part)
{
    const char *slug = marbre_sheet_line_slug(line);
    switch (part) {
    case MARBRE_TRAY_RETURNED:
    case MARBRE_TRAY_MINE:
        return move_on(morning, line);
    case MARBRE_TRAY_AWAITING:
        return g_strdup_printf("marbre approve %s", slug);
    case MARBRE_TRAY_OWED:
        return answer_owed(line);
    case MARBRE_TRAY_DUE:
        if (line->of->end == MARBRE_TURN_DUE)
            return g_strdup("marbre publish --due");
        return move_on(morning, line);
    case MARBRE_TRAY_EMBARGO:
        return g_strdup_printf("marbre show %s", slug);
    case MARBRE_TRAY_DESK:
        return line->outlook->unsaved ? move_on(morning, line)
                                      : g_strdup_printf("marbre take %s", slug);
    case MARBRE_TRAY_PARTS:
        break;
    }
    return NULL;
}

/* --- text ------------------------------------------------------------------------------------- */

/* What is to be known of it besides its title: "Draft, for 19 March 2026, 18:00".
   (transfer full) */
static char *
facts_of(const Morning *morning, const MarbreSheetLine *line)
{
    int64_t now = morning->cli->session.now;
    g_autoptr(GString) facts = g_string_new(marbre_sheet_line_stage_shown(morning->sheet, line));
    if (line->due != 0) {
        g_autofree char *due = marbre_hour_shown(line->due, morning->sheet->zone);
        g_string_append_printf(facts, line->due <= now ? _(", late: for %s") : _(", for %s"), due);
    }
    g_autofree char *hours = marbre_hours_shown(line->of, morning->sheet->zone, now);
    if (hours != NULL)
        g_string_append_printf(facts, ", %s", hours);
    if (line->outlook != NULL && line->outlook->unsaved)
        g_string_append(facts, _(", with words that are not saved"));
    return g_string_free(g_steal_pointer(&facts), FALSE);
}

static void
print_line(const Morning *morning, const MarbreSheetLine *line, MarbreTrayPart part)
{
    g_autofree char *title = marbre_moves_title(line->of->row->title);
    g_autofree char *facts = facts_of(morning, line);
    g_autofree char *command = command_of(morning, line, part);
    g_autofree char *spoken = marbre_spoken_line(command);
    g_autofree char *painted = marbre_cli_paint(morning->cli, "36", spoken);
    printf("  %s  (%s)\n", title, facts);
    if (part == MARBRE_TRAY_RETURNED) {
        g_autofree char *flat =
            marbre_text_collapse(line->returned_why == NULL ? "" : line->returned_why,
                                 line->returned_why == NULL ? 0 : strlen(line->returned_why), NULL);
        g_autofree char *why = marbre_cli_quoted(flat);
        printf(_("      %s: %s\n"), marbre_sheet_name(morning->sheet, line->returned_by), why);
    }
    printf("      %s\n", painted);
}

static void
print_text(const Morning *morning)
{
    bool any = false;
    for (MarbreTrayPart part = 0; part < MARBRE_TRAY_PARTS; part++) {
        const GPtrArray *told = morning->tray->lines[part];
        if (told->len == 0)
            continue;
        g_autofree char *title = marbre_cli_paint(morning->cli, "1", _(parts[part].title));
        printf("%s%s\n", any ? "\n" : "", title);
        for (guint i = 0; i < told->len; i++)
            print_line(morning, told->pdata[i], part);
        if (morning->tray->more[part] > 0)
            printf(g_dngettext(GETTEXT_PACKAGE, "  and %u more:  marbre list --mine\n",
                               "  and %u more:  marbre list --mine\n", morning->tray->more[part]),
                   morning->tray->more[part]);
        any = true;
    }
    if (!any)
        printf(_("Nothing waits for you.\n"));
    printf(_("\nWhere everything stands:  marbre list\nA new article:  marbre new --title "
             "\"TITLE\"\n"));
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_line(MarbreJson *json,
           const Morning *morning,
           const MarbreSheetLine *line,
           MarbreTrayPart part)
{
    g_autofree char *command = command_of(morning, line, part);
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "article", line->of->row->folder);
    marbre_json_member_string(json, "title", line->of->row->title);
    marbre_json_member_string(json, "stage", marbre_sheet_line_stage(morning->sheet, line));
    if (part == MARBRE_TRAY_RETURNED) {
        marbre_json_member_string(json, "by", line->returned_by);
        marbre_json_member_string(json, "why", line->returned_why);
    }
    if (line->due != 0)
        marbre_hours_member_at(json, "assigned_due", line->due, morning->sheet->zone);
    marbre_hours_members(json, line->of, morning->sheet->zone);
    marbre_json_member_string(json, "command", command);
    marbre_json_end_object(json);
}

static void
print_json(const Morning *morning)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "person", morning->person->id);
    for (MarbreTrayPart part = 0; part < MARBRE_TRAY_PARTS; part++) {
        marbre_json_member_array(json, parts[part].key);
        for (guint i = 0; i < morning->tray->lines[part]->len; i++)
            write_line(json, morning, morning->tray->lines[part]->pdata[i], part);
        marbre_json_end_array(json);
    }
    marbre_json_member_object(json, "more");
    for (MarbreTrayPart part = 0; part < MARBRE_TRAY_PARTS; part++)
        marbre_json_member_int(json, parts[part].key, morning->tray->more[part]);
    marbre_json_end_object(json);
    marbre_answer_end(json);
}

/* --- where there is none ------------------------------------------------------------------------
 */

/* Where a newsroom could begin: the first command is the one to type. */
static MarbreExit
begin(const MarbreCli *cli, bool repository)
{
    if (cli->json) {
        printf("{\n  \"version\": 1,\n  \"newsroom\": false\n}\n");
        return MARBRE_EXIT_YES;
    }
    if (repository)
        printf(_("There is no newsroom here yet. What is here stays as it is, and is public "
                 "already:\n  marbre init --here .\n"));
    else
        printf(_("There is no newsroom here. To open one, in a new folder:\n  marbre init "
                 "gazette\n"));
    if (!repository)
        printf(_("Where you work alone, and nobody can read your words over:\n  marbre init "
                 "gazette --solo\n"));
    printf(_("All commands:\n  marbre --help\n"));
    return MARBRE_EXIT_YES;
}

static bool
has_newsroom(MarbreStore *store)
{
    bool has = false;
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, NULL);
    return tip != NULL && marbre_snapshot_has(tip, "marbre.yaml", &has, NULL) && has;
}

/* --- the command --------------------------------------------------------------------------------
 */

/* The article whose folder one stands in: its page. */
static bool
show_here(MarbreCli *cli, MarbreExit *ret_exit)
{
    g_autoptr(MarbreNewsroom) tip =
        cli->inside == NULL || *cli->inside == '\0' ? NULL : marbre_cli_tip(cli, NULL);
    g_autofree char *folder = tip == NULL ? NULL : marbre_newsroom_find_path(tip, cli->inside);
    char json[] = "--format=json", name[] = "show";
    char *words[] = {name, folder, cli->json ? json : NULL, NULL};
    if (folder == NULL)
        return false;
    g_autofree char *word = g_strdup(".");
    words[1] = word;
    *ret_exit = marbre_command_show(cli, cli->json ? 3 : 2, words);
    return true;
}

static MarbreExit
run(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreSheet) sheet = marbre_sheet_open(cli, &error);
    const MarbrePerson *person =
        sheet == NULL ? NULL : marbre_session_actor(&cli->session, sheet->tip, &error);
    if (person == NULL)
        return marbre_cli_fail(error);
    g_autoptr(MarbreTray) tray = marbre_tray_read(sheet, person, &error);
    if (tray == NULL)
        return marbre_cli_fail(error);
    const Morning morning = {.cli = cli, .sheet = sheet, .person = person, .tray = tray};
    if (cli->json)
        print_json(&morning);
    else
        print_text(&morning);
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_morning(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, "", NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return marbre_cli_usage(_("--format stands behind the command; see marbre --help"));
    if (!marbre_cli_open(cli, &error)) {
        if (g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_USAGE))
            return begin(cli, false);
        return marbre_cli_fail(error);
    }
    if (!has_newsroom(cli->store))
        return begin(cli, true);
    return show_here(cli, &status) ? status : run(cli);
}
