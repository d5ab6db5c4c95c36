/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_trial_clear(MarbreTrial *trial)
{
    marbre_signed_clear(&trial->signature);
    g_clear_pointer(&trial->forged, g_free);
}

/* The approval that the move puts into the record. (nullable) */
static const MarbreApproval *
find_approval(const MarbreTrial *trial)
{
    const MarbreState *state = marbre_article_get_state(trial->after);
    return trial->said->stage == NULL
               ? NULL
               : marbre_state_find_approval(state, trial->said->stage, trial->passage->author->id);
}

static void
read_statement(MarbreTrial *trial)
{
    const MarbrePolicy *policy = trial->passage->law->policy;
    const MarbreApproval *approval = find_approval(trial);
    if (approval == NULL)
        return;
    trial->line = approval->signature;
    g_autoptr(GBytes) statement = marbre_statement_approval(
        marbre_policy_get_settings(policy)->id, marbre_article_get_state(trial->after)->id,
        approval->stage, approval->digest, approval->by);
    marbre_signed_statement(marbre_policy_get_people(policy), statement, MARBRE_SIGNED_APPROVAL,
                            approval->signature, &trial->signature);
}

static bool
asks(const MarbreTrial *trial)
{
    const MarbreStage *stage =
        trial->said->stage == NULL
            ? NULL
            : marbre_workflow_stage(marbre_plan_get_workflow(trial->plan), trial->said->stage);
    return stage != NULL && stage->is_signed;
}

void
marbre_trial_sign(MarbreTrial *trial)
{
    const MarbrePassage *passage = trial->passage;
    const MarbreSigned *found = &trial->signature;
    bool approves = trial->said->move == MARBRE_MOVE_APPROVE;
    if (approves)
        read_statement(trial);
    else
        marbre_signed_commit(marbre_policy_get_people(passage->law->policy), passage->commit,
                             &trial->signature);
    if (!found->is_there)
        return;
    if (found->wrong != NULL)
        trial->forged = g_strdup(found->wrong);
    else if (found->person != passage->author)
        trial->forged = g_strdup_printf(_("%s is said to have acted, and the key is one of %s"),
                                        passage->author->name, found->person->name);
    passage->judge->verdict->proved += trial->forged == NULL;
    /* The gate tells it where the stage asks for it. */
    if (approves && trial->forged != NULL && !asks(trial))
        marbre_trial_violate(
            trial, "marbre/signature-untrusted",
            g_strdup_printf(_("the approval bears a signature that proves nothing: %s"),
                            trial->forged),
            NULL);
}
