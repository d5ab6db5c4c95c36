/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/inside.h"

static void
pair_clear(void *data)
{
    MarbrePair *pair = data;
    g_clear_pointer(&pair->reads, g_ptr_array_unref);
    g_clear_pointer(&pair->files, g_ptr_array_unref);
}

MarbreJob *
marbre_job_new(MarbreOpen *open)
{
    MarbreJob *job = g_new0(MarbreJob, 1);
    job->open = open;
    job->pairs = g_array_new(FALSE, FALSE, sizeof(MarbrePair));
    g_array_set_clear_func(job->pairs, pair_clear);
    return job;
}

void
marbre_job_free(MarbreJob *job)
{
    if (!job)
        return;
    g_array_unref(job->pairs);
    g_free(job);
}

void
marbre_job_add(MarbreJob *job, size_t use, MarbreSlot *slot)
{
    MarbrePair pair = {.use = use, .slot = slot};
    g_array_append_val(job->pairs, pair);
}

bool
marbre_job_is_done(const MarbreJob *job)
{
    for (guint i = 0; i < job->pairs->len; i++) {
        if (!g_array_index(job->pairs, MarbrePair, i).done)
            return false;
    }
    return true;
}

void
marbre_job_answer(MarbrePool *pool, MarbreJob *job, MarbrePair *pair, MarbreOutcome *outcome)
{
    MarbreOpen *open = job->open;
    pair->done = true;
    pool->done(pool->user, open->work, pair->use, outcome);
    if (--open->left > 0)
        return;
    marbre_work_free(open->work);
    g_free(open);
    pool->open--;
}
