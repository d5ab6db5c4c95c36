/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/verify.h"

#include "base/error.h"
#include "proof/exception.h"
#include "proof/judge.h"
#include "proof/kept.h"
#include "store/trace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The branch's own line, as ids: a long history is not held in memory twice. */
typedef struct {
    const char *until;
    const char *known; /* (nullable) */
    GPtrArray *ids;    /* of char *, newest first */
    bool met;
    bool met_known;
} Line;

static bool
add_commit(void *user, const char *id)
{
    Line *line = user;
    line->met_known = g_strcmp0(id, line->known) == 0;
    line->met = line->met_known || strcmp(id, line->until) == 0;
    if (!line->met)
        g_ptr_array_add(line->ids, g_strdup(id));
    return !line->met;
}

static bool
tell_apart(const char *from, const char *to, GError **error)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("%s is not on the line of commits that leads to %s, so that line can't be judged "
                  "from there; trust one of git log --first-parent"),
                from, to);
    return false;
}

/* The commits of the branch's own line behind `from`, newest first. (transfer full) `known`
   (nullable) is one that is known to come after `from`: they may begin behind that as well. */
static GPtrArray *
read_line(MarbreStore *store,
          const char *from,
          const char *known,
          const char *to,
          bool *ret_known,
          GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    Line line = {from, known, ids, false, false};
    if (!marbre_store_walk_line(store, to, add_commit, &line, error))
        return NULL;
    *ret_known = line.met_known;
    if (line.met)
        return g_steal_pointer(&ids);
    (void)tell_apart(from, to, error); /* which is false */
    return NULL;
}

bool
marbre_judge_entry(MarbreJudge *judge, const char *id, GError **error)
{
    g_autoptr(MarbreCommit) commit = marbre_commit_read(judge->store, id, error);
    g_autoptr(MarbreSnapshot) parent =
        commit == NULL ? NULL : marbre_snapshot_commit(judge->store, commit->parents[0], error);
    MarbreLaw *law =
        parent == NULL ? NULL : marbre_laws_of(judge->laws, parent, &judge->lawless, error);
    if (law == NULL)
        return false;
    judge->own = commit->parents[0];
    bool judged = commit->parents[1] == NULL ? marbre_judge_commit(judge, law, commit, error)
                                             : marbre_judge_merge(judge, law, commit, error);
    judge->own = NULL;
    return judged;
}

/* A commit whose very lines are out of order: no program can say what it holds. */
static void
tell_unreadable(MarbreVerdict *verdict, const char *id, GError *reason)
{
    MarbreViolation *violation = g_new0(MarbreViolation, 1);
    violation->commit = g_strdup(id);
    violation->rule = g_strdup("marbre/not-canonical");
    violation->message = g_strdup(reason->message);
    violation->right = g_strdup(_("a commit as git itself writes it"));
    g_ptr_array_add(verdict->violations, violation);
    g_error_free(reason);
}

/* Why judging ends at a commit: after what breaks the rules nobody can say what holds, and bytes
   out of order may mean anything. Both are told, and what comes after is counted. False, with an
   error, where something else is in the way. */
static bool
tell_end(MarbreJudge *judge, const char *id, guint left, GError *reason, GError **error)
{
    MarbreVerdict *verdict = judge->verdict;
    if (reason->code == MARBRE_ERROR_INVALID) {
        tell_unreadable(verdict, id, reason);
        verdict->unjudged = left;
        return true;
    }
    if (judge->lawless && verdict->violations->len > 0) {
        verdict->unjudged = left + 1;
        g_error_free(reason);
        return true;
    }
    g_propagate_error(error, reason);
    return false;
}

static bool
is_among(const GPtrArray *ids, const char *id)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)ids, id, g_str_equal, NULL);
}

static bool
judge_line(MarbreJudge *judge, const GPtrArray *ids, const char *since, GError **error)
{
    const MarbreVerifySettings *settings = judge->settings;
    judge->replay = settings->replay || (since != NULL && strcmp(since, judge->verdict->from) == 0);
    judge->newer = since != NULL && !is_among(ids, since);
    for (guint i = ids->len; i > 0; i--) {
        const char *id = ids->pdata[i - 1];
        guint faults = judge->verdict->violations->len;
        GError *reason = NULL;
        if (settings->progress != NULL)
            settings->progress(settings->progress_user, ids->len - i, ids->len);
        if (!marbre_judge_entry(judge, id, &reason))
            return tell_end(judge, id, i - 1, reason, error);
        if (judge->verdict->violations->len > faults)
            g_ptr_array_add(judge->faults, g_strdup(id));
        judge->replay = judge->replay || g_strcmp0(since, id) == 0;
        judge->newer = judge->newer || g_strcmp0(since, id) == 0;
    }
    if (settings->progress != NULL)
        settings->progress(settings->progress_user, ids->len, ids->len);
    return true;
}

/* What is judged comes after what is trusted, on the same line. */
static bool
need_trust(MarbreStore *store, const char *trust, const char *from, GError **error)
{
    bool after = strcmp(trust, from) == 0;
    if (!after && !marbre_store_is_on_line(store, trust, from, &after, error))
        return false;
    return after || tell_apart(trust, from, error);
}

