/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/lag.h"

#include "base/date.h"
#include "cli/answer.h"
#include "cli/deeds.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "cli/publishing.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    MarbreCli *cli;
    MarbreNewsroom *tip;
    GTimeZone *zone;
    int64_t now;
    GPtrArray *agenda;
    MarbreLag *lag;
    guint online;
} Status;

/* What there is to tell, heading by heading; an article may stand under several. */
typedef struct {
    const char *key, *heading;
    bool (*holds)(const MarbreAppointment *of, int64_t now, int64_t *ret_at);
} Part;

static bool
is_left_out(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->embargo.at;
    return of->left_out;
}

static bool
is_due(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->publishes;
    return of->publication == MARBRE_TURN_DUE;
}

static bool
is_missed(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->publishes;
    return of->publication == MARBRE_TURN_MISSED;
}

static bool
is_scheduled(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->publishes;
    return of->publication == MARBRE_TURN_WAITS && of->publish_at.set;
}

static bool
is_embargoed(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->embargo.at;
    return of->publication != MARBRE_TURN_NONE && of->embargo.set &&
           of->embargo.unreadable == NULL && now < of->embargo.at;
}

static bool
is_over(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->ends;
    return of->end == MARBRE_TURN_DUE;
}

static bool
is_ending(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->ends;
    return of->end == MARBRE_TURN_WAITS;
}

static bool
is_overdue(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->owed;
    return of->overdue;
}

static bool
is_owed(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = of->owed;
    return of->owed != 0 && !of->overdue;
}

static bool
is_unreadable(const MarbreAppointment *of, int64_t now, int64_t *ret_at)
{
    *ret_at = INT64_MAX;
    return of->publication == MARBRE_TURN_UNREADABLE || of->end == MARBRE_TURN_UNREADABLE;
}

static const Part parts[] = {
    {"left_out", N_("Left out of the site: the record has it published before its embargo"),
     is_left_out},
    {"due", N_("Due:  marbre publish --due"), is_due},
    {"over", N_("Time online is over:  marbre publish --due"), is_over},
    {"missed", N_("Late: scheduled, and not at the last stage"), is_missed},
    {"scheduled", N_("Scheduled"), is_scheduled},
    {"embargoed", N_("Under embargo"), is_embargoed},
    {"ending", N_("Online until"), is_ending},
    {"overdue", N_("Overdue: approvals were owed until"), is_overdue},
    {"owed", N_("Approvals owed until"), is_owed},
    {"unreadable", N_("The hour can't be read"), is_unreadable},
};

typedef struct {
    const MarbreAppointment *of;
    int64_t at;
} Line;

static int
compare_lines(const void *a, const void *b)
{
    const Line *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return strcmp(one->of->row->folder, other->of->row->folder);
}

static GArray *
lines_of(const Status *status, const Part *part)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    for (guint i = 0; i < status->agenda->len; i++) {
        Line line = {g_ptr_array_index(status->agenda, i), 0};
        if (part->holds(line.of, status->now, &line.at))
            g_array_append_val(lines, line);
    }
    g_array_sort(lines, compare_lines);
    return lines;
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_line(MarbreJson *json, const Status *status, const Line *line)
{
    const MarbreRow *row = line->of->row;
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", row->id);
    marbre_json_member_string(json, "path", row->folder);
    marbre_json_member_string(json, "title", row->title);
    marbre_json_member_string(json, "stage",
                              row->stage != NULL        ? row->stage
                              : line->of->stage != NULL ? line->of->stage->id
                                                        : NULL);
    if (line->at == INT64_MAX)
        marbre_json_member_string(json, "at", NULL);
    else
        marbre_hours_member_at(json, "at", line->at, status->zone);
    marbre_json_end_object(json);
}

static void
print_json(const Status *status)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_int(json, "online", status->online);
    marbre_json_member_bool(json, "rendered", !status->lag->nothing);
    marbre_json_member_array(json, "lags");
    for (guint i = 0; i < status->lag->folders->len; i++)
        marbre_json_string(json, status->lag->folders->pdata[i]);
    marbre_json_end_array(json);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GArray) lines = lines_of(status, &parts[i]);
        marbre_json_member_array(json, parts[i].key);
        for (guint j = 0; j < lines->len; j++)
            write_line(json, status, &g_array_index(lines, Line, j));
        marbre_json_end_array(json);
    }
    marbre_answer_end(json);
}

/* --- text ------------------------------------------------------------------------------------- */

static void
print_site(const Status *status)
{
    guint lags = status->lag->folders->len;
    printf(g_dngettext(GETTEXT_PACKAGE, "%u article is online.\n", "%u articles are online.\n",
                       status->online),
           status->online);
    if (status->lag->nothing && status->online > 0)
        printf(_("The site shows none of them yet:  marbre publish\n"));
    if (lags == 0)
        return;
    printf(g_dngettext(GETTEXT_PACKAGE,
                       "The site does not show the last change of %u article:  marbre publish\n",
                       "The site does not show the last changes of %u articles:  marbre publish\n",
                       lags),
           lags);
    for (guint i = 0; i < lags; i++) {
        g_autofree char *path = marbre_text_shown(status->lag->folders->pdata[i]);
        printf("  %s\n", path);
    }
}

static void
print_part(const Status *status, const Part *part)
{
    g_autoptr(GArray) lines = lines_of(status, part);
    if (lines->len > 0)
        printf("\n%s\n", _(part->heading));
    g_autoptr(GPtrArray) hours = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < lines->len; i++) {
        int64_t at = g_array_index(lines, Line, i).at;
        g_ptr_array_add(hours, at == INT64_MAX
                                   ? g_strdup("")
                                   : marbre_date_cell(marbre_instant_at(at, status->zone)));
    }
    marbre_hours_align(hours);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        const char *at = hours->pdata[i];
        g_autofree char *title = marbre_moves_title(line->of->row->title);
        printf("  %s%s%s", at, *at == '\0' ? "" : "  ", title);
        if (line->of->stage != NULL)
            printf("  (%s)", marbre_stage_title(line->of->stage, status->cli->lang));
        putchar('\n');
    }
}

static void
print_text(const Status *status)
{
    print_site(status);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        print_part(status, &parts[i]);
}

MarbreExit
marbre_publishing_status(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    Status status = {.cli = cli, .tip = tip, .zone = marbre_policy_get_settings(policy)->zone};
    if (!marbre_cli_now(cli, status.zone, &status.now, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, policy);
    g_autoptr(GPtrArray) agenda = marbre_agenda_read(tip, roll, status.now, &status.online, &error);
    g_autoptr(MarbreLag) lag = agenda == NULL ? NULL : marbre_desk_lag(tip, &error);
    if (lag == NULL)
        return marbre_cli_fail(error);
    status.agenda = agenda;
    status.lag = lag;
    if (cli->json)
        print_json(&status);
    else
        print_text(&status);
    for (guint i = 0; i < agenda->len; i++)
        if (((const MarbreAppointment *)agenda->pdata[i])->left_out)
            return MARBRE_EXIT_NO;
    return MARBRE_EXIT_YES;
}
