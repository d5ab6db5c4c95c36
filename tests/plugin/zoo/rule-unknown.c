/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reports a rule that it never declared. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    const mbr_finding finding = {.struct_size = sizeof finding, .rule = "odder"};
    (void)report->finding(job, &finding);
    return MBR_OK;
}

ZOO_PLUGIN("rule-unknown", zoo_create, run, zoo_destroy)
