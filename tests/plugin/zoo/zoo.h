/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the plugins of the zoo have in common: one check called "odd" with the rule "odd". */

#include "marbre/plugin.h"

#include <stdlib.h>
#include <string.h>

/* The task is the host itself, so that `run` can ask it for services. */
static inline int32_t
zoo_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)config;
    *out = (mbr_task *)host;
    return MBR_OK;
}

static inline int32_t
zoo_run(mbr_task *task, mbr_job *job)
{
    (void)task;
    (void)job;
    return MBR_OK;
}

static inline void
zoo_destroy(mbr_task *task)
{
    (void)task;
}

/* Reports `odd` at a range of the published text, with one argument. */
static inline int32_t
zoo_report(mbr_task *task, mbr_job *job, mbr_span span, const char *what)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    const mbr_arg arg = {.struct_size = sizeof arg, .name = "what", .value = {what, strlen(what)}};
    const mbr_arg *const args[] = {&arg, NULL};
    const mbr_finding finding = {
        .struct_size = sizeof finding, .rule = "odd", .span = span, .args = args};
    return report ? report->finding(job, &finding) : MBR_E_UNSUPPORTED;
}

#define ZOO_RULE                                                                                   \
    static const mbr_rule zoo_rule = {.struct_size = sizeof zoo_rule,                              \
                                      .severity = MBR_SEVERITY_WARNING,                            \
                                      .id = "odd",                                                 \
                                      .summary = "Something odd",                                  \
                                      .message = "Odd: {what}"};                                   \
    static const mbr_rule *const zoo_rules[] = {&zoo_rule, NULL};

#define ZOO_TASK(CREATE, RUN, DESTROY)                                                             \
    static const mbr_task_class zoo_task = {.struct_size = sizeof zoo_task,                        \
                                            .kind = MBR_KIND_CHECK,                                \
                                            .id = "odd",                                           \
                                            .summary = "Behave oddly",                             \
                                            .judges = MBR_PART_TEXT,                               \
                                            .rules = zoo_rules,                                    \
                                            .create = (CREATE),                                    \
                                            .run = (RUN),                                          \
                                            .destroy = (DESTROY)};                                 \
    static const mbr_task_class *const zoo_tasks[] = {&zoo_task, NULL};

#define ZOO_ENTRY(ID)                                                                              \
    const mbr_plugin *marbre_plugin_1(void)                                                        \
    {                                                                                              \
        static const mbr_plugin plugin = {.struct_size = sizeof plugin,                            \
                                          .id = (ID),                                              \
                                          .version = "1.0.0",                                      \
                                          .license = "LGPL-2.1-or-later",                          \
                                          .tasks = zoo_tasks};                                     \
        return &plugin;                                                                            \
    }

/* A whole plugin but for what it does wrong. */
#define ZOO_PLUGIN(ID, CREATE, RUN, DESTROY)                                                       \
    ZOO_RULE                                                                                       \
    ZOO_TASK(CREATE, RUN, DESTROY)                                                                 \
    ZOO_ENTRY(ID)
