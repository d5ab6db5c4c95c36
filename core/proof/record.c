/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include "base/error.h"
#include "base/instant.h"
#include "gate/step.h"
#include "newsroom/address.h"
#include "newsroom/adopted.h"
#include "newsroom/hours.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_trial_violate(const MarbreTrial *trial, const char *rule, char *message, char *right)
{
    marbre_passage_violate(trial->passage, marbre_article_get_folder(trial->after), rule, message,
                           right);
}

static bool
is_kept(const MarbreArticle *before, const MarbreArticle *after)
{
    const GPtrArray *files = marbre_article_get_files(after);
    if (marbre_article_get_files(before)->len + (marbre_article_get_state(before) == NULL) !=
        files->len)
        return false;
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        const MarbreFile *old = marbre_article_get_file(before, file->name);
        if (strcmp(file->name, "state.yaml") != 0 &&
            (old == NULL || strcmp(old->oid, file->oid) != 0))
            return false;
    }
    return true;
}

/* A move changes the record alone, unless a stage that is entered does something. */
void
marbre_trial_need_words_apart(const MarbreTrial *trial, const MarbreStage *to)
{
    bool enters =
        (trial->said->move == MARBRE_MOVE_ADVANCE || trial->said->move == MARBRE_MOVE_RETURN) &&
        to != NULL && !marbre_stage_is_last(trial->dossier->workflow, to) &&
        marbre_plan_get_actions(trial->plan, to)->len > 0;
    if (!enters && !is_kept(trial->before, trial->after))
        marbre_trial_violate(
            trial, "marbre/bad-state",
            g_strdup(_("the commit of a move changes words too: nobody has judged them")),
            g_strdup(_("words in a commit of their own, before the move")));
}

/* The day of a waiver as its record has it. */
static char *
day_of(const MarbreTrial *trial, const char *words)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    int64_t first = 0, after = 0;
    if (words == NULL || !marbre_moment_parse(words, settings->zone, &first, &after))
        return g_strdup(words);
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(first, settings->zone));
    return g_strndup(instant, strlen("2026-03-31"));
}

/* Of a publication that did not wait for its hour: that hour, as the desk writes it. */
static char *
hour_ahead(const MarbreTrial *trial)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    return trial->said->move != MARBRE_MOVE_PUBLISH
               ? NULL
               : marbre_hour_ahead(trial->before, settings->zone,
                                   trial->passage->commit->author->at.seconds);
}

/* Whether the reason of a move is among its trailers. */
static bool
gives_reason(const MarbreTrial *trial)
{
    MarbreMove move = trial->said->move;
    return move == MARBRE_MOVE_WAIVE || move == MARBRE_MOVE_UNPUBLISH ||
           (move == MARBRE_MOVE_APPROVE &&
            (strcmp(trial->dossier->state->stage, MARBRE_STAGE_PUBLISHED) == 0 ||
             marbre_original_asks(trial->dossier->original)));
}

static bool
gives_notes(MarbreMove move)
{
    return move == MARBRE_MOVE_CORRECT || move == MARBRE_MOVE_RETRACT ||
           move == MARBRE_MOVE_UNPUBLISH;
}

/* Of an assignment: by when, as its record has it. */
static char *
due_of(const MarbreState *next, MarbreMove move)
{
    return move != MARBRE_MOVE_ASSIGN || next->assigned == NULL || next->assigned->due.seconds == 0
               ? NULL
               : marbre_instant_format(next->assigned->due);
}

