/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "config.h"
#include "plugin/options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who is given a service. */
typedef enum {
    TO_ALL,
    TO_ACTIONS,
    TO_PUBLICATION, /* actions that have the published articles before them */
} Given;

static const struct {
    const char *name;
    const void *table;
    Given given;
} services[] = {
    {MBR_JOB_API, &marbre_service_job, TO_ALL},
    {MBR_CONFIG_API, &marbre_service_config, TO_ALL},
    {MBR_ARTICLE_API, &marbre_service_article, TO_ALL},
    {MBR_TEXT_API, &marbre_service_text, TO_ALL},
    {MBR_REPO_API, &marbre_service_repo, TO_ALL},
    {MBR_REPORT_API, &marbre_service_report, TO_ALL},
    {MBR_CHANGE_API, &marbre_service_change, TO_ACTIONS},
    {MBR_SITE_API, &marbre_service_site, TO_PUBLICATION},
};

MarbreHost *
marbre_host_new(const MarbreSurroundings *surroundings, const MarbreWatch *watch)
{
    MarbreHost *host = g_new0(MarbreHost, 1);
    host->around = *surroundings;
    if (watch != NULL)
        host->watch = *watch;
    host->hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_mutex_init(&host->log_lock);
    return host;
}

void
marbre_host_free(MarbreHost *host)
{
    if (host == NULL)
        return;
    marbre_view_free(host->view);
    g_clear_pointer(&host->zone, g_time_zone_unref);
    g_free(host->zone_name);
    g_hash_table_unref(host->hidden);
    g_mutex_clear(&host->log_lock);
    g_free(host);
}

void
marbre_host_hide(MarbreHost *host, const char *service)
{
    g_hash_table_add(host->hidden, g_strdup(service));
}

void
marbre_host_guard(MarbreHost *host)
{
    host->guard = true;
}

static const void *
face_query(const mbr_host *face, const char *service)
{
    const MarbreTask *task = (const MarbreTask *)face;
    const MarbreHost *host = task->host;
    bool action = task->info->kind == MBR_KIND_ACTION;
    bool publication = action && host->around.site != NULL;
    if (service == NULL || g_hash_table_contains(host->hidden, service))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
        if (!g_str_equal(services[i].name, service))
            continue;
        if ((services[i].given == TO_ACTIONS && !action) ||
            (services[i].given == TO_PUBLICATION && !publication))
            return NULL;
        return services[i].table;
    }
    return NULL;
}

static void
face_log(const mbr_host *face, int32_t level, const char *text, size_t size)
{
    MarbreTask *task = (MarbreTask *)face;
    MarbreHost *host = task->host;
    if (text == NULL)
        return;
    size = strnlen(text, MIN(size, MARBRE_OUTCOME_LOG_TEXT));
    g_autofree char *line = g_utf8_make_valid(text, (gssize)size);
    level = CLAMP(level, MBR_LOG_DEBUG, MBR_LOG_ERROR);
    g_mutex_lock(&host->log_lock);
    if (task->job != NULL && task->job->outcome->log->len < MARBRE_OUTCOME_LOG)
        marbre_outcome_add_log(task->job->outcome, level, line);
    g_mutex_unlock(&host->log_lock);
    if (host->watch.log != NULL)
        host->watch.log(host->watch.user, level, line);
}

int32_t
marbre_task_hint(MarbreTask *task, int32_t code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(task->hint);
    task->hint = g_strdup_vprintf(format, args);
    va_end(args);
    return code;
}

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

/* ---- making a task ---- */

