/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Moves that readers have seen something of. */
static bool
is_public(const char *transition)
{
    static const char *const moves[] = {"publish", "retract", "unpublish", "adopt", NULL};
    return g_strv_contains(moves, transition);
}

static void
add_public(const MarbreCase *at)
{
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
        g_strdup(_("Readers have seen it: nothing public is taken back unseen. It can be corrected "
                   "or retracted.")));
    if (marbre_case_is_published(at))
        obstacle->command =
            g_strdup_printf("marbre correct %s --kind correction", marbre_case_slug(at));
}

/* What the last move was forbids it, whoever asks. */
static bool
need_undoable(const MarbreCase *at, const MarbreLast *last)
{
    const char *why = NULL;
    if (last == NULL || last->commit == NULL)
        why = _("No move of it is on record: there is nothing to take back.");
    else if (is_public(last->transition))
        add_public(at);
    else if (last->overtaken)
        why = _("Somebody else's work came in since its last move: nothing is taken back now.");
    else if (strcmp(last->transition, marbre_move_name(MARBRE_MOVE_UNDO)) == 0)
        why = _("Its last move was taken back already; what was before it stays.");
    else if (last->before == NULL)
        why = _("It began with that: there is nothing before it.");
    else if (last->edited)
        why = _("Words that readers have seen were changed since: the correction stays open.");
    else
        return true;
    if (why != NULL)
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(why));
    return false;
}

/* Where the move went forward, others send it back instead. */
static void
need_own(const MarbreCase *at, const MarbreLast *last)
{
    const MarbrePerson *actor = at->question->actor;
    if (actor != NULL && g_strcmp0(actor->id, last->actor) == 0)
        return;
    const MarbrePerson *other =
        last->actor == NULL
            ? NULL
            : marbre_people_by_id(marbre_policy_get_people(at->policy), last->actor);
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ROLE, "marbre/role-missing",
        g_strdup_printf(_("Its last move was made by %s, who alone may take it back."),
                        other == NULL ? "?" : other->name));
    if (other != NULL)
        g_ptr_array_add(obstacle->who, (gpointer)other);
    if (strcmp(last->transition, marbre_move_name(MARBRE_MOVE_ADVANCE)) == 0 && last->from != NULL)
        obstacle->command =
            g_strdup_printf("marbre return %s --to %s -m WHY", marbre_case_slug(at), last->from);
}

/* Where the stage that it stands at or goes back to asks for signatures, so does this. */
static void
need_signatures(const MarbreCase *at, const MarbreStage *to)
{
    const MarbreStage *here = at->dossier->stage;
    marbre_case_need_signature(at, here != NULL && here->is_signed ? here : to);
}

/* One's own last move, and nothing that readers have seen. */
void
marbre_case_ask_undo(const MarbreCase *at)
{
    const MarbreLast *last = at->question->last;
    if (!need_undoable(at, last))
        return;
    const MarbreStage *to = marbre_workflow_resolve(at->dossier->workflow, last->before->stage);
    at->answer->to = to;
    need_own(at, last);
    need_signatures(at, to);
}
