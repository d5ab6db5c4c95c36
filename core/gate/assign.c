/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Somebody who works here. (nullable), with an obstacle added */
static const MarbrePerson *
need_assignee(const MarbreCase *at)
{
    const MarbrePeople *people = marbre_policy_get_people(at->policy);
    const char *id = at->question->assignee;
    const MarbrePerson *person = id == NULL ? NULL : marbre_people_by_id(people, id);
    if (person != NULL && *person->roles != NULL && !marbre_person_is_robot(person))
        return person;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/unknown-person",
        person == NULL ? g_strdup_printf(_("Nobody here is called “%s”."), id == NULL ? "" : id)
        : marbre_person_is_robot(person)
            ? g_strdup_printf(_("%s is a robot, and has no articles."), person->name)
            : g_strdup_printf(_("%s has left."), person->name));
    obstacle->command = g_strdup("marbre people list");
    return NULL;
}

/* Who may move it on or approve it here, who publishes, and who has it. */
static void
need_desk(const MarbreCase *at)
{
    const MarbreAssigned *assigned = at->dossier->state->assigned;
    const MarbrePerson *actor = at->question->actor;
    const MarbreStage *last = marbre_workflow_last(at->dossier->workflow);
    const MarbreStage *stage = at->dossier->stage == NULL ? last : at->dossier->stage;
    if (actor != NULL &&
        ((assigned != NULL && strcmp(assigned->to, actor->id) == 0) ||
         marbre_person_has_role(actor, (const char *const *)stage->approvals.roles)))
        return;
    marbre_case_need_either(at, stage->roles, last->roles, _("give it to somebody else"));
}

static void
need_change(const MarbreCase *at, const MarbrePerson *to)
{
    const MarbreAssigned *assigned = at->dossier->state->assigned;
    if (assigned == NULL || strcmp(assigned->to, to->id) != 0 ||
        assigned->due.seconds != at->question->due.seconds)
        return;
    marbre_case_add_order(at, "marbre/stage-skipped",
                          to == at->question->actor
                              ? g_strdup(_("You have it already."))
                              : g_strdup_printf(_("%s has it already."), to->name));
}

/* Whoever works here may take an article; to give it to somebody takes whoever's desk it lies on.
 */
void
marbre_case_ask_assign(const MarbreCase *at)
{
    const MarbreState *state = at->dossier->state;
    if (strcmp(state->stage, MARBRE_STAGE_SPIKED) == 0 ||
        strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0) {
        (void)marbre_case_standing(at); /* says so */
        return;
    }
    const MarbrePerson *to = need_assignee(at);
    if (to == NULL)
        return;
    if (to != at->question->actor)
        need_desk(at);
    need_change(at, to);
}
