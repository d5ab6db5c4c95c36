/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include "newsroom/hours.h"

#include <glib/gi18n-lib.h>

bool
marbre_case_is_robot(const MarbreCase *at)
{
    return at->question->actor != NULL && marbre_person_is_robot(at->question->actor);
}

/* Words may come by machine, from a wire; what becomes of them is for people. */
static bool
is_robots(MarbreMove move)
{
    return move == MARBRE_MOVE_NEW || move == MARBRE_MOVE_SAVE || move == MARBRE_MOVE_PUBLISH ||
           move == MARBRE_MOVE_UNPUBLISH;
}

void
marbre_case_need_person(const MarbreCase *at)
{
    if (marbre_case_is_robot(at) && !is_robots(at->question->move))
        (void)marbre_case_add(
            at, MARBRE_OBSTACLE_ROLE, "marbre/role-missing",
            g_strdup(_("A robot publishes what is due, and approves, waives and moves nothing.")));
}

/* Whether an hour is set that no publication has served yet; whether it has come is asked of
   everyone. */
static bool
has_hour(const MarbreCase *at)
{
    const MarbrePublication *publication = at->dossier->state->publication;
    int64_t served = publication == NULL ? INT64_MIN : publication->at.seconds;
    GTimeZone *zone = marbre_policy_get_settings(at->policy)->zone;
    g_auto(MarbreHour) embargo = marbre_hour_of(at->dossier->article, MARBRE_HOUR_EMBARGO, zone);
    g_auto(MarbreHour) turn = marbre_hour_of(at->dossier->article, MARBRE_HOUR_PUBLISH, zone);
    return (embargo.set && embargo.at > served) || (turn.set && turn.at > served);
}

void
marbre_case_need_robot(const MarbreCase *at, const MarbreStage *last)
{
    const char *title = marbre_stage_title(last, at->question->lang);
    if (!has_hour(at) || at->question->ahead)
        marbre_case_add_order(at, "marbre/scheduled",
                              g_strdup(_("Nobody has set its hour: a robot publishes what has one, "
                                         "once it has come.")));
    if (last->approvals.count > 0)
        return;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_APPROVAL, "marbre/approval-missing",
        g_strdup_printf(_("“%s” asks for no approval: a robot publishes only what somebody has "
                          "approved there. The workflow says so with `approvals:`."),
                        title));
    marbre_case_set_who(obstacle->who, at, last->roles);
}
