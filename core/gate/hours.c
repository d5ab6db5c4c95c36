/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/hours.h"
#include "gate/case.h"

#include <glib/gi18n-lib.h>

#define EMBARGOED "marbre/embargoed"
#define SCHEDULED "marbre/scheduled"

static GTimeZone *
zone_of(const MarbreCase *at)
{
    return marbre_policy_get_settings(at->policy)->zone;
}

/* What can't be read never comes: nobody is to guess it. */
static bool
is_readable(const MarbreCase *at, const MarbreHour *hour, MarbreHourKind kind)
{
    if (hour->unreadable == NULL)
        return true;
    if (kind == MARBRE_HOUR_EMBARGO)
        (void)marbre_case_add(
            at, MARBRE_OBSTACLE_EMBARGO, EMBARGOED,
            g_strdup_printf(_("The embargo “%s” is no date that can be read; write it as "
                              "2026-03-19T06:00:00+01:00."),
                            hour->unreadable));
    else
        marbre_case_add_order(
            at, SCHEDULED,
            g_strdup_printf(_("“%s” at %s is no date that can be read; write it as "
                              "2026-03-19T06:00:00+01:00."),
                            hour->unreadable, marbre_hour_key(kind)));
    return false;
}

void
marbre_case_need_embargo(const MarbreCase *at)
{
    g_auto(MarbreHour) hour =
        marbre_hour_of(at->dossier->article, MARBRE_HOUR_EMBARGO, zone_of(at));
    if (!hour.set || !is_readable(at, &hour, MARBRE_HOUR_EMBARGO) || at->question->now >= hour.at)
        return;
    g_autofree char *shown = marbre_hour_shown(hour.at, zone_of(at));
    (void)marbre_case_add(at, MARBRE_OBSTACLE_EMBARGO, EMBARGOED,
                          g_strdup_printf(_("It is under embargo until %s."), shown));
}

/* A schedule is the editors' own: whoever may publish may do so before it, and says so. */
static void
need_turn(const MarbreCase *at)
{
    g_auto(MarbreHour) hour =
        marbre_hour_of(at->dossier->article, MARBRE_HOUR_PUBLISH, zone_of(at));
    if (!hour.set || at->question->ahead || !is_readable(at, &hour, MARBRE_HOUR_PUBLISH) ||
        at->question->now >= hour.at)
        return;
    g_autofree char *shown = marbre_hour_shown(hour.at, zone_of(at));
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_ORDER, SCHEDULED,
                        g_strdup_printf(_("It is to be published on %s."), shown));
    obstacle->command = g_strdup_printf("marbre publish %s --now", marbre_case_slug(at));
    marbre_case_set_who(obstacle->who, at, marbre_workflow_last(at->dossier->workflow)->roles);
}

/* What is to be taken away is not put there first. */
static void
need_time_left(const MarbreCase *at)
{
    g_auto(MarbreHour) hour =
        marbre_hour_of(at->dossier->article, MARBRE_HOUR_UNPUBLISH, zone_of(at));
    if (!hour.set || !is_readable(at, &hour, MARBRE_HOUR_UNPUBLISH) || at->question->now < hour.at)
        return;
    g_autofree char *shown = marbre_hour_shown(hour.at, zone_of(at));
    marbre_case_add_order(
        at, SCHEDULED,
        g_strdup_printf(_("Its time online ended on %s: give unpublish-at a later hour, or none."),
                        shown));
}

void
marbre_case_need_hours(const MarbreCase *at)
{
    marbre_case_need_embargo(at);
    need_turn(at);
    need_time_left(at);
}

void
marbre_case_need_saved(const MarbreCase *at)
{
    if (!at->question->unsaved)
        return;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/unsaved",
        g_strdup(_("Somebody has written in it since and has not saved it: a schedule publishes "
                   "nothing that nobody has saved.")));
    obstacle->command = g_strdup_printf("marbre save %s", marbre_case_slug(at));
}

void
marbre_case_ask_unpublish(const MarbreCase *at)
{
    const MarbreState *state = at->dossier->state;
    if (state->publication == NULL || state->retracted != NULL || at->question->published == NULL) {
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(_("No reader can see it.")));
        return;
    }
    g_auto(MarbreHour) hour =
        marbre_hour_of(at->question->published, MARBRE_HOUR_UNPUBLISH, zone_of(at));
    if (!hour.set) {
        marbre_case_add_order(at, SCHEDULED, g_strdup(_("Nothing says when its time ends.")));
    } else if (is_readable(at, &hour, MARBRE_HOUR_UNPUBLISH) && at->question->now < hour.at) {
        g_autofree char *shown = marbre_hour_shown(hour.at, zone_of(at));
        marbre_case_add_order(at, SCHEDULED,
                              g_strdup_printf(_("It stays online until %s."), shown));
    }
    if (!marbre_case_is_robot(at))
        marbre_case_need_either(at, marbre_workflow_last(at->dossier->workflow)->roles,
                                at->dossier->workflow->retract_roles, _("take it offline"));
}
