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
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_ORDER, "marbre/reason-missing",
                        g_strdup(_("Say why: whoever worked on it reads this.")));
    obstacle->command = g_strdup_printf("marbre spike %s -m WHY", marbre_case_slug(at));
}

/* What readers have seen is taken back before their eyes, never put aside. */
static void
add_published(const MarbreCase *at)
{
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
        g_strdup(_("Readers have seen it: it can be corrected or retracted, and not spiked.")));
    obstacle->command =
        g_strdup_printf("marbre retract %s --note NOTE -m WHY", marbre_case_slug(at));
    marbre_case_set_who(obstacle->who, at, at->dossier->workflow->retract_roles);
}

/* Whoever may move it on from here may put it aside; so may whoever would publish it. */
void
marbre_case_ask_spike(const MarbreCase *at)
{
    const MarbreState *state = at->dossier->state;
    if (strcmp(state->stage, MARBRE_STAGE_SPIKED) == 0) {
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(_("It was spiked already.")));
        return;
    }
    if (state->publication != NULL && strcmp(state->stage, MARBRE_STAGE_RETRACTED) != 0) {
        add_published(at);
        return;
    }
    const MarbreStage *stage = marbre_case_standing(at);
    if (stage == NULL)
        return;
    marbre_case_need_either(at, stage->roles, marbre_workflow_last(at->dossier->workflow)->roles,
                            _("spike it"));
    marbre_case_need_signature(at, stage);
    need_reason(at);
}

/* It goes back to the stage that it was spiked from; where nobody knows that any more, it begins
   again. */
void
marbre_case_ask_restore(const MarbreCase *at)
{
    const MarbreWorkflow *workflow = at->dossier->workflow;
    const MarbreState *state = at->dossier->state;
    if (strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0 && state->retracted != NULL &&
        state->retracted->kind != NULL) {
        /* Its time had ended, and nothing was wrong with it: it may be given more. */
        at->answer->to = marbre_workflow_last(workflow);
        marbre_case_need_role(at, at->answer->to->roles, _("restore it"));
        return;
    }
    if (strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0) {
        marbre_case_add_order(
            at, "marbre/stage-skipped",
            g_strdup(_("It was retracted, which is for good. What is true of it makes another "
                       "article.")));
        return;
    }
    if (strcmp(at->dossier->state->stage, MARBRE_STAGE_SPIKED) != 0) {
        marbre_case_add_order(at, "marbre/stage-skipped",
                              g_strdup(_("It was not spiked: there is nothing to restore.")));
        return;
    }
    const char *left = at->question->left;
    const MarbreStage *stage = left == NULL ? NULL : marbre_workflow_resolve(workflow, left);
    at->answer->to = stage == NULL ? marbre_workflow_first(workflow) : stage;
    marbre_case_need_either(at, at->answer->to->roles, marbre_workflow_last(workflow)->roles,
                            _("restore it"));
}
