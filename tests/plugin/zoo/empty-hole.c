/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Leaves a hole in its message. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    const mbr_finding finding = {.struct_size = sizeof finding, .rule = "odd"};
    return report ? report->finding(job, &finding) : MBR_E_UNSUPPORTED;
}

ZOO_PLUGIN("empty-hole", zoo_create, run, zoo_destroy)
