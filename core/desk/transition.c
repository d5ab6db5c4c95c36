/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/transition.h"

#include "base/error.h"
#include "base/ulid.h"
#include "desk/entry.h"
#include "desk/message.h"
#include "desk/pending.h"
#include "newsroom/checking.h"
#include "newsroom/record.h"
#include "site/entries.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One request on its way. */
typedef struct {
    const MarbreSession *session;
    const MarbreRequest *request;
    MarbreNewsroom *tip;
    const MarbrePerson *actor;
    GHashTable *plans;  /* name of a workflow to MarbrePlan */
    GPtrArray *pending; /* of MarbrePending, as the replies */
    GPtrArray *replies;
} Act;

void
marbre_reply_free(MarbreReply *reply)
{
    if (reply == NULL)
        return;
    g_clear_pointer(&reply->findings, g_ptr_array_unref);
    g_clear_pointer(&reply->checks, g_ptr_array_unref);
    marbre_answer_free(reply->answer);
    marbre_dossier_free(reply->dossier);
    g_free(reply->folder);
    g_free(reply->from);
    g_free(reply->to);
    g_free(reply->id);
    g_free(reply->saved);
    g_free(reply->commit);
    g_free(reply);
}

bool
marbre_reply_is_allowed(const MarbreReply *reply)
{
    return reply->answer->obstacles->len == 0;
}

/* --- judging
 * -------------------------------------------------------------------------------------- */

static MarbrePlan *
plan_for(Act *act, const char *name, GError **error)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, name);
    if (workflow == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("there is no workflow “%s”"), name);
        return NULL;
    }
    MarbrePlan *plan = g_hash_table_lookup(act->plans, workflow->name);
    if (plan != NULL)
        return plan;
    plan = marbre_plan_new(act->tip, workflow, act->session->pool, error);
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

/* A waiver may speak of what blocks later; every other move of what blocks now. */
static bool
check(Act *act, const MarbrePending *pending, MarbrePlan *plan, MarbreReply *reply, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    const MarbreCheckSettings how = {
        .pool = act->session->pool,
        .kept = act->session->kept,
        .now = {act->session->now, settings->timezone},
        .scope = act->request->move == MARBRE_MOVE_WAIVE ? MARBRE_SCOPE_EVERY : MARBRE_SCOPE_GATE};
    if (act->request->move == MARBRE_MOVE_RETURN || act->request->move == MARBRE_MOVE_APPROVE) {
        reply->findings = marbre_findings_new();
        reply->checks = g_ptr_array_new();
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
    else if (answer->to != NULL)
        reply->to = g_strdup(answer->to->id);
    if (answer->publishes)
        reply->move = MARBRE_MOVE_PUBLISH;
}

/* Moves that ask no check would begin a record anew where the one there can't be read. */
static bool
has_readable_state(const Act *act, const MarbreArticle *article, GError **error)
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

static bool
judge(Act *act, const char *folder, GError **error)
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
    if (plan == NULL || !check(act, pending, plan, reply, error))
        return false;
    const char *commit = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(act->tip));
    reply->dossier = marbre_dossier_new(
        pending->files, plan, pending->article, pending->committed ? commit : NULL,
        marbre_pending_is_clean(pending) ? NULL : act->session->email, error);
    if (reply->dossier == NULL)
        return false;
    const MarbreQuestion question = {.move = act->request->move,
                                     .dossier = reply->dossier,
                                     .findings = reply->findings,
                                     .actor = act->actor,
                                     .now = act->session->now,
                                     .lang = act->session->lang,
                                     .to = act->request->to,
                                     .rule = act->request->rule,
                                     .until = act->request->until};
    reply->answer = marbre_gate_ask(&question);
    name_stages(reply);
    g_ptr_array_add(act->replies, g_steal_pointer(&reply));
    g_ptr_array_add(act->pending, g_steal_pointer(&pending));
    return true;
}

/* Judge everything against one commit of the newsroom. */
static bool
judge_all(Act *act, MarbreNewsroom *tip, const GPtrArray *folders, GError **error)
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

