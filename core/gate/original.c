/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <string.h>

/* Whose approval it is, of those that are reached. */
bool
marbre_case_is_asked(const MarbreCase *at, const MarbreStation *station)
{
    const MarbreOriginal *original = at->dossier->original;
    return marbre_original_asks(original) && original->stage == station->stage && station->reached;
}

/* A page whose source was taken back is taken back as well, unless somebody says why it stands. */
char *
marbre_case_answer(const MarbreCase *at)
{
    const MarbreOriginal *original = at->dossier->original;
    const MarbreState *state = at->dossier->state;
    if (original->news == MARBRE_ORIGINAL_RETRACTED)
        return g_strdup_printf(state->publication == NULL ? "marbre spike %s -m WHY"
                                                          : "marbre retract %s --note NOTE -m WHY",
                               marbre_case_slug(at));
    return original->stage == NULL ? NULL
                                   : g_strdup_printf("marbre approve %s --stage %s -m WHY",
                                                     marbre_case_slug(at), original->stage->id);
}

void
marbre_case_need_answer(const MarbreCase *at, const MarbreStation *station)
{
    const MarbreOriginal *original = at->dossier->original;
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_APPROVAL, marbre_original_rule(original),
                        marbre_original_tell(original));
    marbre_case_set_who(obstacle->who, at,
                        original->news == MARBRE_ORIGINAL_RETRACTED
                            ? at->dossier->workflow->retract_roles
                            : station->asked.roles);
    obstacle->command = marbre_case_answer(at);
}
