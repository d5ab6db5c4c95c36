/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/shim.h"

#include "conform/witness.h"
#include "plugin/release.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_TASKS 64
#define MOST_TABLE 1024

/* The host as the plugin sees it; what it is handed is `face`, at the end of a page. */
typedef struct {
    const mbr_host *real;
    mbr_host face;
} Shown;

/* An instance of the plugin's, with its functions. */
struct mbr_task {
    mbr_task *own;
    const mbr_task_class *functions;
    Shown *shown; /* (nullable) what is to be freed with it */
};

/* A copy of a service's table, with some of its functions our own. */
typedef struct {
    const char *name;
    uint32_t size; /* in version 1.0 */
    const void *copy;
} Table;

static Table tables[] = {
    {MBR_JOB_API, MARBRE_FIRST_JOB_API, NULL},
    {MBR_CONFIG_API, MARBRE_FIRST_CONFIG_API, NULL},
    {MBR_ARTICLE_API, MARBRE_FIRST_ARTICLE_API, NULL},
    {MBR_TEXT_API, MARBRE_FIRST_TEXT_API, NULL},
    {MBR_ALIGN_API, MARBRE_FIRST_ALIGN_API, NULL},
    {MBR_REPO_API, MARBRE_FIRST_REPO_API, NULL},
    {MBR_REPORT_API, MARBRE_FIRST_REPORT_API, NULL},
    {MBR_CHANGE_API, MARBRE_FIRST_CHANGE_API, NULL},
    {MBR_SITE_API, MARBRE_FIRST_SITE_API, NULL},
};

static struct {
    MarbreLoaded *real;
    mbr_task_class classes[MOST_TASKS];
    const mbr_task_class *list[MOST_TASKS + 1];
    mbr_plugin plugin;
    bool cut;
    uint64_t refused;
    const mbr_job_api *job;
    const mbr_text_api *text;
    const mbr_report_api *report;
    const mbr_article_api *article;
} shim;

static GMutex lock; /* instances may be made side by side */
static __thread const mbr_task_class *making;

void
marbre_shim_cut(void)
{
    shim.cut = true;
}

void
marbre_shim_refuse(uint64_t part)
{
    shim.refused = part;
}

/* ---- functions of the host's that we answer first ---- */

static int32_t
our_finding(mbr_job *job, const mbr_finding *finding)
{
    marbre_witness_finding(finding);
    return shim.report->finding(job, finding);
}

static int32_t
our_fail(mbr_job *job, int32_t code, const char *text, size_t size)
{
    marbre_witness_said();
    return shim.job->fail(job, code, text, size);
}

static const mbr_host *
real_host(const mbr_host *face)
{
    return ((const Shown *)(const void *)((const char *)face - offsetof(Shown, face)))->real;
}

static int32_t
our_words(const mbr_host *host, const mbr_text *list, size_t count, uint64_t folds, mbr_words **out)
{
    return shim.text->words(real_host(host), list, count, folds, out);
}

static void
our_log(const mbr_host *host, int32_t level, const char *text, size_t size)
{
    const mbr_host *real = real_host(host);
    real->log(real, level, text, size);
}

static size_t
our_count(mbr_job *job, uint64_t part)
{
    return part == shim.refused ? 0 : shim.article->count(job, part);
}

static int32_t
our_path(mbr_job *job, uint64_t part, size_t index, mbr_text *out)
{
    return part == shim.refused ? MBR_E_DENIED : shim.article->path(job, part, index, out);
}

static int32_t
our_bytes(mbr_job *job, uint64_t part, size_t index, mbr_text *out)
{
    return part == shim.refused ? MBR_E_DENIED : shim.article->bytes(job, part, index, out);
}

static int32_t
our_body(mbr_job *job, uint64_t part, mbr_span *out)
{
    return part == shim.refused ? MBR_E_DENIED : shim.article->body(job, part, out);
}

static int32_t
our_meta(mbr_job *job, uint64_t part, const char *where, mbr_value *out)
{
    return part == shim.refused ? MBR_E_DENIED : shim.article->meta(job, part, where, out);
}

static size_t
our_item_count(mbr_job *job, uint64_t part, int32_t kind)
{
    return part == shim.refused ? 0 : shim.article->item_count(job, part, kind);
}

static int32_t
our_item(mbr_job *job, uint64_t part, int32_t kind, size_t index, mbr_item *out)
{
    return part == shim.refused ? MBR_E_DENIED : shim.article->item(job, part, kind, index, out);
}

/* ---- the tables ---- */

