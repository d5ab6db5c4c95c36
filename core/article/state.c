/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"

#include <string.h>

void
marbre_approval_free(MarbreApproval *approval)
{
    if (!approval)
        return;
    g_free(approval->stage);
    g_free(approval->by);
    g_free(approval->digest);
    g_free(approval->content);
    g_free(approval->signature);
    g_free(approval);
}

void
marbre_waiver_free(MarbreWaiver *waiver)
{
    if (!waiver)
        return;
    g_free(waiver->rule);
    g_free(waiver->by);
    g_free(waiver->reason);
    g_free(waiver->until);
    g_free(waiver->digest);
    g_free(waiver);
}

void
marbre_publication_free(MarbrePublication *publication)
{
    if (!publication)
        return;
    g_free(publication->address);
    g_free(publication->digest);
    g_free(publication->content);
    g_free(publication);
}

void
marbre_correction_free(MarbreCorrection *correction)
{
    if (!correction)
        return;
    g_free(correction->kind);
    g_free(correction->by);
    g_ptr_array_unref(correction->notes);
    g_free(correction);
}

void
marbre_retraction_free(MarbreRetraction *retraction)
{
    if (!retraction)
        return;
    g_free(retraction->kind);
    g_free(retraction->by);
    g_ptr_array_unref(retraction->notes);
    g_free(retraction);
}

MarbreApproval *
marbre_approval_new(
    const char *stage, const char *by, MarbreInstant at, const char *digest, const char *content)
{
    MarbreApproval *approval = g_new0(MarbreApproval, 1);
    approval->stage = g_strdup(stage);
    approval->by = g_strdup(by);
    approval->at = at;
    approval->digest = g_strdup(digest);
    approval->content = g_strdup(content);
    return approval;
}

MarbreWaiver *
marbre_waiver_new(
    const char *rule, const char *by, const char *reason, const char *until, const char *digest)
{
    MarbreWaiver *waiver = g_new0(MarbreWaiver, 1);
    waiver->rule = g_strdup(rule);
    waiver->by = g_strdup(by);
    waiver->reason = g_strdup(reason);
    waiver->until = g_strdup(until);
    waiver->digest = g_strdup(digest);
    return waiver;
}

MarbrePublication *
marbre_publication_new(uint64_t revision, MarbreInstant at, const char *digest, const char *content)
{
    MarbrePublication *publication = g_new0(MarbrePublication, 1);
    publication->revision = revision;
    publication->at = at;
    publication->digest = g_strdup(digest);
    publication->content = g_strdup(content);
    return publication;
}

MarbreCorrection *
marbre_correction_new(const char *kind, const char *by, MarbreInstant at, uint64_t revision)
{
    MarbreCorrection *correction = g_new0(MarbreCorrection, 1);
    correction->kind = g_strdup(kind);
    correction->by = g_strdup(by);
    correction->at = at;
    correction->revision = revision;
    correction->notes = marbre_notes_new();
    return correction;
}

MarbreRetraction *
marbre_retraction_new(const char *by, MarbreInstant at)
{
    MarbreRetraction *retraction = g_new0(MarbreRetraction, 1);
    retraction->by = g_strdup(by);
    retraction->at = at;
    retraction->notes = marbre_notes_new();
    return retraction;
}

MarbreOwed *
marbre_owed_new(const char *stage, MarbreInstant until)
{
    MarbreOwed *owed = g_new0(MarbreOwed, 1);
    owed->stage = g_strdup(stage);
    owed->until = until;
    return owed;
}

void
marbre_owed_free(MarbreOwed *owed)
{
    if (owed == NULL)
        return;
    g_free(owed->stage);
    g_free(owed);
}

MarbreAssigned *
marbre_assigned_new(const char *to, const char *by, MarbreInstant at, MarbreInstant due)
{
    MarbreAssigned *assigned = g_new0(MarbreAssigned, 1);
    assigned->to = g_strdup(to);
    assigned->by = g_strdup(by);
    assigned->at = at;
    assigned->due = due;
    return assigned;
}

void
marbre_assigned_free(MarbreAssigned *assigned)
{
    if (assigned == NULL)
        return;
    g_free(assigned->to);
    g_free(assigned->by);
    g_free(assigned);
}

const MarbreOwed *
marbre_state_find_owed(const MarbreState *state, const char *stage)
{
    for (guint i = 0; i < state->owed->len; i++) {
        const MarbreOwed *owed = g_ptr_array_index(state->owed, i);
        if (strcmp(owed->stage, stage) == 0)
            return owed;
    }
    return NULL;
}

