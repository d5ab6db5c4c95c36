/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A plugin of a later release: built against a header of 1.2 that newer.py makes out of today's. A
 * host of today knows neither its new fields nor the new functions and the new service.
 * NEWCOMER_NEEDS ? MBR_ABI_MINOR : 0, NEWCOMER_DECLARES and NEWCOMER_REPORTS say how much of that
 * it insists on.
 */
#include "marbre/plugin.h"

#include <stdlib.h>
#include <string.h>

#ifndef NEWCOMER_NEEDS
#define NEWCOMER_NEEDS 0
#endif
#ifndef NEWCOMER_DECLARES
#define NEWCOMER_DECLARES 0
#endif
#ifndef NEWCOMER_REPORTS
#define NEWCOMER_REPORTS 0
#endif

struct mbr_task {
    const mbr_job_api *job;
    const mbr_article_api *article;
    const mbr_report_api *report;
    int later; /* what the host has of the later release */
};

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)config;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->job = host->query(host, MBR_JOB_API);
    task->article = host->query(host, MBR_ARTICLE_API);
    task->report = host->query(host, MBR_REPORT_API);
    task->later = (MBR_HAS(task->job, mbr_job_api, later) ? 1 : 0) +
                  (host->query(host, MBR_LATER_API) != NULL ? 2 : 0) +
                  (host->abi_minor >= MBR_ABI_MINOR ? 4 : 0);
    *out = task;
    return MBR_OK;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    mbr_item item = {.struct_size = sizeof item, .later = 77};
    int32_t code = task->article->item(job, MBR_PART_TEXT, MBR_ITEM_ANY, 0, &item);
    if (code < 0)
        return code;
    /* The host wrote no further than it knows, and said so. */
    if ((item.later != 77) != (item.struct_size == sizeof item))
        return task->job->fail(job, MBR_E_FAILED, "a size that lies", 16);
    const char *text = task->later ? "with what came later" : "without what came later";
    const mbr_arg arg = {.struct_size = sizeof arg, .name = "how", .value = {text, strlen(text)}};
    const mbr_arg *const args[] = {&arg, NULL};
    const mbr_finding finding = {.struct_size = sizeof finding,
                                 .rule = "ran",
                                 .span = item.span,
                                 .args = args,
                                 .later = NEWCOMER_REPORTS};
    return task->report->finding(job, &finding);
}

static void
destroy(mbr_task *task)
{
    free(task);
}

static const mbr_rule rule = {.struct_size = sizeof rule,
                              .severity = MBR_SEVERITY_NOTE,
                              .id = "ran",
                              .summary = "It ran",
                              .message = "It ran {how}"};
static const mbr_rule *const rules[] = {&rule, NULL};
static const mbr_task_class task = {.struct_size = sizeof task,
                                    .kind = MBR_KIND_CHECK,
                                    .id = "look",
                                    .summary = "Looks",
                                    .judges = MBR_PART_TEXT,
                                    .rules = rules,
                                    .create = create,
                                    .run = run,
                                    .destroy = destroy,
                                    .later = NEWCOMER_DECLARES};
static const mbr_task_class *const tasks[] = {&task, NULL};

MBR_EXPORT const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .needs_minor = NEWCOMER_NEEDS ? MBR_ABI_MINOR : 0,
                                      .id = NEWCOMER_ID,
                                      .version = "1.1.0",
                                      .license = "0BSD",
                                      .tasks = tasks,
                                      .later = NEWCOMER_NEEDS};
    return &plugin;
}
