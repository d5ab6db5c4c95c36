/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/claim_act.h"

#include "base/error.h"
#include "base/problem.h"
#include "desk/amendment.h"
#include "desk/attempt.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
claim_done_free(void *data)
{
    MarbreClaimDone *claim = data;
    g_free(claim->id);
    g_free(claim->quote);
    g_free(claim->by);
    g_free(claim->problem);
    g_free(claim);
}

static void
voided_free(void *data)
{
    MarbreVoided *voided = data;
    g_free(voided->stage);
    g_free(voided->title);
    g_free(voided);
}

void
marbre_claimed_free(MarbreClaimed *claimed)
{
    if (claimed == NULL)
        return;
    g_free(claimed->folder);
    g_free(claimed->slug);
    g_free(claimed->title);
    g_free(claimed->path);
    g_free(claimed->commit);
    g_ptr_array_unref(claimed->claims);
    g_ptr_array_unref(claimed->voided);
    g_free(claimed);
}

static void
act_clear(MarbreClaimAct *act)
{
    g_clear_pointer(&act->pending, marbre_pending_free);
    g_clear_pointer(&act->tip, marbre_newsroom_unref);
    g_clear_pointer(&act->sentences, g_ptr_array_unref);
    g_clear_pointer(&act->before, g_bytes_unref);
    g_clear_pointer(&act->after, g_bytes_unref);
    g_clear_pointer(&act->done, marbre_claimed_free);
}

/* --- the article --------------------------------------------------------------------------------
 */

static bool
look(MarbreClaimAct *act, GError **error)
{
    act->pending = marbre_pending_read(act->session, act->tip, act->claiming->folder, error);
    const MarbrePerson *person =
        act->pending == NULL ? NULL : marbre_session_actor(act->session, act->tip, error);
    if (person == NULL)
        return false;
    const MarbreArticle *article = act->pending->article;
    const MarbreState *state = marbre_article_get_state(article);
    const MarbreFile *file = marbre_article_get_file(article, "claims.yaml");
    act->whom = (MarbreByWhom){person->id, marbre_session_instant(act->session, act->tip)};
    act->before = file == NULL || file->bytes == NULL ? NULL : g_bytes_ref(file->bytes);
    act->after = act->before == NULL ? NULL : g_bytes_ref(act->before);
    act->sentences = g_ptr_array_new_with_free_func(g_free);
    act->done = g_new0(MarbreClaimed, 1);
    act->done->folder = g_strdup(act->claiming->folder);
    act->done->slug = g_strdup(marbre_article_get_slug(article));
    act->done->title = g_strdup(act->pending->title);
    act->done->path = g_strconcat(act->claiming->folder, "/claims.yaml", NULL);
    act->done->claims = g_ptr_array_new_with_free_func(claim_done_free);
    act->done->voided = g_ptr_array_new_with_free_func(voided_free);
    act->done->published = state != NULL && strcmp(state->stage, MARBRE_STAGE_PUBLISHED) == 0;
    if (file != NULL && file->bytes == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is too large, or is no file; bring it back with: git checkout -- %s"),
                    act->done->path, act->done->path);
        return false;
    }
    const char *unsaved = !act->pending->committed ? act->claiming->folder
                          : marbre_pending_is_unsaved(act->pending, act->done->path)
                              ? act->done->path
                              : NULL;
    if (unsaved == NULL)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s holds words that nobody has saved; `marbre save %s` first"), unsaved,
                act->done->slug);
    return false;
}

/* --- what follows -------------------------------------------------------------------------------
 */

static void
find_lines(MarbreClaimAct *act)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims =
        act->after == NULL ? NULL : marbre_claims_parse("claims.yaml", act->after, problems);
    for (guint i = 0; claims != NULL && i < act->done->claims->len; i++) {
        MarbreClaimDone *done = act->done->claims->pdata[i];
        const MarbreClaim *claim = done->id == NULL ? NULL : marbre_claims_find(claims, done->id);
        if (claim != NULL)
            done->line = marbre_lines_place(marbre_yaml_get_lines(marbre_claims_get_yaml(claims)),
                                            claim->span.start)
                             .line;
    }
}