void
marbre_state_pay(MarbreState *state, const char *stage)
{
    for (guint i = state->owed->len; i > 0; i--)
        if (strcmp(((MarbreOwed *)state->owed->pdata[i - 1])->stage, stage) == 0)
            (void)g_ptr_array_remove_index(state->owed, i - 1); /* freed by the list */
}

MarbreState *
marbre_state_new(void)
{
    MarbreState *state = g_new0(MarbreState, 1);
    state->approvals = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_approval_free);
    state->waivers = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_waiver_free);
    state->owed = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_owed_free);
    state->corrections = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_correction_free);
    return state;
}

void
marbre_state_free(MarbreState *state)
{
    if (!state)
        return;
    g_free(state->id);
    g_free(state->workflow);
    g_free(state->stage);
    g_ptr_array_unref(state->approvals);
    g_ptr_array_unref(state->waivers);
    g_ptr_array_unref(state->owed);
    marbre_assigned_free(state->assigned);
    marbre_publication_free(state->publication);
    marbre_correction_free(state->correction);
    g_ptr_array_unref(state->corrections);
    marbre_retraction_free(state->retracted);
    g_free(state);
}

static void
copy_notes(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++) {
        const MarbreNote *note = g_ptr_array_index(from, i);
        marbre_notes_set(to, note->lang, note->text);
    }
}

static MarbreCorrection *
copy_correction(const MarbreCorrection *from)
{
    MarbreCorrection *to = marbre_correction_new(from->kind, from->by, from->at, from->revision);
    copy_notes(to->notes, from->notes);
    return to;
}

static void
copy_lists(MarbreState *to, const MarbreState *from)
{
    for (guint i = 0; i < from->approvals->len; i++) {
        const MarbreApproval *a = g_ptr_array_index(from->approvals, i);
        MarbreApproval *copy = marbre_approval_new(a->stage, a->by, a->at, a->digest, a->content);
        copy->signature = g_strdup(a->signature);
        g_ptr_array_add(to->approvals, copy);
    }
    for (guint i = 0; i < from->waivers->len; i++) {
        const MarbreWaiver *w = g_ptr_array_index(from->waivers, i);
        g_ptr_array_add(to->waivers,
                        marbre_waiver_new(w->rule, w->by, w->reason, w->until, w->digest));
    }
    for (guint i = 0; i < from->owed->len; i++) {
        const MarbreOwed *o = g_ptr_array_index(from->owed, i);
        g_ptr_array_add(to->owed, marbre_owed_new(o->stage, o->until));
    }
    for (guint i = 0; i < from->corrections->len; i++)
        g_ptr_array_add(to->corrections, copy_correction(g_ptr_array_index(from->corrections, i)));
}

MarbreState *
marbre_state_copy(const MarbreState *state)
{
    MarbreState *copy = marbre_state_new();
    copy->id = g_strdup(state->id);
    copy->workflow = g_strdup(state->workflow);
    copy->stage = g_strdup(state->stage);
    copy->entered = state->entered;
    copy_lists(copy, state);
    const MarbreAssigned *a = state->assigned;
    if (a)
        copy->assigned = marbre_assigned_new(a->to, a->by, a->at, a->due);
    const MarbrePublication *p = state->publication;
    if (p) {
        copy->publication = marbre_publication_new(p->revision, p->at, p->digest, p->content);
        copy->publication->address = g_strdup(p->address);
    }
    if (state->correction)
        copy->correction = copy_correction(state->correction);
    if (state->retracted) {
        copy->retracted = marbre_retraction_new(state->retracted->by, state->retracted->at);
        copy->retracted->kind = g_strdup(state->retracted->kind);
        copy_notes(copy->retracted->notes, state->retracted->notes);
    }
    return copy;
}

static bool
find_place(const MarbreState *state, const char *stage, const char *by, guint *ret_place)
{
    for (guint i = 0; i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        if (strcmp(approval->stage, stage) != 0 || strcmp(approval->by, by) != 0)
            continue;
        *ret_place = i;
        return true;
    }
    return false;
}

MarbreApproval *
marbre_state_find_approval(const MarbreState *state, const char *stage, const char *by)
{
    guint place;
    return find_place(state, stage, by, &place) ? g_ptr_array_index(state->approvals, place) : NULL;
}

void
marbre_state_put_approval(MarbreState *state, MarbreApproval *approval)
{
    guint place;
    if (find_place(state, approval->stage, approval->by, &place))
        (void)g_ptr_array_remove_index(state->approvals, place); /* freed by the list */
    g_ptr_array_add(state->approvals, approval);
}
