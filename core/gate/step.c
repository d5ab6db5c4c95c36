/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/step.h"

#include <string.h>

/* A later waiver of the same rule takes the place of an earlier one. */
static void
waive(MarbreState *state, const MarbreStep *step)
{
    for (guint i = 0; i < state->waivers->len; i++)
        if (strcmp(((MarbreWaiver *)state->waivers->pdata[i])->rule, step->rule) == 0)
            g_ptr_array_remove_index(state->waivers, i--);
    g_ptr_array_add(state->waivers, marbre_waiver_new(step->rule, step->by, step->reason,
                                                      step->until, step->digest));
}

/* What is owed already keeps its earlier deadline. */
static void
owe(MarbreState *state, const MarbreStep *step)
{
    const MarbreInstant until = {step->at.seconds + step->within, step->at.offset};
    for (char *const *stage = step->owes; stage != NULL && *stage != NULL; stage++)
        if (marbre_state_find_owed(state, *stage) == NULL)
            g_ptr_array_add(state->owed, marbre_owed_new(*stage, until));
}

/* Nobody is to answer for what no reader sees, or what takes the usual way again. */
static void
forgive(MarbreState *state)
{
    g_ptr_array_set_size(state->owed, 0);
}

/* A correction that was open is published with this revision. */
static void
publish(MarbreState *state, const MarbreStep *step)
{
    uint64_t revision = state->publication == NULL ? 1 : state->publication->revision + 1;
    if (state->correction != NULL) {
        MarbreCorrection *closed = g_steal_pointer(&state->correction);
        g_clear_pointer(&closed->by, g_free);
        closed->at = step->at;
        closed->revision = revision;
        g_ptr_array_add(state->corrections, closed);
    }
    /* What was offline, for its time had ended, has more. */
    g_clear_pointer(&state->retracted, marbre_retraction_free);
    marbre_publication_free(state->publication);
    state->publication = marbre_publication_new(revision, step->at, step->digest, step->content);
    state->publication->address = g_strdup(step->address);
    owe(state, step);
}

/* It was public before it had a record. */
static void
adopt(MarbreState *state, const MarbreStep *step)
{
    marbre_publication_free(state->publication);
    state->publication = marbre_publication_new(1, step->since, step->digest, step->content);
}

static void
put_notes(GPtrArray *to, const GPtrArray *notes)
{
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        marbre_notes_set(to, note->lang, note->text);
    }
}

/* One that was open is told anew. */
static void
correct(MarbreState *state, const MarbreStep *step)
{
    marbre_correction_free(state->correction);
    state->correction = marbre_correction_new(step->kind, step->by, step->at, 0);
    put_notes(state->correction->notes, step->notes);
}

/* Nothing that was open matters any more. */
static void
retract(MarbreState *state, const MarbreStep *step)
{
    g_clear_pointer(&state->correction, marbre_correction_free);
    g_clear_pointer(&state->retracted, marbre_retraction_free);
    forgive(state);
    state->retracted = marbre_retraction_new(step->by, step->at);
    if (step->move == MARBRE_MOVE_UNPUBLISH)
        state->retracted->kind = g_strdup(MARBRE_KIND_ENDED);
    put_notes(state->retracted->notes, step->notes);
}

static void
enter(MarbreState *state, const MarbreStep *step)
{
    /* At another desk it is for others. */
    if (strcmp(state->stage, step->to) != 0)
        g_clear_pointer(&state->assigned, marbre_assigned_free);
    /* To correct what stands there already is no entering. */
    if (step->move != MARBRE_MOVE_CORRECT || strcmp(state->stage, step->to) != 0)
        state->entered = step->at;
    g_free(state->stage);
    state->stage = g_strdup(step->to);
}

static void
approve(MarbreState *state, const MarbreStep *step)
{
    MarbreApproval *approval =
        marbre_approval_new(step->to, step->by, step->at, step->digest, step->content);
    approval->signature = g_strdup(step->signature);
    marbre_state_put_approval(state, approval);
}

static void
assign(MarbreState *state, const MarbreStep *step)
{
    marbre_assigned_free(state->assigned);
    state->assigned = marbre_assigned_new(step->assignee, step->by, step->at, step->due);
}

MarbreState *
marbre_step_apply(const MarbreState *before, const MarbreStep *step)
{
    if (step->move == MARBRE_MOVE_UNDO)
        return marbre_state_copy(step->restored);
    MarbreState *state = marbre_state_copy(before);
    if (state->entered.seconds == 0)
        state->entered = step->at;
    switch (step->move) {
    case MARBRE_MOVE_APPROVE:
        approve(state, step);
        if (step->pays)
            marbre_state_pay(state, step->to);
        return state;
    case MARBRE_MOVE_WAIVE:
        waive(state, step);
        return state;
    case MARBRE_MOVE_ASSIGN:
        assign(state, step);
        return state;
    case MARBRE_MOVE_PUBLISH:
        publish(state, step);
        break;
    case MARBRE_MOVE_ADOPT:
        adopt(state, step);
        break;
    case MARBRE_MOVE_CORRECT:
        correct(state, step);
        break;
    case MARBRE_MOVE_RETRACT:
    case MARBRE_MOVE_UNPUBLISH:
        retract(state, step);
        break;
    case MARBRE_MOVE_ADVANCE:
        if (step->urgent)
            owe(state, step);
        else
            marbre_state_pay(state, state->stage); /* it was left as any article leaves it */
        break;
    case MARBRE_MOVE_RETURN:
        if (state->publication == NULL)
            forgive(state);
        break;
    case MARBRE_MOVE_SPIKE:
        forgive(state);
        break;
    case MARBRE_MOVE_NEW:
    case MARBRE_MOVE_RESTORE:
    case MARBRE_MOVE_UNDO: /* above */
    case MARBRE_MOVE_SAVE:
        break;
    }
    enter(state, step);
    return state;
}

GPtrArray *
marbre_step_owed(const MarbreState *before, const MarbreState *after)
{
    GPtrArray *more = g_ptr_array_new();
    for (guint i = 0; i < after->owed->len; i++) {
        const MarbreOwed *owed = g_ptr_array_index(after->owed, i);
        if (marbre_state_find_owed(before, owed->stage) == NULL)
            g_ptr_array_add(more, (gpointer)owed);
    }
    return more;
}
