/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/overview.h"

#include "base/error.h"
#include "newsroom/checking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_overview_free(MarbreOverview *overview)
{
    if (overview == NULL)
        return;
    marbre_answer_free(overview->answer);
    g_clear_pointer(&overview->owed, g_ptr_array_unref);
    g_clear_pointer(&overview->findings, g_ptr_array_unref);
    marbre_dossier_free(overview->dossier);
    marbre_newsroom_unref(overview->newsroom);
    g_free(overview);
}

static void
take_checked(void *user, const MarbreChecked *checked)
{
    MarbreOverview *overview = user;
    overview->findings = g_ptr_array_ref(checked->findings);
    overview->incomplete = checked->incomplete;
}

static bool
judge(const MarbreSession *session,
      MarbreOverview *overview,
      MarbreArticle *article,
      const char *tip,
      GError **error)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(overview->newsroom);
    const MarbreSettings *settings = marbre_policy_get_settings(policy);
    const MarbreState *state = marbre_article_get_state(article);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow_for(policy, state == NULL ? NULL : state->workflow);
    g_autoptr(MarbrePlan) plan =
        marbre_plan_new(overview->newsroom, workflow, session->pool, error);
    const MarbreCheckSettings how = {.pool = session->pool,
                                     .kept = session->kept,
                                     .now = {session->now, settings->timezone},
                                     .scope = MARBRE_SCOPE_EVERY};
    if (plan == NULL || !marbre_check_article(overview->newsroom, &how, plan, article, take_checked,
                                              overview, error))
        return false;
    overview->dossier = marbre_dossier_new(overview->newsroom, plan, article, tip, NULL, error);
    return overview->dossier != NULL;
}

/* Whoever may not move it at all needs no key for it. */
static void
drop_idle_signatures(GPtrArray *obstacles)
{
    bool may = true;
    for (guint i = 0; i < obstacles->len; i++)
        may = may && ((const MarbreObstacle *)obstacles->pdata[i])->kind != MARBRE_OBSTACLE_ROLE;
    for (guint i = obstacles->len; !may && i > 0; i--)
        if (((const MarbreObstacle *)obstacles->pdata[i - 1])->kind == MARBRE_OBSTACLE_SIGNATURE)
            g_ptr_array_remove_index(obstacles, i - 1);
}

MarbreOverview *
marbre_overview_new(const MarbreSession *session,
                    MarbreNewsroom *tip,
                    MarbreNewsroom *files,
                    const char *folder,
                    const MarbrePerson *actor,
                    GError **error)
{
    g_autoptr(MarbreOverview) overview = g_new0(MarbreOverview, 1);
    overview->newsroom =
        files != NULL ? marbre_newsroom_ref(files) : marbre_session_as_it_lies(session, tip, error);
    g_autoptr(MarbreArticle) article =
        overview->newsroom == NULL
            ? NULL
            : marbre_newsroom_read_article(overview->newsroom, folder, error);
    if (article == NULL)
        return NULL;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(tip);
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, folder, NULL);
    const char *commit = entry == NULL ? NULL : marbre_snapshot_commit_id(snapshot);
    if (!judge(session, overview, article, commit, error))
        return NULL;
    if (overview->dossier->original != NULL)
        marbre_original_compare(overview->dossier->original, overview->newsroom, article);
    const MarbreQuestion question = {.move = MARBRE_MOVE_ADVANCE,
                                     .dossier = overview->dossier,
                                     .findings = overview->findings,
                                     .actor = actor,
                                     .now = session->now,
                                     .lang = session->lang,
                                     .key = marbre_session_key(session),
                                     .keyless = session->keyless};
    overview->answer = marbre_gate_ask(&question);
    overview->owed = marbre_gate_owed(&question);
    drop_idle_signatures(overview->answer->obstacles);
    if (actor == NULL)
        for (guint i = overview->answer->obstacles->len; i > 0; i--) {
            const MarbreObstacle *obstacle = overview->answer->obstacles->pdata[i - 1];
            if (obstacle->kind == MARBRE_OBSTACLE_ROLE)
                g_ptr_array_remove_index(overview->answer->obstacles, i - 1);
        }
    if (overview->dossier->stage == NULL)
        g_ptr_array_set_size(overview->answer->obstacles, 0); /* it goes nowhere, and need not */
    return g_steal_pointer(&overview);
}
