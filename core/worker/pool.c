/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"
#include "worker/inside.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Works that are pulled before the first of them is done, and more for each worker. */
#define OPEN_WORKS 16u
#define OPEN_WORKS_A_WORKER 8u

static void
known_free(void *data)
{
    MarbreKnown *plugin = data;
    g_clear_pointer(&plugin->loaded, marbre_loaded_unref);
    g_clear_pointer(&plugin->info, marbre_plugin_info_unref);
    marbre_fd_clear(&plugin->fd);
    g_free(plugin->id);
    g_free(plugin->path);
    g_free(plugin->set_aside);
    g_free(plugin);
}

static void
slot_free(void *data)
{
    MarbreSlot *slot = data;
    marbre_task_use_unref(slot->use);
    g_free(slot);
}

MarbrePool *
marbre_pool_new(const MarbrePoolSettings *settings)
{
    MarbrePool *pool = g_new0(MarbrePool, 1);
    unsigned deadline = settings->deadline_ms ? settings->deadline_ms : MARBRE_POOL_DEADLINE_MS;
    pool->finder = marbre_finder_ref(settings->finder);
    pool->workers = settings->workers ? settings->workers : g_get_num_processors();
    pool->deadline = (int64_t)deadline * 1000;
    pool->in_process = settings->in_process;
    pool->stock_folder = g_strdup(settings->stock ? settings->stock : MARBRE_PLUGIN_DIR);
    pool->described = g_strdup(settings->described);
    pool->opened = g_ptr_array_new_with_free_func(known_free);
    pool->plugins = g_hash_table_new(g_str_hash, g_str_equal);
    pool->slots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, slot_free);
    pool->lanes = g_ptr_array_new_with_free_func(marbre_lane_free);
    pool->file_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    pool->lent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!pool->in_process) {
        pool->sandbox = marbre_sandbox_probe();
        marbre_spawned_prepare();
    }
    return pool;
}

static guint
dismiss(MarbrePool *pool)
{
    guint count = 0;
    for (guint i = 0; i < pool->lanes->len; i++) {
        const MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
        count += lane->children->len;
        for (guint j = 0; j < lane->children->len; j++) {
            MarbreChild *child = g_ptr_array_index(lane->children, j);
            if (child->owed.length > 0)
                marbre_child_kill(child);
            else if (!child->killed)
                marbre_child_leave(child);
        }
    }
    return count;
}

void
marbre_pool_free(MarbrePool *pool)
{
    if (!pool)
        return;
    while (dismiss(pool) > 0)
        marbre_pool_wait(pool, G_MAXINT64);
    g_ptr_array_unref(pool->lanes);
    g_hash_table_unref(pool->slots);
    g_hash_table_unref(pool->plugins);
    g_ptr_array_unref(pool->opened);
    g_hash_table_unref(pool->file_ids);
    g_hash_table_unref(pool->lent);
    g_clear_error(&pool->broken);
    marbre_finder_unref(pool->finder);
    g_free(pool->stock_folder);
    g_free(pool->described);
    g_free(pool);
}

const MarbreWork *
marbre_pool_get_current(const MarbrePool *pool)
{
    return pool->current;
}

MarbreSandbox
marbre_pool_get_sandbox(const MarbrePool *pool)
{
    return pool->sandbox;
}

/* NULL for a plugin that this pool does not know, or not from that file. */
static MarbreSlot *
slot_for(MarbrePool *pool, MarbreTaskUse *use)
{
    g_autofree char *key = g_strdup_printf("%" G_GINT64_MODIFIER "x %s", use->granted, use->key);
    MarbreSlot *slot = g_hash_table_lookup(pool->slots, key);
    if (slot)
        return slot;
    MarbreKnown *plugin = g_hash_table_lookup(pool->plugins, use->plugin->id);
    if (!plugin || g_strcmp0(plugin->info->digest, use->plugin->digest) != 0)
        return NULL;
    slot = g_new0(MarbreSlot, 1);
    slot->number = g_hash_table_size(pool->slots);
    slot->plugin = plugin;
    slot->use = marbre_task_use_ref(use);
    g_hash_table_insert(pool->slots, g_steal_pointer(&key), slot);
    return slot;
}

/* The job of this kind of worker, begun where there is none. */
static MarbreJob *
job_for(GPtrArray *jobs, GPtrArray *lanes, MarbreLane *lane, MarbreOpen *open)
{
    for (guint i = 0; i < lanes->len; i++) {
        if (g_ptr_array_index(lanes, i) == lane)
            return g_ptr_array_index(jobs, i);
    }
    MarbreJob *job = marbre_job_new(open);
    g_ptr_array_add(lanes, lane);
    g_ptr_array_add(jobs, job);
    return job;
}

