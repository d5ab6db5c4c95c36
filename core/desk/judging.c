/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/act.h"

#include "base/error.h"
#include "desk/wording.h"
#include "newsroom/checking.h"
#include "newsroom/content.h"
#include "newsroom/record.h"
#include "newsroom/versions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_act_takes_away(const MarbreAct *act)
{
    return act->request->move == MARBRE_MOVE_RETRACT || act->request->move == MARBRE_MOVE_UNPUBLISH;
}

static MarbrePlan *
plan_for(MarbreAct *act, const char *name, GError **error)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, name);
    if (workflow == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no workflow “%s”; `marbre workflow list` names them"), name);
        return NULL;
    }
    MarbrePlan *plan = g_hash_table_lookup(act->plans, workflow->name);
    if (plan != NULL)
        return plan;
    plan = marbre_plan_new(act->tip, workflow, act->session->pool, error);
    if (plan == NULL && marbre_act_takes_away(act)) {
        g_clear_error(error);
        plan = marbre_plan_new(act->tip, workflow, NULL, error);
    }
    if (plan != NULL)
        g_hash_table_insert(act->plans, g_strdup(workflow->name), plan);
    return plan;
}

static void
take_checked(void *user, const MarbreChecked *checked)
{
    MarbreReply *reply = user;
    reply->findings = g_ptr_array_ref(checked->findings);
    reply->checks = g_ptr_array_ref(checked->checks);
    reply->incomplete = checked->incomplete;
}

static bool
asks_checks(MarbreMove move)
{
    return move == MARBRE_MOVE_ADVANCE || move == MARBRE_MOVE_PUBLISH || move == MARBRE_MOVE_WAIVE;
}

static bool
is_of_afterlife(MarbreMove move)
{
    return move == MARBRE_MOVE_SPIKE || move == MARBRE_MOVE_RESTORE ||
           move == MARBRE_MOVE_CORRECT || move == MARBRE_MOVE_RETRACT ||
           move == MARBRE_MOVE_UNPUBLISH;
}

static void
add_silent(const MarbrePending *pending, GPtrArray *findings)
{
    MarbreFinding *silent = marbre_record_silent_edit(pending->files, pending->article);
    if (silent != NULL)
        g_ptr_array_add(findings, silent);
}

/* A waiver may speak of what blocks later; every other move of what blocks now. */
static bool
check(MarbreAct *act,
      const MarbrePending *pending,
      MarbrePlan *plan,
      MarbreReply *reply,
      GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    g_auto(GStrv) passed = act->request->urgent ? marbre_dossier_passes(reply->dossier) : NULL;
    const MarbreCheckSettings how = {
        .pool = act->session->pool,
        .kept = act->session->kept,
        .now = {act->session->now, settings->timezone},
        .scope = act->request->move == MARBRE_MOVE_WAIVE ? MARBRE_SCOPE_EVERY : MARBRE_SCOPE_GATE,
        .as = act->request->urgent ? marbre_workflow_last(reply->dossier->workflow)->id : NULL,
        .passed = (const char *const *)passed};
    if (!asks_checks(act->request->move)) {
        reply->findings = marbre_findings_new();
        reply->checks = g_ptr_array_new();
        if (act->request->move == MARBRE_MOVE_RETURN || act->request->move == MARBRE_MOVE_APPROVE)
            add_silent(pending, reply->findings);
        return true;
    }
    return marbre_check_article(pending->files, &how, plan, pending->article, take_checked, reply,
                                error);
}

static void
name_stages(MarbreReply *reply)
{
    const MarbreAnswer *answer = reply->answer;
    const MarbreState *state = reply->dossier->state;
    reply->from = g_strdup(state->stage);
    reply->id = g_strdup(state->id);
    if (answer->publishes)
        reply->to = g_strdup(MARBRE_STAGE_PUBLISHED);
    else if (reply->move == MARBRE_MOVE_SPIKE)
        reply->to = g_strdup(MARBRE_STAGE_SPIKED);
    else if (reply->move == MARBRE_MOVE_RETRACT || reply->move == MARBRE_MOVE_UNPUBLISH)
        reply->to = g_strdup(MARBRE_STAGE_RETRACTED);
    else if (reply->move == MARBRE_MOVE_ASSIGN)
        reply->to = g_strdup(state->stage);
    else if (reply->move == MARBRE_MOVE_UNDO)
        reply->to =
            g_strdup(reply->last->before == NULL ? state->stage : reply->last->before->stage);
    else if (answer->to != NULL)
        reply->to = g_strdup(answer->to->id);
    if (answer->publishes)
        reply->move = MARBRE_MOVE_PUBLISH;
}

