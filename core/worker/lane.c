/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"
#include "worker/inside.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/wait.h>

/* Jobs that a worker is given ahead, so that it never waits for the parent; it gets as many again
 * when no more than these are left, for several at once cost both sides fewer turns. */
#define JOBS_AHEAD 16u
#define JOBS_LEFT 8u
/* With fewer than this it takes one more before another worker is started. */
#define JOBS_BEFORE_NEXT_WORKER 2u
/* A worker is replaced at this age, so that what plugins leak and their threads do ends. */
#define AGE_MAX ((int64_t)30 * G_USEC_PER_SEC)
/* Workers in a row that end before they are ready: the next would as well. */
#define STILLBORN_MAX 3u

MarbreLane *
marbre_lane_new(MarbrePool *pool, int folder)
{
    MarbreLane *lane = g_new0(MarbreLane, 1);
    lane->pool = pool;
    lane->folder = folder;
    lane->children = g_ptr_array_new();
    return lane;
}

void
marbre_lane_free(void *data)
{
    MarbreLane *lane = data;
    MarbreJob *job;
    while ((job = g_queue_pop_head(&lane->waiting)) != NULL)
        marbre_job_free(job);
    g_ptr_array_set_free_func(lane->children, (GDestroyNotify)marbre_child_free);
    g_ptr_array_unref(lane->children);
    marbre_fd_clear(&lane->folder);
    g_free(lane);
}

/* The one that owes least among those that can be given more. */
static MarbreChild *
find_child(MarbreLane *lane, guint *ret_count)
{
    int64_t now = g_get_monotonic_time();
    MarbreChild *best = NULL;
    *ret_count = 0;
    for (guint i = 0; i < lane->children->len; i++) {
        MarbreChild *child = g_ptr_array_index(lane->children, i);
        if (now - child->born > AGE_MAX)
            child->leaving = true;
        if (child->leaving && child->owed.length == 0 && !child->killed)
            marbre_child_leave(child);
        if (child->leaving || child->ended)
            continue;
        ++*ret_count;
        if (!best || child->owed.length < best->owed.length)
            best = child;
    }
    return best;
}

MarbreChild *
marbre_lane_get_child(MarbreLane *lane, GError **error)
{
    guint count;
    MarbreChild *child = find_child(lane, &count);
    if (child && (child->owed.length < JOBS_BEFORE_NEXT_WORKER || count >= lane->pool->workers))
        return child;
    child = marbre_child_new(lane, error);
    if (child)
        g_ptr_array_add(lane->children, child);
    return child;
}

static MarbreOutcome *
outcome_of_set_aside(const MarbreKnown *plugin)
{
    return marbre_outcome_new_failed(MARBRE_OUTCOME_CRASHED, MBR_E_FAILED,
                                     _("plugin %s %s was set aside after it ended %u workers: %s"),
                                     plugin->info->id, plugin->info->version, plugin->deaths,
                                     plugin->set_aside);
}

/* What is left of a job to be sent: neither done nor hopeless. NULL for nothing. */
static MarbreJob *
winnow(MarbrePool *pool, MarbreJob *job)
{
    MarbreJob *rest = marbre_job_new(job->open);
    for (guint i = 0; i < job->pairs->len; i++) {
        MarbrePair *pair = &g_array_index(job->pairs, MarbrePair, i);
        if (!pair->done && !pair->slot->plugin->set_aside)
            marbre_job_add(rest, pair->use, pair->slot);
    }
    for (guint i = 0; i < job->pairs->len; i++) {
        MarbrePair *pair = &g_array_index(job->pairs, MarbrePair, i);
        if (pair->done || !pair->slot->plugin->set_aside)
            continue;
        g_autoptr(MarbreOutcome) outcome = outcome_of_set_aside(pair->slot->plugin);
        marbre_job_answer(pool, job, pair, outcome);
    }
    marbre_job_free(job);
    if (rest->pairs->len > 0)
        return rest;
    marbre_job_free(rest);
    return NULL;
}

static bool
has_appetite(MarbreChild *child)
{
    child->sated = child->owed.length > (child->sated ? JOBS_LEFT : JOBS_AHEAD - 1);
    return !child->sated;
}

bool
marbre_lane_feed(MarbreLane *lane, GError **error)
{
    MarbrePool *pool = lane->pool;
    while (lane->waiting.length > 0) {
        MarbreJob *job = winnow(pool, g_queue_pop_head(&lane->waiting));
        if (!job)
            continue;
        MarbreChild *child = marbre_lane_get_child(lane, error);
        if (!child || !has_appetite(child)) {
            g_queue_push_head(&lane->waiting, job);
            return child != NULL;
        }
        /* Each sending has a number of its own, so that no late answer is taken for another. */
        job->number = ++pool->last_job;
        marbre_child_give(child, job);
    }
    return true;
}