static void
answer_missing(MarbrePool *pool, MarbreOpen *open, size_t index)
{
    const MarbreTaskUse *use = g_ptr_array_index(open->work->uses, index);
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_new_failed(
        MARBRE_OUTCOME_MISSING, MBR_E_NOTFOUND, _("plugin %s was not loaded before it was used"),
        use->plugin->id);
    pool->done(pool->user, open->work, index, outcome);
    open->left--;
}

/* Cut into a job for each kind of worker that it needs. */
static void
queue_work(MarbrePool *pool, MarbreWork *work)
{
    g_autoptr(GPtrArray) jobs = g_ptr_array_new();
    g_autoptr(GPtrArray) lanes = g_ptr_array_new();
    MarbreOpen *open = g_new0(MarbreOpen, 1);
    *open = (MarbreOpen){.work = work, .left = work->uses->len};
    for (guint i = 0; i < work->uses->len; i++) {
        MarbreSlot *slot = slot_for(pool, g_ptr_array_index(work->uses, i));
        if (slot)
            marbre_job_add(job_for(jobs, lanes, slot->plugin->lane, open), i, slot);
        else
            answer_missing(pool, open, i);
    }
    pool->open++;
    for (guint i = 0; i < jobs->len; i++) {
        MarbreLane *lane = g_ptr_array_index(lanes, i);
        g_queue_push_tail(&lane->waiting, g_ptr_array_index(jobs, i));
    }
    if (open->left > 0)
        return;
    pool->open--;
    marbre_work_free(work);
    g_free(open);
}

static bool
feed(MarbrePool *pool, GError **error)
{
    for (guint i = 0; i < pool->lanes->len; i++) {
        if (!marbre_lane_feed(g_ptr_array_index(pool->lanes, i), error))
            return false;
    }
    return true;
}

static bool
run_in_workers(MarbrePool *pool, MarbrePoolNext next, GError **error)
{
    const size_t most = OPEN_WORKS + OPEN_WORKS_A_WORKER * pool->workers;
    bool more = true;
    while (more || pool->open > 0) {
        while (more && pool->open < most) {
            MarbreWork *work = next(pool->user);
            more = work != NULL;
            if (work)
                queue_work(pool, work);
        }
        if (!feed(pool, error))
            return false;
        if (pool->open > 0)
            marbre_pool_wait(pool, G_MAXINT64);
        if (pool->broken) {
            g_propagate_error(error, g_error_copy(pool->broken));
            return false;
        }
    }
    return true;
}

static void
forget_job(gpointer data, gpointer works)
{
    MarbreJob *job = data;
    /* One that is in there already would be freed for being added again. */
    if (!marbre_job_is_done(job) && !g_hash_table_contains(works, job->open))
        g_hash_table_add(works, job->open);
    marbre_job_free(job);
}

static void
open_free(void *data)
{
    MarbreOpen *open = data;
    marbre_work_free(open->work);
    g_free(open);
}

/* After a failure: what was pulled and is in a queue or owed by a worker. */
static void
forget_works(MarbrePool *pool)
{
    g_autoptr(GHashTable) works = g_hash_table_new_full(NULL, NULL, open_free, NULL);
    for (guint i = 0; i < pool->lanes->len; i++) {
        MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
        g_queue_foreach(&lane->waiting, forget_job, works);
        g_queue_clear(&lane->waiting);
        for (guint j = 0; j < lane->children->len; j++) {
            MarbreChild *child = g_ptr_array_index(lane->children, j);
            if (child->owed.length > 0)
                marbre_child_kill(child);
            g_queue_foreach(&child->owed, forget_job, works);
            g_queue_clear(&child->owed);
        }
    }
    pool->open = 0;
}

/* The newsroom may be another one than the last time: workers make their tasks anew. */
static void
begin_run(MarbrePool *pool)
{
    pool->run++;
    g_hash_table_remove_all(pool->file_ids);
    g_hash_table_remove_all(pool->lent);
    for (guint i = 0; i < pool->lanes->len; i++) {
        const MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
        for (guint j = 0; j < lane->children->len; j++) {
            MarbreChild *child = g_ptr_array_index(lane->children, j);
            g_hash_table_remove_all(child->made);
        }
    }
}

bool
marbre_pool_run(MarbrePool *pool,
                MarbrePoolNext next,
                MarbrePoolDone done,
                void *user,
                const MarbreSurroundings *surroundings,
                MarbreMoment now,
                GError **error)
{
    bool good = true;
    begin_run(pool);
    pool->surroundings = surroundings;
    pool->now = now;
    pool->done = done;
    pool->user = user;
    if (pool->in_process)
        marbre_pool_run_direct(pool, next);
    else
        good = run_in_workers(pool, next, error);
    if (!good)
        forget_works(pool);
    pool->surroundings = NULL;
    return good;
}
