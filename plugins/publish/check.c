/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check.h"

#include "site.h"
#include "text.h"

#include <stdlib.h>

static int32_t
report(const mbr_task *task, mbr_job *job, const char *rule, mbr_span place)
{
    const mbr_finding finding = {.struct_size = sizeof finding, .rule = rule, .span = place};
    return task->report->finding(job, &finding);
}

/* What is missing is placed where it would stand: at the end of the front matter. */
static mbr_span
closing_line(const mbr_task *task, mbr_job *job)
{
    mbr_value front = {.struct_size = sizeof front};
    if (task->article->meta(job, MBR_PART_TEXT, "", &front) < 0)
        return (mbr_span){0, 0};
    return (mbr_span){front.span.end, front.span.end};
}

static int32_t
check_date(const mbr_task *task, mbr_job *job)
{
    int64_t first, after;
    mbr_value date = {.struct_size = sizeof date};
    int32_t result = task->article->meta(job, MBR_PART_TEXT, "date", &date);
    if (result == MBR_E_NOTFOUND || (result >= 0 && date.type == MBR_VALUE_NULL))
        return report(task, job, "missing-date", closing_line(task, job));
    if (result < 0)
        return result;
    if (date.type != MBR_VALUE_LIST && date.type != MBR_VALUE_MAP &&
        task->job->instant(job, &date.text, &first, &after) >= 0)
        return MBR_OK;
    return report(task, job, "missing-date", date.span);
}

static int32_t
check_site(const mbr_task *task, mbr_job *job)
{
    site of = {.task = task, .job = job};
    mbr_text address;
    int32_t result = task->repo->read(job, SETTINGS_PATH, &of.settings);
    if (result < 0 && result != MBR_E_NOTFOUND)
        return result;
    bool there = result >= 0 && site_setting(&of, "site", &address);
    task->repo->release(of.settings);
    return there ? MBR_OK : report(task, job, "missing-site", (mbr_span){0, 0});
}

int32_t
check_run(mbr_task *task, mbr_job *job)
{
    int32_t result = check_date(task, job);
    return result < 0 ? result : check_site(task, job);
}

int32_t
check_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_task made = {
        .host = host,
        .job = host->query(host, MBR_JOB_API),
        .article = host->query(host, MBR_ARTICLE_API),
        .repo = host->query(host, MBR_REPO_API),
        .report = host->query(host, MBR_REPORT_API),
    };
    if (!made.job || !made.article || !made.repo || !made.report)
        return MBR_E_UNSUPPORTED;
    mbr_task *task = malloc(sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    *task = made;
    *out = task;
    return MBR_OK;
}