/* "… in check structure" */
static char *
fault_of(const MarbreChild *child, const MarbrePair *pair)
{
    const MarbrePluginInfo *plugin = pair->slot->plugin->info;
    const MarbreTaskInfo *task = pair->slot->use->task;
    const char *kind = task->kind == MBR_KIND_ACTION ? _("action") : _("check");
    int status = child->fate.status;
    if (child->late)
        return g_strdup_printf(
            _("plugin %s %s was stopped after %g s in %s %s"), plugin->id, plugin->version,
            (double)child->lane->pool->deadline / G_USEC_PER_SEC, kind, task->id);
    if (child->nonsense)
        return g_strdup_printf(_("plugin %s %s answered nonsense in %s %s: %s"), plugin->id,
                               plugin->version, kind, task->id, child->nonsense);
    if (WIFSIGNALED(status))
        return g_strdup_printf(_("plugin %s %s was killed by signal %d in %s %s"), plugin->id,
                               plugin->version, WTERMSIG(status), kind, task->id);
    return g_strdup_printf(_("plugin %s %s ended its process with status %d in %s %s"), plugin->id,
                           plugin->version, WEXITSTATUS(status), kind, task->id);
}

static MarbreOutcomeStatus
status_of(const MarbreChild *child)
{
    if (child->late)
        return MARBRE_OUTCOME_TIMEOUT;
    return child->nonsense ? MARBRE_OUTCOME_FAILED : MARBRE_OUTCOME_CRASHED;
}

static bool
owes(const MarbreChild *child, const MarbreKnown *plugin)
{
    for (GList *each = child->owed.head; each; each = each->next) {
        const MarbreJob *job = each->data;
        for (guint i = 0; i < job->pairs->len; i++) {
            const MarbrePair *pair = &g_array_index(job->pairs, MarbrePair, i);
            if (!pair->done && pair->slot->plugin == plugin)
                return true;
        }
    }
    return false;
}

/* Other workers would die, or hang, of what they were given before: nobody is charged with it,
 * and what they owe is looked through again. */
static void
set_aside(MarbreKnown *plugin, const char *why)
{
    const MarbreLane *lane = plugin->lane;
    plugin->set_aside = g_strdup(why);
    for (guint i = 0; i < lane->children->len; i++) {
        MarbreChild *child = g_ptr_array_index(lane->children, i);
        if (!owes(child, plugin))
            continue;
        child->charged = true;
        marbre_child_kill(child);
    }
}

static void
charge(MarbreChild *child, MarbreJob *job, MarbrePair *pair)
{
    child->charged = true;
    if (!pair)
        pair = marbre_child_current(child, &job);
    if (!pair)
        return;
    MarbreKnown *plugin = pair->slot->plugin;
    g_autofree char *fault = fault_of(child, pair);
    g_autoptr(MarbreOutcome) outcome =
        marbre_outcome_new_failed(status_of(child), MBR_E_FAILED, "%s", fault);
    marbre_job_answer(child->lane->pool, job, pair, outcome);
    if (++plugin->deaths >= MARBRE_POOL_DEATHS && !plugin->set_aside)
        set_aside(plugin, fault);
}

void
marbre_lane_stop_late(MarbreChild *child)
{
    child->late = true;
    marbre_child_kill(child);
    charge(child, NULL, NULL);
}

void
marbre_lane_stop_nonsense(MarbreChild *child, MarbreJob *job, MarbrePair *pair, const char *what)
{
    child->nonsense = g_strdup(what);
    marbre_child_kill(child);
    charge(child, job, pair);
}

static void
count_stillborn(MarbrePool *pool, int status)
{
    if (++pool->stillborn < STILLBORN_MAX || pool->broken)
        return;
    g_set_error(
        &pool->broken, MARBRE_ERROR, MARBRE_ERROR_FAILED,
        WIFSIGNALED(status)
            ? _("no process to run plugins in can be started (signal %d); see marbre doctor")
            : _("no process to run plugins in can be started (status %d); see marbre doctor"),
        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static void
queue_again(MarbreLane *lane, MarbreChild *child)
{
    MarbreJob *job;
    while ((job = g_queue_pop_tail(&child->owed)) != NULL)
        g_queue_push_head(&lane->waiting, job);
}

void
marbre_lane_bury(MarbreChild *child)
{
    MarbreLane *lane = child->lane;
    MarbrePool *pool = lane->pool;
    /* Killed with its plugin, before it had begun: that says nothing of other workers. */
    bool unlucky = child->killed && !child->late && !child->nonsense;
    child->gone = true;
    if (child->fate.failed && !pool->broken)
        g_set_error(&pool->broken, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a process to run plugins in could not be started (%s); see marbre doctor"),
                    g_strerror(child->fate.failed));
    else if (!child->ready && !unlucky)
        count_stillborn(pool, child->fate.status);
    else if (!child->charged)
        charge(child, NULL, NULL);
    queue_again(lane, child);
    if (child->describing)
        return; /* marbre_pool_describe() has a word to say first */
    g_ptr_array_remove(lane->children, child);
    marbre_child_free(child);
}
