/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/judge.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_push_refuse(
    const MarbrePush *push, const MarbreRefMove *move, const char *rule, char *message, char *right)
{
    MarbreRefusal *refusal = g_new0(MarbreRefusal, 1);
    refusal->ref = g_strdup(move->ref);
    refusal->rule = g_strdup(rule);
    refusal->message = message;
    refusal->right = right;
    g_ptr_array_add(push->refusals, refusal);
}

void
marbre_push_refuse_commit(const MarbrePush *push,
                          const MarbreRefMove *move,
                          const MarbreCommit *commit,
                          const char *rule,
                          char *message,
                          char *right)
{
    marbre_push_refuse(push, move, rule, message, right);
    if (commit == NULL)
        return;
    MarbreRefusal *refusal = g_ptr_array_index(push->refusals, push->refusals->len - 1);
    MarbreNewsroom *rules = marbre_push_rules(push);
    const MarbrePerson *person =
        rules == NULL
            ? NULL
            : marbre_policy_person(marbre_newsroom_get_policy(rules), commit->author->email);
    refusal->commit = g_strdup(commit->id);
    refusal->subject = g_strdup(commit->subject);
    refusal->who = g_strdup(person != NULL ? person->name : commit->author->email);
}

MarbreNewsroom *
marbre_push_rules(const MarbrePush *push)
{
    return push->before != NULL ? push->before : push->after;
}

/* --- the newsroom before and after -------------------------------------------------------------
 */

static const MarbreRefMove *
find_newsroom(const MarbrePush *push)
{
    for (guint i = 0; i < push->moves->len; i++) {
        const MarbreRefMove *move = g_ptr_array_index(push->moves, i);
        if (marbre_push_is_newsroom(push, move->ref))
            return move;
    }
    return NULL;
}

static MarbreNewsroom *
newsroom_at(MarbreStore *store, const char *commit, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, commit, error);
    return snapshot == NULL ? NULL : marbre_newsroom_new(store, snapshot, error);
}

/* Where the branch stands. In a clone it is where the server was last seen. */
static char *
standing(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    if (push->settings->rehearsal && move != NULL)
        return g_strdup(move->from);
    return marbre_store_tip(push->store, push->settings->branch, error);
}

static bool
is_here(MarbreStore *store, const char *commit)
{
    g_autofree char *id = marbre_store_resolve(store, commit, NULL);
    return id != NULL;
}

/* False, with an error, where the rules in force can't be read. What the push brings may be broken;
   that is then found commit by commit. */
static bool
read_newsroom(MarbrePush *push, GError **error)
{
    g_autoptr(GError) reason = NULL;
    const MarbreRefMove *move = find_newsroom(push);
    g_autofree char *tip = standing(push, move, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    bool known = tip != NULL && (!push->settings->rehearsal || is_here(push->store, tip));
    if (known && (push->before = newsroom_at(push->store, tip, error)) == NULL)
        return false;
    if (move != NULL && move->to != NULL)
        push->after = newsroom_at(push->store, move->to, NULL);
    push->tip = move != NULL ? g_strdup(move->to) : g_steal_pointer(&tip);
    if (push->before != NULL || push->after != NULL || push->settings->rehearsal)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("there is no newsroom here yet: its branch %s comes first"),
                push->settings->branch);
    return false;
}

/* --- one ref -----------------------------------------------------------------------------------
 */

/* Of what others have pushed meanwhile a clone knows nothing yet. */
static bool
need_fetched(const MarbrePush *push, const MarbreRefMove *move)
{
    g_autofree char *id =
        move->from == NULL ? NULL : marbre_store_resolve(push->store, move->from, NULL);
    if (move->from != NULL && id == NULL)
        marbre_push_refuse(push, move, "marbre/not-forward",
                           g_strdup(_("others have been at work meanwhile")),
                           g_strdup("git pull --rebase && git push"));
    return true;
}

/* What git says of where a ref stands is so. */
static bool
need_standing(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (push->settings->rehearsal)
        return need_fetched(push, move);
    g_autofree char *tip =
        marbre_store_tip(push->store, move->ref + strlen("refs/heads/"), &reason);
    if (reason == NULL && g_strcmp0(tip, move->from) == 0)
        return true;
    if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY, _("%s has moved meanwhile; push again"),
                    move->ref);
    return false;
}

static bool
need_commit(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    if (move->to == NULL)
        return true;
    g_autofree char *id = marbre_store_resolve(push->store, move->to, error);
    if (id == NULL)
        return false;
    if (strcmp(id, move->to) != 0)
        marbre_push_refuse(push, move, "marbre/forbidden-ref",
                           g_strdup(_("a branch leads to a commit, and to nothing else")), NULL);
    return true;
}

static bool
judge_ref(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    bool newsroom = marbre_push_is_newsroom(push, move->ref);
    bool rendered = marbre_push_is_rendered(push, move->ref);
    guint known = push->refusals->len;
    /* A name that may not be is taken away by deleting it. */
    char *name = move->to == NULL ? NULL : marbre_push_name_refusal(push, move->ref);
    if (name != NULL)
        marbre_push_refuse(push, move, "marbre/forbidden-ref", name, NULL);
    if (!newsroom && !rendered)
        return true;
    if (!need_standing(push, move, error) || !need_commit(push, move, error))
        return false;
    if (push->refusals->len > known)
        return true;
    return newsroom ? marbre_push_judge_newsroom(push, move, error)
                    : marbre_push_judge_rendered(push, move, error);
}

/* Objects that no two programs read alike are refused, as much as what they might hold. */
static bool
judge_readable(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (judge_ref(push, move, &reason))
        return true;
    if (reason->code != MARBRE_ERROR_INVALID) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    marbre_push_refuse(push, move, "marbre/not-canonical", g_strdup(reason->message),
                       g_strdup(_("a commit as git itself writes it")));
    return true;
}

GPtrArray *
marbre_push_judge(MarbreStore *store,
                  const MarbrePushSettings *settings,
                  const GPtrArray *moves,
                  GError **error)
{
    g_autoptr(GPtrArray) refusals =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_refusal_free);
    MarbrePush push = {.store = store, .settings = settings, .moves = moves, .refusals = refusals};
    bool judged = moves->len == 0 || read_newsroom(&push, error);
    for (guint i = 0; judged && i < moves->len; i++)
        judged = judge_readable(&push, g_ptr_array_index(moves, i), error);
    g_clear_pointer(&push.before, marbre_newsroom_unref);
    g_clear_pointer(&push.after, marbre_newsroom_unref);
    g_free(push.tip);
    return judged ? g_steal_pointer(&refusals) : NULL;
}

/* --- for whom ----------------------------------------------------------------------------------
 */

char *
marbre_push_language(MarbreStore *store, const char *branch, const GPtrArray *moves)
{
    g_autofree char *whole = g_strconcat("refs/heads/", branch, NULL);
    for (guint i = 0; i < moves->len; i++) {
        const MarbreRefMove *move = g_ptr_array_index(moves, i);
        if (strcmp(move->ref, whole) != 0 || move->to == NULL)
            continue;
        g_autoptr(MarbreCommit) commit = marbre_commit_read(store, move->to, NULL);
        g_autoptr(MarbreNewsroom) newsroom =
            newsroom_at(store, move->from != NULL ? move->from : move->to, NULL);
        const MarbrePerson *person =
            commit == NULL || newsroom == NULL
                ? NULL
                : marbre_policy_person(marbre_newsroom_get_policy(newsroom), commit->author->email);
        return person == NULL ? NULL : g_strdup(person->lang);
    }
    return NULL;
}