/* Where `size` bytes end at the end of memory; else anywhere. */
static void *
place_for(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (!shim.cut)
        return g_malloc0(size);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect(pages + page, page, PROT_NONE) != 0)
        return g_malloc0(size);
    return pages + page - size;
}

static void
take_over(const char *name, void *copy)
{
    if (strcmp(name, MBR_REPORT_API) == 0) {
        ((mbr_report_api *)copy)->finding = our_finding;
    } else if (strcmp(name, MBR_JOB_API) == 0) {
        ((mbr_job_api *)copy)->fail = our_fail;
    } else if (strcmp(name, MBR_TEXT_API) == 0) {
        ((mbr_text_api *)copy)->words = our_words;
    } else if (strcmp(name, MBR_ARTICLE_API) == 0) {
        mbr_article_api *article = copy;
        article->count = our_count;
        article->path = our_path;
        article->bytes = our_bytes;
        article->body = our_body;
        article->meta = our_meta;
        article->item_count = our_item_count;
        article->item = our_item;
    }
}

static void
keep_real(const char *name, const void *real)
{
    if (strcmp(name, MBR_REPORT_API) == 0)
        shim.report = real;
    else if (strcmp(name, MBR_JOB_API) == 0)
        shim.job = real;
    else if (strcmp(name, MBR_TEXT_API) == 0)
        shim.text = real;
    else if (strcmp(name, MBR_ARTICLE_API) == 0)
        shim.article = real;
}

static const void *
copy_of(Table *table, const void *real)
{
    if (table->copy != NULL)
        return table->copy;
    uint32_t whole = *(const uint32_t *)real;
    uint32_t size = shim.cut ? MIN(table->size, whole) : whole;
    void *copy = place_for(size);
    memcpy(copy, real, size);
    *(uint32_t *)copy = size;
    keep_real(table->name, real);
    take_over(table->name, copy);
    table->copy = copy;
    return copy;
}

static const void *
our_query(const mbr_host *host, const char *service)
{
    const mbr_host *real = real_host(host);
    const void *table = real->query(real, service);
    for (size_t i = 0; table != NULL && i < G_N_ELEMENTS(tables); i++) {
        if (strcmp(tables[i].name, service) != 0)
            continue;
        g_mutex_lock(&lock);
        table = copy_of(&tables[i], table);
        g_mutex_unlock(&lock);
        break;
    }
    return table;
}

/* ---- the plugin's functions, on their way ---- */

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    uint32_t size = shim.cut ? MARBRE_FIRST_HOST : (uint32_t)sizeof(mbr_host);
    Shown *shown = place_for(offsetof(Shown, face) + size);
    shown->real = host;
    memcpy(&shown->face, host, size);
    shown->face.struct_size = size;
    shown->face.query = our_query;
    shown->face.log = our_log;
    mbr_task *task = g_new0(mbr_task, 1);
    task->functions = making;
    int32_t code = making->create(&shown->face, config, &task->own);
    if (!shim.cut)
        task->shown = shown; /* pages are left to the end of the process */
    if (code < 0) {
        g_free(task->shown);
        g_free(task);
        return code;
    }
    *out = task;
    return code;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    int32_t code = task->functions->run(task->own, job);
    marbre_witness_returned(code);
    return code;
}

static void
destroy(mbr_task *task)
{
    if (task == NULL)
        return;
    task->functions->destroy(task->own);
    g_free(task->shown);
    g_free(task);
}

void
marbre_shim_make(const char *task)
{
    making = marbre_loaded_get_task(shim.real, task);
}

const mbr_task_class *
marbre_shim_own(const char *task)
{
    return marbre_loaded_get_task(shim.real, task);
}

MarbreLoaded *
marbre_shim_of(MarbreLoaded *real, GError **error)
{
    const MarbrePluginInfo *info = marbre_loaded_get_info(real);
    shim.real = marbre_loaded_ref(real);
    for (guint i = 0; i < info->tasks->len && i < MOST_TASKS; i++) {
        const MarbreTaskInfo *task = info->tasks->pdata[i];
        shim.classes[i] = *marbre_loaded_get_task(real, task->id);
        shim.classes[i].create = create;
        shim.classes[i].run = run;
        shim.classes[i].destroy = destroy;
        shim.list[i] = &shim.classes[i];
    }
    shim.plugin = (mbr_plugin){.struct_size = sizeof shim.plugin,
                               .id = info->id,
                               .version = info->version,
                               .license = info->license,
                               .tasks = shim.list};
    return marbre_loaded_new(&shim.plugin, error);
}