/* Moves that ask no check would begin a record anew where the one there can't be read. */
static bool
has_readable_state(const MarbreAct *act, const MarbreArticle *article, GError **error)
{
    if (act->request->move == MARBRE_MOVE_ADVANCE || act->request->move == MARBRE_MOVE_PUBLISH ||
        marbre_article_get_state(article) != NULL ||
        marbre_article_get_file(article, "state.yaml") == NULL)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s/state.yaml can't be read; `marbre check %s` says why"),
                marbre_article_get_folder(article), marbre_article_get_slug(article));
    return false;
}

/* The stage that an article was spiked from, as history has it; NULL where it ends before that. */
static char *
stage_left(const MarbreAct *act, const char *folder)
{
    g_autoptr(GPtrArray) versions = marbre_versions_of(act->tip, folder, NULL, NULL);
    for (guint i = 0; versions != NULL && i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        const char *move = marbre_commit_trailer(commit, "Marbre-Transition");
        if (g_strcmp0(move, marbre_move_name(MARBRE_MOVE_SPIKE)) == 0)
            return g_strdup(marbre_commit_trailer(commit, "Marbre-From"));
    }
    return NULL;
}

/* Who gave no note, in any language, is offered one. */
static bool
propose(const MarbreAct *act, const MarbrePending *pending, MarbreReply *reply, GError **error)
{
    const GPtrArray *notes = act->request->notes;
    if (act->request->move != MARBRE_MOVE_CORRECT ||
        g_strcmp0(act->request->kind, MARBRE_KIND_TYPO) == 0 || (notes != NULL && notes->len > 0))
        return true;
    reply->proposed = marbre_wording_propose(pending->files, pending->article, act->request->kind,
                                             act->session->now, error);
    return reply->proposed != NULL;
}

/* The last move, of the article as it is committed. */
static bool
find_last(const MarbreAct *act, const MarbrePending *pending, MarbreReply *reply, GError **error)
{
    if (act->request->move != MARBRE_MOVE_UNDO)
        return true;
    if (!pending->committed) {
        reply->last = g_new0(MarbreLast, 1);
        return true;
    }
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(act->tip, reply->folder, error);
    g_autoptr(GPtrArray) versions =
        article == NULL ? NULL : marbre_versions_of(act->tip, reply->folder, NULL, error);
    reply->last = versions == NULL ? NULL : marbre_last_of(act->tip, article, versions, error);
    return reply->last != NULL;
}

/* Who is to have it, and until when: a day lasts to its end. */
static bool
read_assignment(const MarbreAct *act, MarbreReply *reply, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    const char *due = act->request->due;
    int64_t first = 0, after = 0;
    if (act->request->move != MARBRE_MOVE_ASSIGN)
        return true;
    reply->assignee =
        g_strdup(act->request->assignee == NULL ? act->actor->id : act->request->assignee);
    if (due == NULL)
        return true;
    if (marbre_moment_parse(due, settings->zone, &first, &after)) {
        reply->due = marbre_instant_at(after > first + 1 ? after - 1 : first, settings->zone);
        return true;
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("--due: “%s” is no day and no hour; write it as 2026-03-31 or "
                  "2026-03-31T18:00"),
                due);
    return false;
}

/* The article as its readers have it, where the question is whether it may go. False with an error;
   NULL for any other question. */
static bool
read_published(const MarbreAct *act,
               const MarbreReply *reply,
               const MarbreState *state,
               MarbreArticle **ret_article,
               GError **error)
{
    *ret_article = NULL;
    if (act->request->move != MARBRE_MOVE_UNPUBLISH || state == NULL || state->publication == NULL)
        return true;
    *ret_article =
        marbre_content_article(act->tip, reply->folder, state->publication->content, error);
    return *ret_article != NULL;
}

