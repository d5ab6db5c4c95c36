/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_passage_moves(const MarbrePassage *passage, const char *id)
{
    return marbre_commit_trailer(passage->commit, "Marbre-Transition") != NULL &&
           g_strcmp0(marbre_commit_trailer(passage->commit, "Marbre-Article"), id) == 0;
}

/* The stage that the article was spiked from. (nullable, of the versions) */
static const char *
stage_left(const GPtrArray *versions)
{
    for (guint i = 0; i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        const char *move = marbre_commit_trailer(commit, "Marbre-Transition");
        if (g_strcmp0(move, marbre_move_name(MARBRE_MOVE_SPIKE)) == 0)
            return marbre_commit_trailer(commit, "Marbre-From");
    }
    return NULL;
}

static bool
judge_move(MarbreTrial *trial, GError **error)
{
    const MarbrePassage *passage = trial->passage;
    const char *folder = marbre_article_get_folder(trial->before);
    GPtrArray *versions = marbre_judge_past(passage, folder, error);
    if (versions == NULL)
        return false;
    g_autoptr(MarbreDossier) dossier =
        marbre_dossier_new_of(passage->before, trial->plan, trial->before, versions, error);
    if (dossier == NULL ||
        (trial->said->move == MARBRE_MOVE_CORRECT && !marbre_dossier_compare(dossier, error)))
        return false;
    if (trial->said->move == MARBRE_MOVE_UNDO) {
        trial->last = marbre_last_of(passage->before, trial->before, versions, error);
        if (trial->last == NULL)
            return false;
    }
    trial->dossier = dossier;
    bool done = marbre_trial_check(trial, error);
    if (done) {
        g_autoptr(MarbreAnswer) answer = marbre_trial_ask(trial, stage_left(versions));
        done = answer->obstacles->len > 0 || marbre_trial_derive(trial, answer, error);
        if (answer->obstacles->len == 0)
            marbre_trial_note_time(
                trial, answer,
                versions->len == 0 ? NULL : ((const MarbreVersion *)versions->pdata[0])->commit);
    }
    g_clear_pointer(&trial->findings, g_ptr_array_unref);
    g_clear_pointer(&trial->last, marbre_last_free);
    trial->dossier = NULL;
    return done;
}

/* The workflow that the article is in; NULL, and told, where there is none such. */
static MarbrePlan *
plan_of(const MarbreTrial *trial, GError **error)
{
    const MarbreState *state =
        trial->before == NULL ? NULL : marbre_article_get_state(trial->before);
    if (state == NULL)
        state = marbre_article_get_state(trial->after);
    g_autoptr(GError) reason = NULL;
    MarbrePlan *plan =
        marbre_law_plan(trial->passage->law, trial->passage->before,
                        trial->passage->judge->settings->pool, state->workflow, &reason);
    if (plan != NULL)
        return plan;
    if (reason->code == MARBRE_ERROR_NOT_FOUND)
        marbre_trial_violate(trial, "marbre/unknown-stage", g_strdup(reason->message), NULL);
    else
        g_propagate_error(error, g_steal_pointer(&reason));
    return NULL;
}

bool
marbre_judge_move(const MarbrePassage *passage,
                  MarbreArticle *before,
                  MarbreArticle *after,
                  GError **error)
{
    g_auto(MarbreSaid) said;
    marbre_said_read(passage->commit, &said);
    g_auto(MarbreTrial)
        trial = {.passage = passage, .said = &said, .before = before, .after = after};
    if (!said.is_move) {
        marbre_trial_violate(&trial, "marbre/bad-state",
                             g_strdup(_("the commit names a move that there is not")), NULL);
        return true;
    }
    if (passage->author == NULL)
        return true; /* told already: nobody may act without a name */
    g_autoptr(GError) reason = NULL;
    trial.plan = plan_of(&trial, &reason);
    if (trial.plan == NULL) {
        if (reason == NULL)
            return true;
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    marbre_trial_sign(&trial);
    if (said.move == MARBRE_MOVE_NEW)
        return marbre_trial_begin(&trial, error);
    if (before != NULL)
        return judge_move(&trial, error);
    marbre_trial_violate(&trial, "marbre/stage-skipped",
                         g_strdup(_("the article was not there before")), g_strdup("marbre new"));
    return true;
}
