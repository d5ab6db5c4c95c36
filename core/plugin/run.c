/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

int32_t
marbre_job_break(mbr_job *job, int32_t code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *reason = g_strdup_vprintf(format, args);
    va_end(args);
    marbre_outcome_fail(job->root->outcome, MARBRE_OUTCOME_FAILED, code, "%s", reason);
    return code;
}

static bool
set_zone(MarbreHost *host, const char *name)
{
    if (host->zone != NULL && g_strcmp0(host->zone_name, name) == 0)
        return true;
    GTimeZone *zone = name != NULL ? g_time_zone_new_identifier(name) : g_time_zone_new_utc();
    if (zone == NULL)
        return false;
    g_clear_pointer(&host->zone, g_time_zone_unref);
    g_free(host->zone_name);
    host->zone = zone;
    host->zone_name = g_strdup(name);
    return true;
}

static void
set_view(MarbreHost *host, const MarbreArticle *article, const char *lang)
{
    if (host->view != NULL && marbre_view_get_article(host->view) == article &&
        g_str_equal(marbre_view_get_lang(host->view), lang))
        return;
    marbre_view_free(host->view);
    host->view = marbre_view_new(article, lang);
}

static unsigned
mark_hash(const void *data)
{
    const uint64_t *key = data;
    return g_int64_hash(&key[0]) ^ g_int64_hash(&key[1]);
}

static gboolean
mark_equal(const void *a, const void *b)
{
    return memcmp(a, b, 2 * sizeof(uint64_t)) == 0;
}

static void
job_init(mbr_job *job, MarbreTask *task, int64_t now)
{
    *job = (mbr_job){.task = task, .view = task->host->view, .root = job, .now = now};
    job->zone = task->host->zone;
    job->outcome = marbre_outcome_new();
    job->values = g_hash_table_new_full(mark_hash, mark_equal, g_free, NULL);
    job->kept = g_ptr_array_new_with_free_func(g_free);
    job->pages = g_array_new(FALSE, FALSE, sizeof(MarbrePages));
    marbre_reads_init(&job->reads);
    marbre_site_init(job);
}

static void
job_clear(mbr_job *job)
{
    marbre_site_clear(job);
    marbre_reads_clear(job->reads);
    marbre_pages_clear(job->pages);
    g_array_unref(job->pages);
    g_ptr_array_unref(job->kept);
    g_hash_table_unref(job->values);
    g_free(job->said);
}

static int
compare_reads(const void *a, const void *b)
{
    const MarbreRead *left = *(MarbreRead *const *)a;
    const MarbreRead *right = *(MarbreRead *const *)b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : (int)left->kind - (int)right->kind;
}

static void
collect_reads(MarbreOutcome *outcome, GHashTable *reads, GHashTable *but)
{
    GHashTableIter iter;
    void *key;
    void *value;
    g_hash_table_iter_init(&iter, reads);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const MarbreRead *read = value;
        if (but == NULL || !g_hash_table_contains(but, key))
            g_ptr_array_add(outcome->reads, marbre_read_new(read->kind, read->path, read->id));
    }
}

/* What the run comes to, after `run` returned `code`. */
static void
conclude(mbr_job *job, int32_t code)
{
    MarbreTask *task = job->task;
    MarbreOutcome *outcome = job->outcome;
    const char *id = task->info->id;
    g_autoptr(GError) error = NULL;
    if (job->said != NULL)
        marbre_outcome_fail(outcome, MARBRE_OUTCOME_FAILED, job->said_code, "%s", job->said);
    else if (code < 0 && task->hint != NULL)
        marbre_outcome_fail(
            outcome, MARBRE_OUTCOME_FAILED, code,
            _("%s returned %d without a reason; the last thing to go wrong was: %s"), id, code,
            task->hint);
    else if (code < 0)
        marbre_outcome_fail(outcome, MARBRE_OUTCOME_FAILED, code,
                            _("%s returned %d without a reason: %s"), id, code,
                            marbre_code_words(code));
    else if (outcome->status == MARBRE_OUTCOME_OK &&
             !marbre_outcome_check(outcome, task->info, marbre_view_get_article(job->view),
                                   marbre_view_get_lang(job->view), &error))
        marbre_outcome_fail(outcome, MARBRE_OUTCOME_FAILED, MBR_E_INVALID, "%s", error->message);
    else if (outcome->status == MARBRE_OUTCOME_OK)
        outcome->code = code;
    collect_reads(outcome, task->reads, NULL);
    collect_reads(outcome, job->reads, task->reads);
    g_ptr_array_sort(outcome->reads, compare_reads);
}

MarbreOutcome *
marbre_host_run(MarbreHost *host,
                MarbreTask *task,
                const MarbreArticle *article,
                const char *lang,
                const MarbreMoment *now)
{
    const char *const *langs = marbre_article_get_langs(article);
    if (lang == NULL)
        lang = langs[0];
    if (lang == NULL || !g_strv_contains(langs, lang))
        return marbre_outcome_new_failed(MARBRE_OUTCOME_FAILED, MBR_E_NOTFOUND,
                                         _("there is no text to judge"));
    if (!set_zone(host, now->zone))
        return marbre_outcome_new_failed(MARBRE_OUTCOME_FAILED, MBR_E_IO,
                                         _("the time zone %s is not known here"), now->zone);
    set_view(host, article, lang);
    g_clear_pointer(&task->hint, g_free);

    mbr_job job;
    job_init(&job, task, now->seconds);
    task->job = &job;
    int32_t code = task->functions->run(task->instance, &job);
    job.outcome->leftovers = marbre_task_take_back(task, false);
    conclude(&job, code);
    task->job = NULL;
    MarbreOutcome *outcome = job.outcome;
    job_clear(&job);
    return outcome;
}
