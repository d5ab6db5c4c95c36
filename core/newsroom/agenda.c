/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/agenda.h"

#include "newsroom/content.h"
#include "newsroom/row.h"

#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreRoll *roll; /* nullable */
    char **facts;
    int64_t now;
    GPtrArray *appointments;
    guint online;
    GError *error;
} Reading;

void
marbre_appointment_free(MarbreAppointment *appointment)
{
    if (appointment == NULL)
        return;
    marbre_hour_clear(&appointment->embargo);
    marbre_hour_clear(&appointment->publish_at);
    marbre_hour_clear(&appointment->unpublish_at);
    marbre_row_free(appointment->row);
    g_free(appointment);
}

static MarbreTurn
turn_at(const MarbreHour *hour, int64_t at, int64_t now)
{
    if (hour->unreadable != NULL)
        return MARBRE_TURN_UNREADABLE;
    return now < at ? MARBRE_TURN_WAITS : MARBRE_TURN_DUE;
}

static bool
stands_at(const MarbreRow *row, const char *stage)
{
    return row->stage != NULL && strcmp(row->stage, stage) == 0;
}

/* The last publication's second; the beginning of time where there was none. */
static int64_t
released_at(const MarbreRow *row)
{
    MarbreInstant at;
    return row->released != NULL && marbre_instant_parse(row->released, &at) ? at.seconds
                                                                             : INT64_MIN;
}

static void
set_publication(MarbreAppointment *of, const MarbreWorkflow *workflow, int64_t now)
{
    const MarbreHour *embargo = &of->embargo, *hour = &of->publish_at;
    if ((!embargo->set && !hour->set) || (of->stage == NULL && of->row->stage != NULL))
        return;
    bool embargo_last = embargo->set && (!hour->set || embargo->at > hour->at);
    const MarbreHour *last = embargo_last ? embargo : hour;
    if (last->at <= released_at(of->row))
        return;
    of->publishes = last->at;
    of->publication = turn_at(last, last->at, now);
    if (of->publication == MARBRE_TURN_DUE &&
        (of->stage == NULL || !marbre_stage_is_last(workflow, of->stage)))
        of->publication = hour->set ? MARBRE_TURN_MISSED : MARBRE_TURN_NONE;
}

/* What readers were promised is in what was published, whatever has been written since. */
static bool
set_end(MarbreAppointment *of, MarbreNewsroom *newsroom, int64_t now, GError **error)
{
    GTimeZone *zone = marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->zone;
    const MarbreRow *row = of->row;
    if (row->content == NULL || row->gone != NULL)
        return true;
    g_autoptr(MarbreArticle) published = NULL;
    if (row->settled == NULL) {
        published = marbre_content_article(newsroom, row->folder, row->content, error);
        if (published == NULL)
            return false;
    }
    g_auto(MarbreHour) embargo = published == NULL
                                     ? marbre_hour_read(row->embargo, MARBRE_HOUR_EMBARGO, zone)
                                     : marbre_hour_of(published, MARBRE_HOUR_EMBARGO, zone);
    g_auto(MarbreHour) end = published == NULL
                                 ? marbre_hour_read(row->unpublish_at, MARBRE_HOUR_UNPUBLISH, zone)
                                 : marbre_hour_of(published, MARBRE_HOUR_UNPUBLISH, zone);
    of->left_out = embargo.set && embargo.at > released_at(row);
    of->online = !of->left_out;
    if (end.set) {
        of->ends = end.at;
        of->end = turn_at(&end, end.at, now);
    }
    return true;
}

/* The earliest deadline: "STAGE UNTIL STAGE UNTIL …". */
static void
set_owed(MarbreAppointment *of, int64_t now)
{
    g_auto(GStrv) words = g_strsplit(of->row->owed == NULL ? "" : of->row->owed, " ", -1);
    for (char **word = words; word[0] != NULL && word[1] != NULL; word += 2) {
        MarbreInstant until;
        if (marbre_instant_parse(word[1], &until) && (of->owed == 0 || until.seconds < of->owed))
            of->owed = until.seconds;
    }
    of->overdue = of->owed != 0 && of->owed <= now;
}

MarbreAppointment *
marbre_appointment_new(MarbreNewsroom *newsroom, MarbreRow *row, int64_t now, GError **error)
{
    g_autoptr(MarbreAppointment) of = g_new0(MarbreAppointment, 1);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    GTimeZone *zone = marbre_policy_get_settings(policy)->zone;
    of->row = row;
    of->embargo = marbre_hour_read(row->embargo, MARBRE_HOUR_EMBARGO, zone);
    of->publish_at = marbre_hour_read(row->publish_at, MARBRE_HOUR_PUBLISH, zone);
    of->unpublish_at = marbre_hour_read(row->unpublish_at, MARBRE_HOUR_UNPUBLISH, zone);
    const MarbreWorkflow *workflow = marbre_policy_workflow_for(policy, row->workflow);
    of->stage = row->stage == NULL ? marbre_workflow_first(workflow)
                                   : marbre_workflow_resolve(workflow, row->stage);
    if (!stands_at(row, MARBRE_STAGE_SPIKED))
        set_publication(of, workflow, now);
    set_owed(of, now);
    return set_end(of, newsroom, now, error) ? g_steal_pointer(&of) : NULL;
}

bool
marbre_appointment_matters(const MarbreAppointment *appointment)
{
    return appointment->publication != MARBRE_TURN_NONE || appointment->end != MARBRE_TURN_NONE ||
           appointment->left_out || appointment->owed != 0;
}

static bool
read_folder(void *user, const char *folder, const char *oid)
{
    Reading *reading = user;
    MarbreRow *row = marbre_row_read(reading->newsroom, reading->roll, folder, oid,
                                     (const char *const *)reading->facts, &reading->error);
    if (row == NULL)
        return false;
    if (reading->roll != NULL)
        marbre_roll_add(reading->roll, row);
    MarbreAppointment *of =
        marbre_appointment_new(reading->newsroom, row, reading->now, &reading->error);
    if (of == NULL)
        return false;
    reading->online += of->online;
    if (marbre_appointment_matters(of))
        g_ptr_array_add(reading->appointments, of);
    else
        marbre_appointment_free(of);
    return true;
}

GPtrArray *
marbre_agenda_read(
    MarbreNewsroom *newsroom, MarbreRoll *roll, int64_t now, guint *ret_online, GError **error)
{
    g_auto(GStrv) facts = marbre_check_facts(marbre_newsroom_get_policy(newsroom));
    g_autoptr(GPtrArray) found =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_appointment_free);
    Reading reading = {
        .newsroom = newsroom, .roll = roll, .facts = facts, .now = now, .appointments = found};
    if (roll != NULL)
        marbre_roll_begin(roll);
    bool done = marbre_newsroom_each(newsroom, read_folder, &reading, error);
    if (reading.error != NULL) {
        g_propagate_error(error, reading.error);
        return NULL;
    }
    if (!done)
        return NULL;
    if (roll != NULL)
        marbre_roll_end(roll);
    if (ret_online != NULL)
        *ret_online = reading.online;
    return g_ptr_array_ref(found);
}
