/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Proposes a fix whose edits tread on each other. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    const mbr_edit one = {.struct_size = sizeof one, .span = {0, 3}, .text = {"a", 1}};
    const mbr_edit two = {.struct_size = sizeof two, .span = {2, 3}, .text = {"b", 1}};
    const mbr_edit *const edits[] = {&one, &two, NULL};
    const mbr_finding finding = {
        .struct_size = sizeof finding, .rule = "odd", .span = {0, 3}, .edits = edits};
    (void)report->finding(job, &finding);
    return MBR_OK;
}

ZOO_PLUGIN("edits-overlap", zoo_create, run, zoo_destroy)