void
marbre_trial_need_trailers(const MarbreTrial *trial,
                           const MarbreState *next,
                           const char *to,
                           const MarbreStage *judged,
                           const char *digest)
{
    const MarbreSaid *said = trial->said;
    bool moves = said->move != MARBRE_MOVE_APPROVE && said->move != MARBRE_MOVE_WAIVE &&
                 said->move != MARBRE_MOVE_ASSIGN;
    const MarbreState *state = trial->dossier == NULL ? NULL : trial->dossier->state;
    g_autoptr(GPtrArray) owed = state == NULL ? NULL : marbre_step_owed(state, next);
    g_autofree char *ahead = hour_ahead(trial);
    g_autofree char *due = due_of(next, said->move);
    const MarbreMoveMessage message = {
        .id = marbre_article_get_state(trial->after)->id,
        .from = moves && state != NULL ? state->stage : NULL,
        .to = moves ? to : NULL,
        .stage = said->move == MARBRE_MOVE_APPROVE ? judged->id : NULL,
        .rule = said->move == MARBRE_MOVE_WAIVE ? said->rule : NULL,
        .until = said->move == MARBRE_MOVE_WAIVE ? said->until : NULL,
        .reason = gives_reason(trial) ? said->reason : NULL,
        .origin = said->move == MARBRE_MOVE_ADOPT ? said->origin : NULL,
        .published = said->move == MARBRE_MOVE_ADOPT ? said->published : NULL,
        .kind = said->move == MARBRE_MOVE_CORRECT ? said->kind : NULL,
        .ahead = ahead,
        .urgent = said->urgent,
        .owed = owed,
        .assignee = said->move == MARBRE_MOVE_ASSIGN ? said->assignee : NULL,
        .due = due,
        .undoes = trial->last == NULL ? NULL : trial->last->commit,
        .notes = gives_notes(said->move) ? said->notes : NULL,
        .actor = trial->passage->author->id,
        .digest = digest,
        .checks = said->checks};
    if (!marbre_said_is(trial->passage->commit, said->move, &message)) {
        g_autofree char *right = marbre_message_trailers(said->move, &message);
        marbre_trial_violate(
            trial, "marbre/bad-state",
            g_strdup(_("what the commit says of the move is not what the move is")),
            g_strstrip(g_steal_pointer(&right)));
    }
}

void
marbre_trial_need_record(const MarbreTrial *trial, const MarbreState *next)
{
    g_autoptr(GBytes) right = marbre_state_write(next);
    const MarbreFile *file = marbre_article_get_file(trial->after, "state.yaml");
    if (g_bytes_equal(right, file->bytes))
        return;
    gsize size = 0;
    const char *data = g_bytes_get_data(right, &size);
    marbre_trial_violate(trial, "marbre/bad-state",
                         g_strdup(_("the record is not what this move makes of the one before")),
                         g_strndup(data, size));
}

/* Where the move leads; NULL where nowhere. */
static const char *
leads_to(const MarbreTrial *trial, const MarbreAnswer *answer)
{
    const MarbreMove move = trial->said->move;
    if (move == MARBRE_MOVE_ASSIGN)
        return trial->dossier->state->stage;
    if (move == MARBRE_MOVE_UNDO)
        return trial->last->before->stage;
    if (answer->publishes)
        return MARBRE_STAGE_PUBLISHED;
    if (move == MARBRE_MOVE_SPIKE)
        return MARBRE_STAGE_SPIKED;
    if (move == MARBRE_MOVE_RETRACT || move == MARBRE_MOVE_UNPUBLISH)
        return MARBRE_STAGE_RETRACTED;
    if (move == MARBRE_MOVE_ADOPT)
        return MARBRE_STAGE_PUBLISHED;
    return answer->to == NULL ? NULL : answer->to->id;
}

/* The words that the move is bound to: those of the stage it is for, or all that readers see. */
static char *
bound_to(const MarbreTrial *trial, const MarbreStage *stage, GError **error)
{
    const MarbreTrial *t = trial;
    if (t->said->move == MARBRE_MOVE_PUBLISH || t->said->move == MARBRE_MOVE_ADOPT)
        return marbre_record_digest(t->passage->before, t->before, error);
    return stage == NULL ? g_strdup("")
                         : g_strdup(marbre_dossier_station(t->dossier, stage)->digest);
}

/* Of what is adopted: it is what the site had before, and public since when the commit says. */
static bool
need_old(const MarbreTrial *trial, MarbreInstant *ret_since, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *origin = NULL;
    if (trial->said->move != MARBRE_MOVE_ADOPT)
        return true;
    if (!marbre_adopted_check(trial->passage->before, trial->before,
                              trial->passage->commit->author->at.seconds, ret_since, &origin,
                              &reason)) {
        if (reason->code != MARBRE_ERROR_REFUSED) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
        marbre_trial_violate(trial, "marbre/stage-skipped", g_strdup(reason->message), NULL);
        return true;
    }
    g_autofree char *since = marbre_instant_format(*ret_since);
    if (g_strcmp0(trial->said->origin, origin) != 0 ||
        g_strcmp0(trial->said->published, since) != 0)
        marbre_trial_violate(
            trial, "marbre/bad-state",
            g_strdup(_("what the commit says of the move is not what the move is")),
            g_strdup_printf("%s, %s", origin, since));
    return true;
}

