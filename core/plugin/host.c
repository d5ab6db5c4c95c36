/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define MBR_USE_DRAFTS
#include "plugin/host_inside.h"

#include "config.h"
#include "marbre/plugin-draft.h"
#include "plugin/options.h"
#include "plugin/release.h"

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
    uint32_t first; /* its size in the first release */
    Given given;
} services[] = {
    {MBR_JOB_API, &marbre_service_job, MARBRE_FIRST_JOB_API, TO_ALL},
    {MBR_CONFIG_API, &marbre_service_config, MARBRE_FIRST_CONFIG_API, TO_ALL},
    {MBR_ARTICLE_API, &marbre_service_article, MARBRE_FIRST_ARTICLE_API, TO_ALL},
    {MBR_TEXT_API, &marbre_service_text, MARBRE_FIRST_TEXT_API, TO_ALL},
    {MBR_ALIGN_API, &marbre_service_align, MARBRE_FIRST_ALIGN_API, TO_ALL},
    {MBR_REPO_API, &marbre_service_repo, MARBRE_FIRST_REPO_API, TO_ALL},
    {MBR_REPORT_API, &marbre_service_report, MARBRE_FIRST_REPORT_API, TO_ALL},
    {MBR_CHANGE_API, &marbre_service_change, MARBRE_FIRST_CHANGE_API, TO_ACTIONS},
    {MBR_SITE_API, &marbre_service_site, MARBRE_FIRST_SITE_API, TO_PUBLICATION},
    /* A draft. To all, so that who did not declare it is told what to write. */
    {MBR_NET_API, &marbre_service_net, MARBRE_UP_TO(mbr_net_api, fetch), TO_ALL},
};

static void
file_free(void *data)
{
    marbre_repo_file_unref(data);
}

MarbreHost *
marbre_host_new(const MarbreSurroundings *surroundings, const MarbreWatch *watch)
{
    MarbreHost *host = g_new0(MarbreHost, 1);
    host->around = *surroundings;
    if (watch != NULL)
        host->watch = *watch;
    host->hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    host->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, file_free);
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
    g_hash_table_unref(host->files);
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

void
marbre_host_be_first(MarbreHost *host)
{
    host->first = true;
}

MarbreTask *
marbre_task_of(const mbr_host *face)
{
    const char *front = (const char *)face - offsetof(MarbreFace, host);
    return ((const MarbreFace *)(const void *)front)->task;
}

static const void *
face_query(const mbr_host *face, const char *service)
{
    const MarbreTask *task = marbre_task_of(face);
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
        return host->first ? marbre_release_cut(services[i].table, services[i].first, task->pages)
                           : services[i].table;
    }
    return NULL;
}

static void
face_log(const mbr_host *face, int32_t level, const char *text, size_t size)
{
    MarbreTask *task = marbre_task_of(face);
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

/* ---- making a task ---- */

void
marbre_reads_init(GHashTable **ret)
{
    *ret = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
marbre_reads_clear(GHashTable *reads)
{
    GHashTableIter iter;
    void *read;
    g_autoptr(GPtrArray) owner = marbre_reads_new();
    g_hash_table_iter_init(&iter, reads);
    while (g_hash_table_iter_next(&iter, NULL, &read))
        g_ptr_array_add(owner, read);
    g_hash_table_unref(reads);
}

static void
set_face(MarbreTask *task)
{
    bool first = task->host->first;
    task->own_face = (MarbreFace){
        .size = sizeof task->own_face,
        .task = task,
        .host =
            {
                .struct_size = first ? MARBRE_FIRST_HOST : sizeof(mbr_host),
                .abi_minor = first ? 0 : MBR_ABI_MINOR,
                .name = "marbre",
                .version = MARBRE_VERSION,
                .query = face_query,
                .log = face_log,
            },
    };
    task->face = &task->own_face;
    if (first)
        task->face = marbre_release_cut(task->face, offsetof(MarbreFace, host) + MARBRE_FIRST_HOST,
                                        task->pages);
}

static MarbreTask *
task_new(MarbreHost *host, MarbreLoaded *loaded, const MarbreTaskInfo *info, GVariant *options)
{
    MarbreTask *task = g_new0(MarbreTask, 1);
    task->host = host;
    task->loaded = marbre_loaded_ref(loaded);
    task->info = info;
    task->functions = marbre_loaded_get_task(loaded, info->id);
    task->options = g_variant_ref(options);
    task->keys = marbre_options_keys(info, options);
    task->blobs = g_ptr_array_new_with_free_func(marbre_blob_free);
    task->words = g_ptr_array_new_with_free_func(marbre_words_free);
    task->pages = g_array_new(FALSE, FALSE, sizeof(MarbrePages));
    marbre_reads_init(&task->reads);
    set_face(task);
    return task;
}

unsigned
marbre_task_take_back(MarbreTask *task, bool of_create)
{
    unsigned kept = 0;
    for (guint i = task->blobs->len; i-- > 0;) {
        const mbr_blob *blob = g_ptr_array_index(task->blobs, i);
        if (blob->of_create == of_create) {
            kept += blob->file == NULL ? 0 : 1;
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
    (void)marbre_task_take_back(task, false); /* counted in the task */
    (void)marbre_task_take_back(task, true);
    unsigned leftovers = task->leftovers;
    g_ptr_array_unref(task->blobs);
    g_ptr_array_unref(task->words);
    marbre_pages_clear(task->pages);
    g_array_unref(task->pages);
    marbre_reads_clear(task->reads);
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
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("plugin %s has no task %s; `marbre plugin show` says what each offers"),
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

const char *
marbre_code_words(int32_t code)
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
    int32_t code = marbre_config_init(&task->config, task, given);
    if (code >= 0)
        code = task->functions->create(&task->face->host, &task->config, &task->instance);
    if (code < 0) {
        const char *words = task->hint != NULL ? task->hint : marbre_code_words(code);
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