static void
add_voided(MarbreClaimAct *act, const MarbreStage *stage)
{
    for (guint i = 0; i < act->done->voided->len; i++)
        if (strcmp(((MarbreVoided *)act->done->voided->pdata[i])->stage, stage->id) == 0)
            return;
    MarbreVoided *voided = g_new0(MarbreVoided, 1);
    voided->stage = g_strdup(stage->id);
    voided->title = g_strdup(marbre_stage_title(stage, act->session->lang));
    g_ptr_array_add(act->done->voided, voided);
}

/* The stages that judge the ledger and were approved as the article lies. What their plugins judge
   is asked of them; where one can't say, nothing is told here: the gate will. */
static void
find_voided(MarbreClaimAct *act)
{
    const MarbreState *state = marbre_article_get_state(act->pending->article);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow =
        state == NULL || state->approvals->len == 0 || act->session->pool == NULL
            ? NULL
            : marbre_policy_workflow(policy, state->workflow);
    g_autoptr(MarbrePlan) plan =
        workflow == NULL ? NULL : marbre_plan_new(act->tip, workflow, act->session->pool, NULL);
    for (guint i = 0; plan != NULL && i < state->approvals->len; i++) {
        const MarbreApproval *approval = state->approvals->pdata[i];
        const MarbreStage *stage = marbre_workflow_resolve(workflow, approval->stage);
        const MarbreJudged *judged = stage == NULL ? NULL : marbre_plan_get_judged(plan, stage);
        if (judged == NULL || (judged->parts & MBR_PART_CLAIMS) == 0)
            continue;
        g_autofree char *digest =
            marbre_record_judged(act->pending->files, act->pending->article, judged, NULL);
        if (g_strcmp0(digest, approval->digest) == 0)
            add_voided(act, stage);
    }
}

/* --- the commit ---------------------------------------------------------------------------------
 */

/* What was done, a claim a line, in words of the ledger; then the person's own. */
static char *
write_body(const MarbreClaimAct *act)
{
    GString *body = g_string_new(NULL);
    for (guint i = 0; i < act->done->claims->len; i++) {
        const MarbreClaimDone *claim = act->done->claims->pdata[i];
        if (claim->id != NULL)
            g_string_append_printf(body, "%s: %s\n", claim->id,
                                   marbre_claim_status_text(claim->status));
    }
    const char *note = act->claiming->reason != NULL ? act->claiming->reason : act->claiming->note;
    if (note != NULL && *note != '\0')
        g_string_append_printf(body, "%s%s\n", body->len > 0 ? "\n" : "", note);
    return g_string_free(body, FALSE);
}

static bool
commit(MarbreClaimAct *act, MarbreWrite *write, GError **error)
{
    g_autofree char *body = write_body(act);
    const MarbreAmendment amendment = {
        .session = act->session,
        .tip = act->tip,
        .article = act->pending->article,
        .path = act->done->path,
        .after = act->after,
        .reason = "claim",
        .message = {.title = act->done->title, .body = body, .claims = true}};
    act->done->commit = marbre_amendment_commit(&amendment, write, NULL, error);
    return act->done->commit != NULL;
}

static bool
attempt(void *user, GError **error)
{
    MarbreClaimAct *act = user;
    g_autoptr(MarbreWrite) write = NULL;
    act_clear(act);
    act->tip = marbre_attempt_begin(act->session, &write, error);
    if (act->tip == NULL)
        return false;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    if (!marbre_claim_check_request(act->claiming, settings->zone, act->session->now, error) ||
        !look(act, error) || !marbre_claim_change(act, error))
        return false;
    find_lines(act);
    if (!act->done->changed)
        return true;
    find_voided(act);
    return write == NULL || commit(act, write, error);
}

MarbreClaimed *
marbre_desk_claim(const MarbreSession *session, const MarbreClaiming *claiming, GError **error)
{
    MarbreClaimAct act = {.session = session, .claiming = claiming};
    MarbreClaimed *done = marbre_attempt(attempt, &act, error) ? g_steal_pointer(&act.done) : NULL;
    act_clear(&act);
    return done;
}