static bool
any_to_do(const Act *act)
{
    guint allowed = 0;
    for (guint i = 0; i < act->replies->len; i++)
        allowed += marbre_reply_is_allowed(g_ptr_array_index(act->replies, i));
    return act->request->together ? allowed == act->replies->len : allowed > 0;
}

/* --- doing
 * ---------------------------------------------------------------------------------------- */

static MarbreMoveMessage
message_for(const Act *act, const MarbreReply *reply)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    return (MarbreMoveMessage){.lang = settings->publish[0],
                               .title = marbre_article_get_title(reply->dossier->article),
                               .body = act->request->message,
                               .id = reply->id,
                               .actor = act->actor->id};
}

static bool
commit(Act *act,
       MarbreWrite *write,
       MarbreChangeset *changes,
       const char *message,
       char ret_id[41],
       GError **error)
{
    g_autoptr(MarbreSignature) author = marbre_session_author(act->session, act->tip);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(act->session, act->tip);
    return marbre_write_commit(write, NULL, changes, author, committer, message, ret_id, error);
}

/* Words that no commit has yet go first, in a commit of their own. */
static bool
save_words(
    Act *act, MarbreWrite *write, const MarbrePending *pending, MarbreReply *reply, GError **error)
{
    char id[41];
    if (marbre_pending_is_clean(pending))
        return true;
    g_autoptr(MarbreChangeset) changes = marbre_pending_changeset(pending, error);
    MarbreMoveMessage message = message_for(act, reply);
    message.body = NULL;
    message.actor = NULL;
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    if (changes == NULL || !commit(act, write, changes, text, id, error))
        return false;
    reply->saved = g_strdup(id);
    return true;
}

/* The day that a person's words name, as the record writes it. */
static char *
write_day(const Act *act, const char *words)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    int64_t first = 0, after = 0;
    if (!marbre_moment_parse(words, settings->zone, &first, &after))
        return g_strdup(words); /* the gate has refused it */
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(first, settings->zone));
    return g_strndup(instant, strlen("2026-03-31"));
}

static void
waive(MarbreState *state, const Act *act, const char *digest)
{
    const MarbreRequest *request = act->request;
    g_autofree char *until = write_day(act, request->until);
    for (guint i = 0; i < state->waivers->len; i++)
        if (strcmp(((MarbreWaiver *)state->waivers->pdata[i])->rule, request->rule) == 0)
            g_ptr_array_remove_index(state->waivers, i--);
    g_ptr_array_add(state->waivers, marbre_waiver_new(request->rule, act->actor->id,
                                                      request->message, until, digest));
}

/* A correction that was open is published with this revision. */
static void
publish(MarbreState *state, MarbreInstant at, const char *digest, const char *content)
{
    uint64_t revision = state->publication == NULL ? 1 : state->publication->revision + 1;
    if (state->correction != NULL) {
        MarbreCorrection *closed = g_steal_pointer(&state->correction);
        g_clear_pointer(&closed->by, g_free);
        closed->at = at;
        closed->revision = revision;
        g_ptr_array_add(state->corrections, closed);
    }
    marbre_publication_free(state->publication);
    state->publication = marbre_publication_new(revision, at, digest, content);
}

/* Digest of the article as it is committed, of what a stage judges or, with NULL, of what readers
   see. MARBRE_ERROR_BUSY where that is not what was judged: a picture was exchanged meanwhile. */
static char *
committed_digest(const Act *act,
                 MarbreWrite *write,
                 const MarbreReply *reply,
                 const MarbreStage *stage,
                 GError **error)
{
    g_autoptr(MarbreNewsroom) made = marbre_newsroom_new_with_policy(
        act->session->store, marbre_write_snapshot(write), marbre_newsroom_get_policy(act->tip));
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(made, reply->folder, error);
    if (article == NULL)
        return NULL;
    if (stage == NULL)
        return marbre_record_digest(made, article, error);
    g_autofree char *digest = marbre_record_judged(
        made, article, marbre_plan_get_judged(reply->dossier->plan, stage), error);
    const char *judged = marbre_dossier_station(reply->dossier, stage)->digest;
    if (digest == NULL || judged == NULL || strcmp(digest, judged) == 0)
        return g_steal_pointer(&digest);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                _("%s was changed at this very moment; try again"), reply->folder);
    return NULL;
}

