/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
need_reason(const MarbreCase *at)
{
    const char *reason = at->question->reason;
    if (reason != NULL && *reason != '\0')
        return;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/reason-missing",
        g_strdup(_("Say why it can't wait: whoever answers for it later reads this.")));
    obstacle->command = g_strdup_printf("marbre advance %s --urgent -m WHY", marbre_case_slug(at));
}

static void
need_way(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreWorkflow *workflow = at->dossier->workflow;
    const MarbreStage *last = marbre_workflow_last(workflow);
    const char *title = marbre_stage_title(last, at->question->lang);
    if (stage == last) {
        MarbreObstacle *obstacle = marbre_case_add(
            at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
            g_strdup_printf(_("It stands at “%s”: there is nothing left to hurry past."), title));
        obstacle->command = g_strdup_printf("marbre publish %s", marbre_case_slug(at));
    } else if (at->question->to != NULL && strcmp(at->question->to, last->id) != 0) {
        marbre_case_add_order(
            at, "marbre/stage-skipped",
            g_strdup_printf(_("What can't wait goes to “%s”, and nowhere else."), title));
    }
}

/* What stages would ask is put off, and nothing else: the last stage's checks and an embargo hold,
   and so does all that was asked of it before. */
void
marbre_case_ask_urgent(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreWorkflow *workflow = at->dossier->workflow;
    at->answer->to = marbre_workflow_last(workflow);
    need_way(at, stage);
    if (workflow->urgent_roles[0] == NULL)
        marbre_case_add_order(at, "marbre/role-missing",
                              g_strdup(_("The workflow does not say who may hurry past its stages: "
                                         "`urgent: {roles: [editor], within: 12h}`.")));
    else
        marbre_case_need_role(at, workflow->urgent_roles, _("hurry it past its stages"));
    need_reason(at);
    marbre_case_need_embargo(at);
    at->answer->owes = marbre_dossier_passes(at->dossier);
    at->answer->within = workflow->urgent;
}