static bool
ask_gate(const MarbreAct *act, const MarbrePending *pending, MarbreReply *reply, GError **error)
{
    const MarbreState *state = marbre_article_get_state(pending->article);
    g_autofree char *left =
        act->request->move == MARBRE_MOVE_RESTORE ? stage_left(act, reply->folder) : NULL;
    g_autoptr(MarbreArticle) published = NULL;
    if (!read_published(act, reply, state, &published, error))
        return false;
    const MarbreQuestion question = {.move = act->request->move,
                                     .dossier = reply->dossier,
                                     .findings = reply->findings,
                                     .actor = act->actor,
                                     .now = act->session->now,
                                     .lang = act->session->lang,
                                     .to = act->request->to,
                                     .rule = act->request->rule,
                                     .until = act->request->until,
                                     .reason = act->request->message,
                                     .left = left,
                                     .kind = act->request->kind,
                                     .notes = act->request->notes,
                                     .proposed = reply->proposed,
                                     .ahead = act->request->ahead,
                                     .urgent = act->request->urgent,
                                     .unsaved = act->request->unattended &&
                                                !marbre_pending_is_clean(pending),
                                     .published = published,
                                     .assignee = reply->assignee,
                                     .due = reply->due,
                                     .last = reply->last,
                                     .key = marbre_session_key(act->session),
                                     .keyless = act->session->keyless};
    reply->answer = marbre_gate_ask(&question);
    return true;
}

static bool
judge(MarbreAct *act, const char *folder, GError **error)
{
    g_autoptr(MarbreReply) reply = g_new0(MarbreReply, 1);
    reply->folder = g_strdup(folder);
    reply->move = act->request->move;
    g_autoptr(MarbrePending) pending = marbre_pending_read(act->session, act->tip, folder, error);
    if (pending == NULL)
        return false;
    const MarbreState *state = marbre_article_get_state(pending->article);
    if (!has_readable_state(act, pending->article, error))
        return false;
    MarbrePlan *plan = plan_for(act, state == NULL ? NULL : state->workflow, error);
    if (plan == NULL)
        return false;
    /* Who wrote what matters to approvals alone: a kill works where history ends early. */
    const char *commit = pending->committed && !is_of_afterlife(act->request->move)
                             ? marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(act->tip))
                             : NULL;
    reply->dossier =
        marbre_dossier_new(pending->files, plan, pending->article, commit,
                           marbre_pending_is_clean(pending) ? NULL : act->session->email, error);
    if (reply->dossier == NULL || (act->request->move == MARBRE_MOVE_CORRECT &&
                                   !marbre_dossier_compare(reply->dossier, error)))
        return false;
    if (!check(act, pending, plan, reply, error) || !propose(act, pending, reply, error) ||
        !find_last(act, pending, reply, error) || !read_assignment(act, reply, error))
        return false;
    if (!ask_gate(act, pending, reply, error))
        return false;
    name_stages(reply);
    g_ptr_array_add(act->replies, g_steal_pointer(&reply));
    g_ptr_array_add(act->pending, g_steal_pointer(&pending));
    return true;
}

/* Judge everything against one commit of the newsroom. */
bool
marbre_act_judge(MarbreAct *act, MarbreNewsroom *tip, const GPtrArray *folders, GError **error)
{
    /* Replies hold people of the policy they were judged by: they go before it does. */
    g_ptr_array_set_size(act->replies, 0);
    g_ptr_array_set_size(act->pending, 0);
    g_hash_table_remove_all(act->plans);
    g_clear_pointer(&act->tip, marbre_newsroom_unref);
    act->tip = marbre_newsroom_ref(tip);
    act->actor = marbre_session_actor(act->session, act->tip, error);
    if (act->actor == NULL)
        return false;
    for (guint i = 0; i < folders->len; i++)
        if (!judge(act, g_ptr_array_index(folders, i), error))
            return false;
    return true;
}
