/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/judge.h"

#include "base/error.h"
#include "proof/verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far a clock may be ahead of the server's. */
#define AHEAD (10 * 60)

/* --- forward or not ----------------------------------------------------------------------------
 */

typedef struct {
    const char *until; /* (nullable) */
    GPtrArray *ids;
    bool met;
} Line;

static bool
add_commit(void *user, MarbreCommit *commit)
{
    Line *line = user;
    line->met = g_strcmp0(commit->id, line->until) == 0;
    if (!line->met)
        g_ptr_array_add(line->ids, g_strdup(commit->id));
    return !line->met;
}

static bool
refuse_backward(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    g_autoptr(GError) reason = NULL;
    bool inside = marbre_store_is_ancestor(push->store, move->from, move->to, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    marbre_push_refuse(
        push, move, "marbre/not-forward",
        g_strdup(inside ? _("your commits stand where the newsroom's own should: what others did "
                            "was merged into yours, and not the other way round")
                        : _("others have been at work meanwhile, or this would take back what "
                            "is there")),
        g_strdup("git pull --rebase && git push"));
    return true;
}

GPtrArray *
marbre_push_line(const MarbrePush *push,
                 const MarbreRefMove *move,
                 bool *ret_forward,
                 GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    Line line = {move->from, ids, false};
    if (!marbre_store_walk(push->store, move->to, true, add_commit, &line, error))
        return NULL;
    *ret_forward = line.met || move->from == NULL;
    if (!*ret_forward && !refuse_backward(push, move, error))
        return NULL;
    return g_steal_pointer(&ids);
}

/* --- what the clock says -----------------------------------------------------------------------
 */

typedef struct {
    const MarbrePush *push;
    const MarbreRefMove *move;
    GError *error;
} Clock;

static void
need_order(Clock *clock, const MarbreCommit *commit)
{
    if (commit->parents[0] == NULL || marbre_commit_trailer(commit, "Marbre-Transition") == NULL)
        return;
    g_autoptr(MarbreCommit) parent =
        marbre_commit_read(clock->push->store, commit->parents[0], &clock->error);
    if (parent != NULL && commit->author->at.seconds < parent->author->at.seconds)
        marbre_push_refuse_commit(
            clock->push, clock->move, commit, "marbre/bad-instant",
            g_strdup(_("this move says that it was made before the one it stands on")),
            g_strdup_printf(_("take it back with: git rebase --onto %.10s^ %.10s, and make it "
                              "again"),
                            commit->id, commit->id));
}

static bool
read_clock(void *user, MarbreCommit *commit)
{
    Clock *clock = user;
    const MarbrePush *push = clock->push;
    if (commit->author->at.seconds > push->settings->now + AHEAD)
        marbre_push_refuse_commit(
            push, clock->move, commit, "marbre/bad-instant",
            g_strdup(_("this commit says that it was made later than now")),
            g_strdup(_("set the computer's clock, then: git commit --amend --reset-author")));
    need_order(clock, commit);
    return clock->error == NULL;
}

static bool
judge_instants(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    Clock clock = {.push = push, .move = move};
    g_autoptr(GError) reason = NULL;
    const char *until = move->from != NULL ? move->from : push->settings->trust;
    bool walked =
        marbre_store_walk_range(push->store, move->to, until, false, read_clock, &clock, &reason);
    if (clock.error != NULL)
        g_propagate_error(error, clock.error);
    else if (!walked)
        g_propagate_error(error, g_steal_pointer(&reason));
    return walked && clock.error == NULL;
}

/* --- what history says -------------------------------------------------------------------------
 */

static void
add_violation(const MarbrePush *push, const MarbreRefMove *move, const MarbreViolation *violation)
{
    g_autoptr(MarbreCommit) commit = marbre_commit_read(push->store, violation->commit, NULL);
    MarbreNewsroom *rules = marbre_push_rules(push);
    g_autoptr(MarbreSnapshot) snapshot =
        violation->folder == NULL || commit == NULL || rules == NULL
            ? NULL
            : marbre_snapshot_commit(push->store, commit->id, NULL);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL
                         : marbre_newsroom_new_with_policy(push->store, snapshot,
                                                           marbre_newsroom_get_policy(rules));
    g_autoptr(MarbreArticle) article =
        newsroom == NULL ? NULL : marbre_newsroom_read_article(newsroom, violation->folder, NULL);
    char *message = violation->message != NULL
                        ? g_strdup(violation->message)
                        : g_strdup(_("a check finds something that must be put right first"));
    marbre_push_refuse_commit(push, move, commit, violation->rule, message,
                              g_strdup(violation->right));
    MarbreRefusal *refusal = g_ptr_array_index(push->refusals, push->refusals->len - 1);
    if (article != NULL)
        refusal->title = g_strdup(marbre_article_get_title(article));
    else if (violation->folder != NULL)
        refusal->title = g_path_get_basename(violation->folder);
    if (violation->commit != NULL && refusal->commit == NULL)
        refusal->commit = g_strdup(violation->commit);
}

static bool
judge_history(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    /* Nothing that this push brings is excepted; of a branch that is new, all is history. */
    const MarbreVerifySettings settings = {.trust = push->settings->trust,
                                           .lang = push->settings->lang,
                                           .since = move->from,
                                           .replay = move->from == NULL,
                                           .pool = push->settings->pool};
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(push->store, &settings, move->from, move->to, error);
    if (verdict == NULL)
        return false;
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *violation = g_ptr_array_index(verdict->violations, i);
        if (violation->excepted == NULL)
            add_violation(push, move, violation);
    }
    return true;
}

bool
marbre_push_judge_newsroom(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    bool forward = false;
    if (move->to == NULL) {
        marbre_push_refuse(push, move, "marbre/not-forward",
                           g_strdup(_("this would delete the newsroom's branch")), NULL);
        return true;
    }
    g_autoptr(GPtrArray) ids = marbre_push_line(push, move, &forward, error);
    if (ids == NULL)
        return false;
    return !forward || (judge_history(push, move, error) && judge_instants(push, move, error));
}