/* No two articles are one. */
static bool
need_new_id(const MarbreTrial *trial, const char *id, GError **error)
{
    bool taken = false;
    if (!marbre_judge_is_taken(trial->passage, id, &taken, error))
        return false;
    if (taken)
        marbre_trial_violate(trial, "marbre/bad-state",
                             g_strdup(_("another article has this id already")), NULL);
    marbre_judge_take(trial->passage->judge, id);
    return true;
}

bool
marbre_trial_derive(const MarbreTrial *trial, const MarbreAnswer *answer, GError **error)
{
    const MarbreSaid *said = trial->said;
    bool for_stage = said->move == MARBRE_MOVE_APPROVE || said->move == MARBRE_MOVE_WAIVE;
    bool of_words = said->move != MARBRE_MOVE_ASSIGN && said->move != MARBRE_MOVE_UNDO;
    const MarbreStage *judged = for_stage ? answer->to : of_words ? trial->dossier->stage : NULL;
    MarbreInstant due = {0, 0};
    if (said->due != NULL)
        (void)marbre_instant_parse(said->due, &due); /* the trailers are judged by what it gives */
    g_autoptr(MarbreState) before = marbre_state_copy(trial->dossier->state);
    g_autofree char *digest = bound_to(trial, judged, error);
    g_autofree char *until = day_of(trial, said->until);
    g_autofree char *address = NULL;
    char content[41];
    const char *to = leads_to(trial, answer);
    MarbreInstant since = {0};
    if (digest == NULL || !need_old(trial, &since, error) ||
        !marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(trial->passage->before),
                                   marbre_article_get_folder(trial->before), content, error))
        return false;
    if (answer->publishes &&
        !marbre_address_keep(trial->passage->before, trial->before, before,
                             trial->passage->commit->author->at, &address, error))
        return false;
    g_assert(to != NULL); /* where a move leads nowhere the gate has said no */
    if (before->id == NULL) {
        before->id = g_strdup(marbre_article_get_state(trial->after)->id);
        if (!need_new_id(trial, before->id, error))
            return false;
    }
    const MarbreStep step = {.move = answer->publishes ? MARBRE_MOVE_PUBLISH : said->move,
                             .by = trial->passage->author->id,
                             .at = trial->passage->commit->author->at,
                             .to = to,
                             .rule = said->rule,
                             .until = until,
                             .reason = said->reason == NULL ? "" : said->reason,
                             .kind = said->kind == NULL ? "" : said->kind,
                             .notes = said->notes,
                             .digest = digest,
                             .content = content,
                             .signature = trial->line,
                             .owes = answer->owes,
                             .within = answer->within,
                             .pays = answer->pays,
                             .urgent = said->urgent != NULL,
                             .assignee = said->assignee,
                             .due = due,
                             .restored = trial->last == NULL ? NULL : trial->last->before,
                             .since = since,
                             .address = address};
    g_autoptr(MarbreState) next = marbre_step_apply(before, &step);
    marbre_trial_need_trailers(
        trial, next, to, judged,
        judged == NULL ? NULL : marbre_dossier_station(trial->dossier, judged)->digest);
    marbre_trial_need_record(trial, next);
    marbre_trial_need_words_apart(trial, answer->to);
    return true;
}

/* --- an article that begins --- */

bool
marbre_trial_begin(const MarbreTrial *trial, GError **error)
{
    const MarbreState *state = marbre_article_get_state(trial->after);
    const MarbreStage *first = marbre_workflow_first(marbre_plan_get_workflow(trial->plan));
    if (!need_new_id(trial, state->id, error))
        return false;
    if (trial->before != NULL) {
        marbre_trial_violate(trial, "marbre/stage-skipped",
                             g_strdup(_("the article was there already")), NULL);
        return true;
    }
    g_autoptr(MarbreState) before = marbre_state_new();
    before->id = g_strdup(state->id);
    before->workflow = g_strdup(state->workflow);
    before->stage = g_strdup(first->id);
    const MarbreStep step = {.move = MARBRE_MOVE_NEW,
                             .by = trial->passage->author->id,
                             .at = trial->passage->commit->author->at,
                             .to = first->id};
    g_autoptr(MarbreState) next = marbre_step_apply(before, &step);
    marbre_trial_need_trailers(trial, next, first->id, NULL, NULL);
    marbre_trial_need_record(trial, next);
    return true;
}