static void
reads_new(GHashTable **ret)
{
    *ret = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
reads_free(GHashTable *reads)
{
    GHashTableIter iter;
    void *read;
    g_autoptr(GPtrArray) owner = marbre_reads_new();
    g_hash_table_iter_init(&iter, reads);
    while (g_hash_table_iter_next(&iter, NULL, &read))
        g_ptr_array_add(owner, read);
    g_hash_table_unref(reads);
}

static MarbreTask *
task_new(MarbreHost *host, MarbreLoaded *loaded, const MarbreTaskInfo *info, GVariant *options)
{
    MarbreTask *task = g_new0(MarbreTask, 1);
    task->face = (mbr_host){
        .struct_size = sizeof(mbr_host),
        .abi_minor = MBR_ABI_MINOR,
        .name = "marbre",
        .version = MARBRE_VERSION,
        .query = face_query,
        .log = face_log,
    };
    task->host = host;
    task->loaded = marbre_loaded_ref(loaded);
    task->info = info;
    task->functions = marbre_loaded_get_task(loaded, info->id);
    task->options = g_variant_ref(options);
    task->keys = marbre_options_keys(info, options);
    task->blobs = g_ptr_array_new_with_free_func(marbre_blob_free);
    task->words = g_ptr_array_new_with_free_func(marbre_words_free);
    task->pages = g_array_new(FALSE, FALSE, sizeof(MarbrePages));
    reads_new(&task->reads);
    marbre_config_init(&task->config, task, options);
    return task;
}

/* Takes back what was lent in `create` or in `run`, and counts what the plugin kept. */
static unsigned
take_back(MarbreTask *task, bool of_create)
{
    unsigned kept = 0;
    for (guint i = task->blobs->len; i-- > 0;) {
        const mbr_blob *blob = g_ptr_array_index(task->blobs, i);
        if (blob->of_create == of_create) {
            kept += blob->released ? 0 : 1;
            g_ptr_array_remove_index(task->blobs, i);
        }
    }
    for (guint i = task->words->len; i-- > 0;) {
        const mbr_words *words = g_ptr_array_index(task->words, i);
        if (words->of_create == of_create) {
            kept += words->released ? 0 : 1;
            g_ptr_array_remove_index(task->words, i);
        }
    }
    task->leftovers += kept;
    return kept;
}

unsigned
marbre_task_destroy(MarbreTask *task)
{
    if (task == NULL)
        return 0;
    if (task->made)
        task->functions->destroy(task->instance);
    (void)take_back(task, false); /* counted in the task */
    (void)take_back(task, true);
    unsigned leftovers = task->leftovers;
    g_ptr_array_unref(task->blobs);
    g_ptr_array_unref(task->words);
    marbre_pages_clear(task->pages);
    g_array_unref(task->pages);
    reads_free(task->reads);
    marbre_config_clear(&task->config);
    g_strfreev(task->keys);
    g_variant_unref(task->options);
    marbre_loaded_unref(task->loaded);
    g_free(task->hint);
    g_free(task);
    return leftovers;
}

void
marbre_task_free(MarbreTask *task)
{
    (void)marbre_task_destroy(task);
}

static const MarbreTaskInfo *
check_task(const MarbrePluginInfo *plugin, const char *task, uint64_t granted, GError **error)
{
    const MarbreTaskInfo *info = marbre_plugin_info_find(plugin, task);
    if (info == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("plugin %s has no task %s"),
                    plugin->id, task);
        return NULL;
    }
    if ((info->needs & ~granted) != 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("action %s/%s needs the network; to grant it, write: - {uses: %s/%s, grant: "
                      "[network]}"),
                    plugin->id, info->id, plugin->id, info->id);
        return NULL;
    }
    return info;
}

/* What a result code says, for a plugin that does not say it itself. */
static const char *
code_words(int32_t code)
{
    switch (code) {
    case MBR_E_NOMEM:
        return _("out of memory");
    case MBR_E_INVALID:
        return _("something it asked or was given was invalid");
    case MBR_E_NOTFOUND:
        return _("something was not found");
    case MBR_E_UNSUPPORTED:
        return _("this version of marbre lacks what it needs");
    case MBR_E_DENIED:
        return _("it asked for what it does not judge or was not granted");
    case MBR_E_CANCELLED:
        return _("it was cancelled");
    case MBR_E_IO:
        return _("something could not be read or written");
    default:
        return _("it failed");
    }
}

MarbreTask *
marbre_host_create(MarbreHost *host,
                   MarbreLoaded *loaded,
                   const char *task_id,
                   GVariant *options,
                   uint64_t granted,
                   GError **error)
{
    const MarbrePluginInfo *plugin = marbre_loaded_get_info(loaded);
    const MarbreTaskInfo *info = check_task(plugin, task_id, granted, error);
    if (info == NULL)
        return NULL;
    g_autoptr(GVariant) given =
        options != NULL ? g_variant_ref_sink(options)
                        : g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("(sv)"), NULL, 0));
    if (!marbre_options_fit(info, given, error))
        return NULL;

    g_autoptr(MarbreTask) task = task_new(host, loaded, info, given);
    int32_t code = task->functions->create(&task->face, &task->config, &task->instance);
    if (code < 0) {
        const char *words = task->hint != NULL ? task->hint : code_words(code);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("%s/%s could not begin (%d): %s"),
                    plugin->id, info->id, code, words);
        return NULL;
    }
    task->made = true;
    return g_steal_pointer(&task);
}

unsigned
marbre_task_leftovers(const MarbreTask *task)
{
    return task->leftovers;
}

/* ---- running it ---- */

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
    job->pages = g_array_new(FALSE, FALSE, sizeof(MarbrePages));
    reads_new(&job->reads);
    marbre_site_init(job);
}

static void
job_clear(mbr_job *job)
{
    marbre_site_clear(job);
    reads_free(job->reads);
    marbre_pages_clear(job->pages);
    g_array_unref(job->pages);
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
                            _("%s returned %d without a reason: %s"), id, code, code_words(code));
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
    job.outcome->leftovers = take_back(task, false);
    conclude(&job, code);
    task->job = NULL;
    MarbreOutcome *outcome = job.outcome;
    job_clear(&job);
    return outcome;
}