/* A commit that the caller names. A clone that ends early may lack it, and then nothing is known.
 */
static char *
resolve(MarbreStore *store, const char *rev, GError **error)
{
    g_autoptr(GError) reason = NULL;
    char *id = marbre_store_resolve(store, rev, &reason);
    if (id == NULL && marbre_store_is_shallow(store))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("“%s” is not here, and history ends early in this clone; fetch the rest "
                      "with: git fetch --unshallow (in CI: fetch-depth: 0)"),
                    rev);
    else if (id == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return id;
}

/* --- what was found before ----------------------------------------------------------------------
 */

/* Only of all that came after the trusted commit, and where no check is to be run again. */
static bool
may_keep(const MarbreJudge *judge)
{
    const MarbreVerifySettings *settings = judge->settings;
    return settings->finder != NULL && settings->since == NULL && !settings->replay &&
           strcmp(judge->verdict->trust, judge->verdict->from) == 0;
}

static void
go_on_from(MarbreVerdict *verdict, const MarbreVerdict *kept)
{
    verdict->commits += kept->commits;
    verdict->transitions += kept->transitions;
    verdict->not_replayed += kept->not_replayed;
    verdict->proved += kept->proved;
    verdict->pgp += kept->pgp;
    for (guint i = 0; i < kept->times->len; i++) {
        const MarbreTimeClaimed *time = kept->times->pdata[i];
        marbre_verdict_add_time(verdict, time->commit, time->at, time->held, time->folder);
    }
}

/* What was wrong is judged again, for what there is to say of it is not kept; all of it was counted
   then. */
static bool
judge_faults(MarbreJudge *judge, char *const *rests, GError **error)
{
    MarbreVerdict *verdict = judge->verdict;
    for (char *const *line = rests; *line != NULL; line++) {
        if (!g_str_has_prefix(*line, MARBRE_KEPT_FAULT))
            continue;
        if (!marbre_judge_entry(judge, *line + strlen(MARBRE_KEPT_FAULT), error))
            return false;
        g_hash_table_remove_all(judge->past); /* there is more of it by now */
        g_clear_pointer(&judge->ids, g_hash_table_unref);
    }
    verdict->commits = verdict->transitions = 0;
    verdict->not_replayed = verdict->proved = verdict->pgp = 0;
    g_ptr_array_set_size(verdict->times, 0);
    return true;
}

static bool
judge_all(MarbreJudge *judge, const char *since, GError **error)
{
    MarbreVerdict *verdict = judge->verdict;
    bool keeps = may_keep(judge);
    g_auto(GStrv) rests = NULL;
    g_autoptr(MarbreVerdict) kept =
        keeps ? marbre_kept_verdict_load(judge->store, judge->settings->finder, verdict->trust,
                                         &rests)
              : NULL;
    bool met = false;
    g_autoptr(GPtrArray) ids = read_line(judge->store, verdict->from,
                                         kept == NULL ? NULL : kept->to, verdict->to, &met, error);
    if (ids == NULL || (met && !judge_faults(judge, rests, error)))
        return false;
    if (met)
        go_on_from(verdict, kept);
    if (!judge_line(judge, ids, since, error))
        return false;
    if (keeps && verdict->unjudged == 0 && (!met || ids->len > 0))
        marbre_kept_verdict_save(judge, met ? rests : NULL);
    return true;
}

MarbreVerdict *
marbre_verify(MarbreStore *store,
              const MarbreVerifySettings *settings,
              const char *from,
              const char *to,
              GError **error)
{
    g_autoptr(MarbreVerdict) verdict = marbre_verdict_new();
    g_autoptr(GError) reason = NULL;
    g_autofree char *since =
        settings->since == NULL ? NULL : resolve(store, settings->since, error);
    if (settings->since != NULL && since == NULL)
        return NULL;
    verdict->trust = resolve(store, settings->trust, error);
    verdict->from = verdict->trust == NULL ? NULL
                    : from == NULL         ? g_strdup(verdict->trust)
                                           : resolve(store, from, error);
    verdict->to = verdict->from == NULL ? NULL : resolve(store, to, error);
    if (verdict->to == NULL)
        return NULL;
    g_autoptr(MarbreLaws) laws = marbre_laws_new();
    g_autoptr(GHashTable) past =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    MarbreJudge judge = {.store = store,
                         .settings = settings,
                         .verdict = verdict,
                         .laws = laws,
                         .past = past,
                         .faults = faults};
    bool judged = need_trust(store, verdict->trust, verdict->from, &reason) &&
                  judge_all(&judge, since, &reason);
    g_clear_pointer(&judge.ids, g_hash_table_unref);
    if (!judged && reason->code == MARBRE_ERROR_INVALID)
        tell_unreadable(verdict, verdict->to, g_steal_pointer(&reason));
    else if (!judged) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    marbre_exceptions_apply(&judge);
    marbre_verdict_settle(verdict);
    return g_steal_pointer(&verdict);
}
