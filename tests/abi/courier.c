/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A plugin that uses a draft: what it fetched, or was told, is what it publishes. */
#define MBR_USE_DRAFTS
#include "marbre/plugin-draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mbr_task {
    const mbr_job_api *job;
    const mbr_net_api *net;
    const mbr_report_api *report;
};

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)config;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->job = host->query(host, MBR_JOB_API);
    task->net = host->query(host, MBR_NET_API);
    task->report = host->query(host, MBR_REPORT_API);
    *out = task;
    return MBR_OK;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    char text[512];
    const mbr_header accept = {"Accept", "text/plain"};
    const mbr_header *const headers[] = {&accept, NULL};
    const mbr_request request = {.struct_size = sizeof request,
                                 .method = "GET",
                                 .address = "https://api.example.org/v1",
                                 .headers = headers};
    mbr_response response = {.struct_size = sizeof response};
    if (!task->net)
        return task->job->fail(job, MBR_E_UNSUPPORTED, "no such draft", 13);
    int32_t code = task->net->fetch(job, &request, &response);
    if (code < 0)
        return code;
    int size =
        snprintf(text, sizeof text, "%d %.*s %.*s%c", (int)response.status,
                 (int)response.media_type.size, response.media_type.data, (int)response.body.size,
                 response.body.data, response.body.data[response.body.size] == '\0' ? '.' : '?');
    const mbr_arg arg = {.struct_size = sizeof arg, .name = "said", .value = {text, (size_t)size}};
    const mbr_arg *const args[] = {&arg, NULL};
    const mbr_finding finding = {.struct_size = sizeof finding, .rule = "said", .args = args};
    return task->report->finding(job, &finding);
}

static void
destroy(mbr_task *task)
{
    free(task);
}

static const mbr_rule rule = {.struct_size = sizeof rule,
                              .severity = MBR_SEVERITY_NOTE,
                              .id = "said",
                              .summary = "What was said",
                              .message = "It said {said}"};
static const mbr_rule *const rules[] = {&rule, NULL};
#define TASK(name, of_kind, needed)                                                                \
    {                                                                                              \
        .struct_size = sizeof(mbr_task_class), .kind = (of_kind), .id = (name),                    \
        .summary = "Fetches", .needs = (needed), .judges = MBR_PART_TEXT, .rules = rules,          \
        .create = create, .run = run, .destroy = destroy                                           \
    }
static const mbr_task_class declared = TASK("declared", MBR_KIND_ACTION, MBR_NEEDS_NETWORK);
static const mbr_task_class undeclared = TASK("undeclared", MBR_KIND_ACTION, 0);
static const mbr_task_class check = TASK("check", MBR_KIND_CHECK, 0);
static const mbr_task_class *const tasks[] = {&declared, &undeclared, &check, NULL};

MBR_EXPORT const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "courier",
                                      .version = "1.0.0",
                                      .license = "0BSD",
                                      .tasks = tasks};
    return &plugin;
}
