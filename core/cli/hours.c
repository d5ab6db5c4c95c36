/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/hours.h"

#include "finding/excerpt.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_hours_member_at(MarbreJson *json, const char *key, int64_t at, GTimeZone *zone)
{
    marbre_json_member_instant(json, key, marbre_instant_at(at, zone));
}

void
marbre_hours_member(MarbreJson *json, const char *key, const MarbreHour *hour, GTimeZone *zone)
{
    if (hour->set && hour->at != INT64_MAX)
        marbre_hours_member_at(json, key, hour->at, zone);
    else
        marbre_json_member_string(json, key, NULL);
}

void
marbre_hours_members(MarbreJson *json, const MarbreAppointment *appointment, GTimeZone *zone)
{
    marbre_hours_member(json, "embargo", &appointment->embargo, zone);
    marbre_hours_member(json, "publish_at", &appointment->publish_at, zone);
    marbre_hours_member(json, "unpublish_at", &appointment->unpublish_at, zone);
    if (appointment->owed != 0)
        marbre_hours_member_at(json, "owed_until", appointment->owed, zone);
    else
        marbre_json_member_string(json, "owed_until", NULL);
}

void
marbre_hours_align(GPtrArray *column)
{
    size_t widest = 0;
    for (guint i = 0; i < column->len; i++)
        widest = MAX(widest, marbre_text_columns(column->pdata[i], strlen(column->pdata[i])));
    for (guint i = 0; i < column->len; i++) {
        g_autofree char *text = column->pdata[i];
        size_t columns = marbre_text_columns(text, strlen(text));
        column->pdata[i] = g_strdup_printf("%s%*s", text, (int)(widest - columns), "");
    }
}

MarbreAppointment *
marbre_hours_of(const MarbreDossier *dossier, int64_t now, GError **error)
{
    static const char *const no_facts[] = {NULL};
    const char *settled = marbre_record_settled(dossier->newsroom, dossier->article);
    MarbreRow *row = marbre_row_new(dossier->article, "", NULL, settled, no_facts);
    return marbre_appointment_new(dossier->newsroom, row, now, error);
}

static void
add(GString *words, char *more)
{
    g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", more);
    g_free(more);
}

static void
add_embargo(GString *words, const MarbreAppointment *of, GTimeZone *zone, int64_t now)
{
    if (of->embargo.unreadable != NULL) {
        add(words, g_strdup(_("under an embargo that can't be read")));
    } else if (of->embargo.set && now < of->embargo.at) {
        g_autofree char *at = marbre_hour_shown(of->embargo.at, zone);
        add(words, g_strdup_printf(_("under embargo until %s"), at));
    }
}

static void
add_publication(GString *words, const MarbreAppointment *of, GTimeZone *zone)
{
    if (of->publish_at.unreadable != NULL && of->publication == MARBRE_TURN_UNREADABLE) {
        add(words, g_strdup(_("scheduled for an hour that can't be read")));
        return;
    }
    g_autofree char *at =
        marbre_hour_shown(of->publish_at.set ? of->publish_at.at : of->publishes, zone);
    switch (of->publication) {
    case MARBRE_TURN_WAITS:
        if (of->publish_at.set)
            add(words, g_strdup_printf(_("scheduled for %s"), at));
        break;
    case MARBRE_TURN_DUE:
        add(words, g_strdup_printf(_("due since %s"), at));
        break;
    case MARBRE_TURN_MISSED:
        add(words, g_strdup_printf(_("late: it was scheduled for %s"), at));
        break;
    case MARBRE_TURN_NONE:
    case MARBRE_TURN_UNREADABLE:
        break;
    }
}

static void
add_end(GString *words, const MarbreAppointment *of, GTimeZone *zone)
{
    g_autofree char *at = marbre_hour_shown(of->ends, zone);
    switch (of->end) {
    case MARBRE_TURN_WAITS:
        add(words, g_strdup_printf(_("online until %s"), at));
        break;
    case MARBRE_TURN_DUE:
        add(words, g_strdup_printf(_("its time online ended on %s"), at));
        break;
    case MARBRE_TURN_UNREADABLE:
        add(words, g_strdup(_("online until an hour that can't be read")));
        break;
    case MARBRE_TURN_NONE:
    case MARBRE_TURN_MISSED:
        break;
    }
}

static void
add_owed(GString *words, const MarbreAppointment *of, GTimeZone *zone)
{
    if (of->owed == 0)
        return;
    g_autofree char *at = marbre_hour_shown(of->owed, zone);
    add(words, g_strdup_printf(of->overdue ? _("overdue: approvals were owed until %s")
                                           : _("approvals owed until %s"),
                               at));
}

char *
marbre_hours_shown(const MarbreAppointment *appointment, GTimeZone *zone, int64_t now)
{
    g_autoptr(GString) words = g_string_new(NULL);
    if (appointment->publication != MARBRE_TURN_NONE) {
        add_embargo(words, appointment, zone, now);
        add_publication(words, appointment, zone);
    }
    add_end(words, appointment, zone);
    add_owed(words, appointment, zone);
    if (appointment->left_out)
        add(words, g_strdup(_("left out of the site, for it was recorded before its embargo")));
    return words->len == 0 ? NULL : g_strdup(words->str);
}