/* The state after the move; NULL with an error. `content`: the folder's id before it. */
static MarbreState *
next_state(const Act *act,
           MarbreWrite *write,
           const MarbreReply *reply,
           const char *content,
           GError **error)
{
    g_autoptr(MarbreState) state = marbre_state_copy(reply->dossier->state);
    MarbreInstant at = marbre_session_instant(act->session, act->tip);
    if (reply->dossier->fresh)
        state->entered = at;
    if (state->id == NULL)
        state->id = marbre_ulid_new(act->session->now * 1000);
    if (reply->move == MARBRE_MOVE_PUBLISH) {
        g_autofree char *digest = committed_digest(act, write, reply, NULL, error);
        if (digest == NULL)
            return NULL;
        publish(state, at, digest, content);
    }
    if (reply->move == MARBRE_MOVE_APPROVE || reply->move == MARBRE_MOVE_WAIVE) {
        g_autofree char *digest = committed_digest(act, write, reply, reply->answer->to, error);
        if (digest == NULL)
            return NULL;
        if (reply->move == MARBRE_MOVE_WAIVE)
            waive(state, act, digest);
        else
            marbre_state_put_approval(
                state,
                marbre_approval_new(reply->answer->to->id, act->actor->id, at, digest, content));
        return g_steal_pointer(&state);
    }
    g_free(state->stage);
    state->stage = g_strdup(reply->to);
    state->entered = at;
    return g_steal_pointer(&state);
}

static char *
transition_message(const Act *act, const MarbreReply *reply, const MarbreState *state)
{
    MarbreMoveMessage message = message_for(act, reply);
    const MarbreStage *judged = reply->dossier->stage;
    message.id = state->id;
    message.checks = reply->checks;
    if (reply->move == MARBRE_MOVE_APPROVE) {
        message.stage = reply->answer->to->id;
        judged = reply->answer->to;
    } else if (reply->move == MARBRE_MOVE_WAIVE) {
        message.rule = act->request->rule;
        message.until = act->request->until;
        message.reason = act->request->message;
        message.body = NULL;
        message.checks = NULL;
        judged = reply->answer->to;
    } else {
        message.from = reply->from;
        message.to = reply->to;
    }
    if (judged != NULL)
        message.digest = marbre_dossier_station(reply->dossier, judged)->digest;
    return marbre_message_write(reply->move, &message);
}

static bool
do_move(
    Act *act, MarbreWrite *write, const MarbrePending *pending, MarbreReply *reply, GError **error)
{
    char content[41], id[41];
    if (!save_words(act, write, pending, reply, error) ||
        !marbre_snapshot_folder_id(marbre_write_snapshot(write), reply->folder, content, error))
        return false;
    g_autoptr(MarbreState) state = next_state(act, write, reply, content, error);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    if (state == NULL)
        return false;
    bool enters = reply->move == MARBRE_MOVE_ADVANCE || reply->move == MARBRE_MOVE_RETURN;
    if (enters &&
        !marbre_entry_run(act->session, reply->dossier, reply->answer->to, changes, error))
        return false;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", reply->folder);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_autofree char *message = transition_message(act, reply, state);
    if (!marbre_changeset_put(changes, path, bytes, error) ||
        !commit(act, write, changes, message, id, error))
        return false;
    reply->commit = g_strdup(id);
    g_free(reply->id);
    reply->id = g_strdup(state->id);
    return true;
}

static bool
render(const MarbreSession *session, MarbreWrite *write, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_ref(marbre_write_snapshot(write));
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(session->store, snapshot, error);
    if (newsroom == NULL)
        return false;
    MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, NULL);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(newsroom, workflow, session->pool, error);
    if (plan == NULL)
        return false;
    g_autoptr(MarbreSignature) author = marbre_session_author(session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, newsroom);
    const MarbreSiteSettings settings = {
        .pool = session->pool,
        .now = {session->now, marbre_policy_get_settings(policy)->timezone},
        .author = author,
        .committer = committer};
    return marbre_site_update(&settings, write, newsroom, plan, marbre_snapshot_commit_id(snapshot),
                              error);
}

