/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/inside.h"

#include <glib/gi18n-lib.h>

/* Tasks are made again in each run, for they hold what they read of the newsroom. */
typedef struct {
    MarbrePool *pool;
    MarbreHost *host;
    GHashTable *tasks;  /* use's key → MarbreTask */
    GHashTable *broken; /* use's key → why there is none */
} Direct;

static MarbreTask *
make(Direct *self, MarbreKnown *plugin, MarbreTaskUse *use)
{
    g_autoptr(GError) error = NULL;
    MarbreTask *task = g_hash_table_lookup(self->tasks, use->key);
    if (task || g_hash_table_contains(self->broken, use->key))
        return task;
    task = marbre_host_create(self->host, plugin->loaded, use->task->id, use->options, use->granted,
                              &error);
    if (task)
        g_hash_table_insert(self->tasks, use->key, task);
    else
        g_hash_table_insert(self->broken, use->key, g_strdup(error->message));
    return task;
}

static MarbreOutcome *
run(Direct *self, const MarbreWork *work, MarbreTaskUse *use)
{
    MarbreKnown *plugin = g_hash_table_lookup(self->pool->plugins, use->plugin->id);
    if (!plugin)
        return marbre_outcome_new_failed(MARBRE_OUTCOME_MISSING, MBR_E_NOTFOUND,
                                         _("plugin %s was not loaded before it was used"),
                                         use->plugin->id);
    MarbreTask *task = make(self, plugin, use);
    if (!task)
        return marbre_outcome_new_failed(MARBRE_OUTCOME_FAILED, MBR_E_FAILED, "%s",
                                         (char *)g_hash_table_lookup(self->broken, use->key));
    return marbre_host_run(self->host, task, work->article, work->lang, &self->pool->now);
}

static void
run_all(Direct *self, MarbreWork *work)
{
    MarbrePool *pool = self->pool;
    for (guint i = 0; i < work->uses->len; i++) {
        pool->current = work;
        g_autoptr(MarbreOutcome) outcome = run(self, work, g_ptr_array_index(work->uses, i));
        pool->current = NULL;
        pool->done(pool->user, work, i, outcome);
    }
}

static void
task_free(void *data)
{
    marbre_task_free(data);
}

void
marbre_pool_run_direct(MarbrePool *pool, MarbrePoolNext next)
{
    const MarbreSurroundings none = {0};
    g_autoptr(MarbreHost) host =
        marbre_host_new(pool->surroundings ? pool->surroundings : &none, NULL);
    g_autoptr(GHashTable) tasks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, task_free);
    g_autoptr(GHashTable) broken = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_work_free);
    Direct self = {.pool = pool, .host = host, .tasks = tasks, .broken = broken};
    MarbreWork *work;
    while ((work = next(pool->user)) != NULL) {
        run_all(&self, work);
        g_ptr_array_add(works, work);
        /* The host may know the last one until it runs on the next. */
        if (works->len > 1)
            g_ptr_array_remove_index(works, 0);
    }
}
