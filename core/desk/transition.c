/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/transition.h"

#include "base/error.h"
#include "desk/act.h"
#include "desk/attempt.h"
#include "desk/entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_reply_free(MarbreReply *reply)
{
    if (reply == NULL)
        return;
    g_clear_pointer(&reply->findings, g_ptr_array_unref);
    g_clear_pointer(&reply->checks, g_ptr_array_unref);
    g_clear_pointer(&reply->proposed, g_ptr_array_unref);
    g_free(reply->trouble);
    g_free(reply->assignee);
    marbre_last_free(reply->last);
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

static bool
any_to_do(const MarbreAct *act)
{
    guint allowed = 0;
    for (guint i = 0; i < act->replies->len; i++)
        allowed += marbre_reply_is_allowed(g_ptr_array_index(act->replies, i));
    return act->request->together ? allowed == act->replies->len : allowed > 0;
}

/* Words that no commit has yet go first, in a commit of their own; but after a correction, which
   lets them, and never with what takes a page away, which nothing holds up. */
static bool
save_words(MarbreAct *act,
           MarbreWrite *write,
           const MarbrePending *pending,
           MarbreReply *reply,
           GError **error)
{
    if (marbre_pending_is_clean(pending))
        return true;
    if (!marbre_pending_check(pending, error))
        return false;
    g_autoptr(MarbreChangeset) changes = marbre_pending_changeset(pending, error);
    MarbreMoveMessage message = marbre_act_message(act, reply);
    message.body = NULL;
    message.actor = NULL;
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    if (changes == NULL)
        return false;
    reply->saved = marbre_session_commit(act->session, act->tip, write, changes, text, error);
    return reply->saved != NULL;
}

static bool
do_move(MarbreAct *act,
        MarbreWrite *write,
        const MarbrePending *pending,
        MarbreReply *reply,
        GError **error)
{
    char content[41];
    bool first = reply->move != MARBRE_MOVE_CORRECT && reply->move != MARBRE_MOVE_RETRACT &&
                 reply->move != MARBRE_MOVE_UNPUBLISH && reply->move != MARBRE_MOVE_ASSIGN &&
                 reply->move != MARBRE_MOVE_UNDO;
    if ((first && !save_words(act, write, pending, reply, error)) ||
        !marbre_snapshot_folder_id(marbre_write_snapshot(write), reply->folder, content, error))
        return false;
    g_autoptr(MarbreState) state = marbre_act_next_state(act, write, reply, content, error);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    if (state == NULL)
        return false;
    bool enters = reply->move == MARBRE_MOVE_ADVANCE || reply->move == MARBRE_MOVE_RETURN;
    if (enters &&
        !marbre_entry_run(act->session, reply->dossier, reply->answer->to, changes, error))
        return false;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", reply->folder);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_autofree char *message = marbre_act_tell(act, reply, state);
    if (!marbre_changeset_put(changes, path, bytes, error))
        return false;
    reply->commit = marbre_session_commit(act->session, act->tip, write, changes, message, error);
    if (reply->commit == NULL)
        return false;
    g_free(reply->id);
    reply->id = g_strdup(state->id);
    /* No commit of history changes published words before their correction is open. */
    return reply->move != MARBRE_MOVE_CORRECT || save_words(act, write, pending, reply, error);
}

/* What is said of an approval beside a published page changes with it; a correction that is open
   is nobody's to see. */
static bool
readers_see(const MarbreReply *reply)
{
    switch (reply->move) {
    case MARBRE_MOVE_PUBLISH:
    case MARBRE_MOVE_RETRACT:
    case MARBRE_MOVE_UNPUBLISH:
    case MARBRE_MOVE_ADOPT:
        return true;
    case MARBRE_MOVE_APPROVE:
    case MARBRE_MOVE_UNDO:
        return strcmp(reply->from, MARBRE_STAGE_PUBLISHED) == 0;
    case MARBRE_MOVE_NEW:
    case MARBRE_MOVE_ADVANCE:
    case MARBRE_MOVE_RETURN:
    case MARBRE_MOVE_WAIVE:
    case MARBRE_MOVE_SPIKE:
    case MARBRE_MOVE_RESTORE:
    case MARBRE_MOVE_CORRECT:
    case MARBRE_MOVE_ASSIGN:
    case MARBRE_MOVE_SAVE:
        break;
    }
    return false;
}

/* Where nothing can be rendered, pages that are to go do so without it. Nobody waits for that where
   somebody else moved first. */
static bool
render(const MarbreAct *act, MarbreWrite *write, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (marbre_render_site(act->session, write, NULL, &reason))
        return true;
    if (!marbre_act_takes_away(act) || g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_BUSY)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    for (guint i = 0; i < act->replies->len; i++) {
        MarbreReply *reply = g_ptr_array_index(act->replies, i);
        if (!marbre_reply_is_allowed(reply))
            continue;
        g_ptr_array_add(folders, reply->folder);
        g_free(reply->trouble);
        reply->trouble = g_strdup(reason->message);
    }
    return marbre_withdraw_pages(act->session, write, folders, error);
}

/* Nothing holds a retraction up, a key that can't be had least of all. */
static char *
sign_commit(void *user, GBytes *commit, GError **error)
{
    const MarbreAct *act = user;
    char *armoured = marbre_session_sign_commit((void *)act->session, commit, error);
    if (armoured != NULL || act->request->move != MARBRE_MOVE_RETRACT)
        return armoured;
    g_clear_error(error);
    return g_strdup("");
}

static bool
do_all(MarbreAct *act, MarbreWrite *write, GPtrArray *ret_kept, GError **error)
{
    bool publishes = false;
    if (marbre_session_signs(act->session, act->tip))
        marbre_write_set_seal(write, sign_commit, act);
    for (guint i = 0; i < act->replies->len; i++) {
        MarbreReply *reply = g_ptr_array_index(act->replies, i);
        if (!marbre_reply_is_allowed(reply))
            continue;
        if (!do_move(act, write, g_ptr_array_index(act->pending, i), reply, error))
            return false;
        publishes = publishes || readers_see(reply);
    }
    if (publishes && !render(act, write, error))
        return false;
    if (act->session->dry_run)
        return true;
    marbre_write_set_reason(write, marbre_move_name(act->request->move));
    return marbre_write_finish(write, ret_kept, error);
}

static void
forget(MarbreAct *act)
{
    for (guint i = 0; i < act->replies->len; i++) {
        MarbreReply *reply = g_ptr_array_index(act->replies, i);
        g_clear_pointer(&reply->commit, g_free);
        g_clear_pointer(&reply->saved, g_free);
    }
}

/* A request, and what it is about. */
typedef struct {
    MarbreAct *act;
    const GPtrArray *folders;
    GPtrArray *kept; /* (nullable) */
} Moving;

/* Judge, then take the lock, judge again what moved meanwhile, and do it. What was judged without
   the lock is kept, so that judging under it is quick. */
static bool
attempt(void *user, GError **error)
{
    const Moving *moving = user;
    MarbreAct *act = moving->act;
    const GPtrArray *folders = moving->folders;
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(act->session, error);
    if (tip == NULL || !marbre_act_judge(act, tip, folders, error))
        return false;
    if (!any_to_do(act) || (act->session->dry_run && act->request->drill == NULL))
        return true;
    g_autoptr(MarbreWrite) write = marbre_store_begin(act->session->store, error);
    if (write == NULL)
        return false;
    MarbreSnapshot *base = marbre_write_base(write);
    if (g_strcmp0(marbre_snapshot_commit_id(base),
                  marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(tip))) != 0) {
        g_autoptr(MarbreNewsroom) now = marbre_newsroom_new(act->session->store, base, error);
        if (now == NULL || !marbre_act_judge(act, now, folders, error))
            return false;
        if (!any_to_do(act))
            return true;
    }
    bool done = do_all(act, write, moving->kept, error);
    if (done && act->session->dry_run)
        done = marbre_drill_measure(act, write, error);
    if (!done || act->session->dry_run)
        forget(act);
    return done;
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
    MarbreAct act = {.session = session,
                     .request = request,
                     .plans = plans,
                     .started = g_get_monotonic_time(),
                     .pending = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_pending_free),
                     .replies = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_reply_free)};
    g_autoptr(GPtrArray) once = marbre_session_each_once(folders);
    Moving moving = {.act = &act, .folders = once, .kept = ret_kept};
    bool done = marbre_attempt(attempt, &moving, error);
    g_ptr_array_unref(act.pending);
    g_clear_pointer(&act.tip, marbre_newsroom_unref); /* the dossiers keep theirs */
    if (done)
        return act.replies;
    g_ptr_array_unref(act.replies);
    return NULL;
}