static bool
do_all(Act *act, MarbreWrite *write, GPtrArray *ret_kept, GError **error)
{
    bool publishes = false;
    for (guint i = 0; i < act->replies->len; i++) {
        MarbreReply *reply = g_ptr_array_index(act->replies, i);
        if (!marbre_reply_is_allowed(reply))
            continue;
        if (!do_move(act, write, g_ptr_array_index(act->pending, i), reply, error))
            return false;
        publishes = publishes || reply->move == MARBRE_MOVE_PUBLISH;
    }
    if (publishes && !render(act->session, write, error))
        return false;
    marbre_write_set_reason(write, marbre_move_name(act->request->move));
    return marbre_write_finish(write, ret_kept, error);
}

static void
forget(Act *act)
{
    for (guint i = 0; i < act->replies->len; i++) {
        MarbreReply *reply = g_ptr_array_index(act->replies, i);
        g_clear_pointer(&reply->commit, g_free);
        g_clear_pointer(&reply->saved, g_free);
    }
}

/* Judge, then take the lock, judge again what moved meanwhile, and do it. What was judged without
   the lock is kept, so that judging under it is quick. */
static bool
attempt(Act *act, const GPtrArray *folders, GPtrArray *ret_kept, GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(act->session, error);
    if (tip == NULL || !judge_all(act, tip, folders, error))
        return false;
    if (!any_to_do(act) || act->session->dry_run)
        return true;
    g_autoptr(MarbreWrite) write = marbre_store_begin(act->session->store, error);
    if (write == NULL)
        return false;
    MarbreSnapshot *base = marbre_write_base(write);
    if (g_strcmp0(marbre_snapshot_commit_id(base),
                  marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(tip))) != 0) {
        g_autoptr(MarbreNewsroom) now = marbre_newsroom_new(act->session->store, base, error);
        if (now == NULL || !judge_all(act, now, folders, error))
            return false;
        if (!any_to_do(act))
            return true;
    }
    if (do_all(act, write, ret_kept, error))
        return true;
    forget(act);
    return false;
}

GPtrArray *
marbre_desk_move(const MarbreSession *session,
                 const GPtrArray *folders,
                 const MarbreRequest *request,
                 GPtrArray *ret_kept,
                 GError **error)
{
    g_autoptr(GHashTable) plans =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)marbre_plan_unref);
    Act act = {.session = session,
               .request = request,
               .plans = plans,
               .pending = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_pending_free),
               .replies = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_reply_free)};
    g_autoptr(GPtrArray) once = marbre_session_each_once(folders);
    g_autoptr(GError) reason = NULL;
    int64_t started = g_get_monotonic_time();
    bool done = attempt(&act, once, ret_kept, &reason);
    for (unsigned i = 1; !done && marbre_session_again(reason, i, started); i++) {
        g_clear_error(&reason);
        done = attempt(&act, once, ret_kept, &reason);
    }
    g_ptr_array_unref(act.pending);
    g_clear_pointer(&act.tip, marbre_newsroom_unref); /* the dossiers keep theirs */
    if (done)
        return act.replies;
    g_ptr_array_unref(act.replies);
    g_propagate_error(error, g_steal_pointer(&reason));
    return NULL;
}

bool
marbre_desk_render(const MarbreSession *session, bool *ret_done, GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    if (tip == NULL)
        return false;
    const char *branch = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->published;
    g_autoptr(GError) reason = NULL;
    g_autofree char *rendered = marbre_site_rendered(session->store, branch, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    bool lags =
        g_strcmp0(rendered, marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(tip))) != 0;
    g_autofree char *shown = lags ? marbre_store_tip(session->store, branch, NULL) : NULL;
    if (lags && shown == NULL) {
        /* Where nothing was ever published, no branch is made to show nothing. */
        g_autoptr(GPtrArray) entries = marbre_entries_list(tip, error);
        if (entries == NULL)
            return false;
        lags = entries->len > 0;
    }
    if (ret_done != NULL)
        *ret_done = lags;
    if (!lags || session->dry_run)
        return true;
    g_autoptr(MarbreWrite) write = marbre_store_begin(session->store, error);
    return write != NULL && render(session, write, error) &&
           marbre_write_finish(write, NULL, error);
}
