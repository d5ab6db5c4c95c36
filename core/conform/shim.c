/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/shim.h"

#include "plugin/outcome.h"
#include "plugin/release.h"

#include <stdio.h>
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
static __thread MarbreRunSeen seen;
static __thread const MarbreSpecimen *specimen;
static __thread const MarbreTaskInfo *task_info;
static __thread const mbr_task_class *making;
static __thread unsigned findings;

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

void
marbre_shim_expect(const MarbreSpecimen *on, const MarbreTaskInfo *task)
{
    seen = (MarbreRunSeen){0};
    specimen = on;
    task_info = task;
    findings = 0;
}

const MarbreRunSeen *
marbre_shim_seen(void)
{
    return &seen;
}

static void G_GNUC_PRINTF(2, 3) complain(MarbreComplaint complaint, const char *format, ...)
{
    if (seen.complaint != MARBRE_COMPLAINT_NONE)
        return;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(seen.words, sizeof seen.words, format, args);
    va_end(args);
    seen.complaint = complaint;
}

/* ---- what it reports ---- */

static GBytes *
bytes_of(const char *name)
{
    g_autofree char *text = g_strdup_printf("index.%s.md", specimen->lang);
    const MarbreFile *file = marbre_article_get_file(specimen->article, name ? name : text);
    return file == NULL ? NULL : file->bytes;
}

static bool
is_boundary(const char *data, gsize size, uint64_t at)
{
    return at == size || ((unsigned char)data[at] & 0xC0u) != 0x80u;
}

static void
look_at_span(
    MarbreComplaint kind, const char *rule, const char *what, const char *name, mbr_span span)
{
    GBytes *bytes = bytes_of(name);
    gsize size = 0;
    if (bytes == NULL) {
        complain(kind, "rule %s: %s is in the file %s, which is not there", rule, what, name);
        return;
    }
    const char *data = g_bytes_get_data(bytes, &size);
    if (span.start > span.end || span.end > size)
        complain(kind,
                 "rule %s: %s is the bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 " of a file that has %zu",
                 rule, what, span.start, span.end, size);
    else if (g_utf8_validate_len(data, size, NULL) &&
             (!is_boundary(data, size, span.start) || !is_boundary(data, size, span.end)))
        complain(kind,
                 "rule %s: %s, the bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 ", begins or ends within a character",
                 rule, what, span.start, span.end);
}

static void
look_at_edits(const char *rule, const mbr_finding *finding)
{
    for (size_t i = 0; finding->edits != NULL && finding->edits[i] != NULL; i++) {
        const mbr_edit *edit = finding->edits[i];
        look_at_span(MARBRE_COMPLAINT_EDITS, rule, "an edit", finding->file, edit->span);
        for (size_t j = 0; j < i; j++) {
            const mbr_edit *other = finding->edits[j];
            if (edit->span.start < other->span.end && other->span.start < edit->span.end)
                complain(MARBRE_COMPLAINT_EDITS,
                         "rule %s: two edits of one fix overlap, at bytes %" G_GUINT64_FORMAT
                         " and %" G_GUINT64_FORMAT,
                         rule, other->span.start, edit->span.start);
        }
    }
}

static bool
has_argument(const mbr_finding *finding, const char *hole, size_t size)
{
    for (size_t i = 0; finding->args != NULL && finding->args[i] != NULL; i++) {
        const char *name = finding->args[i]->name;
        if (name != NULL && strlen(name) == size && memcmp(name, hole, size) == 0)
            return true;
    }
    return false;
}

static void
look_at_words(const MarbreRuleInfo *rule, const mbr_finding *finding)
{
    for (size_t i = 0; finding->args != NULL && finding->args[i] != NULL; i++) {
        const mbr_arg *arg = finding->args[i];
        if (!g_utf8_validate_len(arg->value.data ? arg->value.data : "", arg->value.size, NULL))
            complain(MARBRE_COMPLAINT_WORDS, "rule %s: the argument %s is not UTF-8", rule->id,
                     arg->name ? arg->name : "without a name");
    }
    if (has_argument(finding, "case", strlen("case")))
        return; /* it chooses a text of the catalogue, with holes of its own */
    for (const char *open = strchr(rule->message, '{'); open; open = strchr(open + 1, '{')) {
        size_t size = strcspn(open + 1, "}");
        if (open[size + 1] == '}' && !has_argument(finding, open + 1, size))
            complain(MARBRE_COMPLAINT_WORDS,
                     "rule %s: no argument fills the hole {%.*s} of its message", rule->id,
                     (int)size, open + 1);
    }
}

static void
look_at_finding(const mbr_finding *finding)
{
    if (++findings == MARBRE_OUTCOME_FINDINGS + 1)
        complain(MARBRE_COMPLAINT_FLOOD, "more than %u findings in one run",
                 MARBRE_OUTCOME_FINDINGS);
    if (finding == NULL || finding->struct_size < MARBRE_FIRST_FINDING || findings > 100)
        return; /* the host says what is wrong with it; and the first hundred tell enough */
    const char *id = finding->rule ? finding->rule : "(none)";
    const MarbreRuleInfo *rule = marbre_task_info_rule(task_info, id);
    if (rule == NULL)
        complain(MARBRE_COMPLAINT_WORDS, "a finding names the rule %s, which the task has not", id);
    look_at_span(MARBRE_COMPLAINT_SPAN, id, "the place", finding->file, finding->span);
    look_at_edits(id, finding);
    if (rule != NULL)
        look_at_words(rule, finding);
}

/* ---- functions of the host's that we answer first ---- */

static int32_t
our_finding(mbr_job *job, const mbr_finding *finding)
{
    look_at_finding(finding);
    return shim.report->finding(job, finding);
}

static int32_t
our_fail(mbr_job *job, int32_t code, const char *text, size_t size)
{
    seen.said = true;
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
    seen.code = task->functions->run(task->own, job);
    return seen.code;
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
