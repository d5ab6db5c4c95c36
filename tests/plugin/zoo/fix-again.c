/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Mends what is then as bad as before. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    const mbr_arg what = {.struct_size = sizeof what, .name = "what", .value = {"it", 2}};
    const mbr_arg *const args[] = {&what, NULL};
    const mbr_edit edit = {.struct_size = sizeof edit, .span = {0, 0}, .text = {"x", 1}};
    const mbr_edit *const edits[] = {&edit, NULL};
    const mbr_finding finding = {
        .struct_size = sizeof finding, .rule = "odd", .args = args, .edits = edits};
    return report ? report->finding(job, &finding) : MBR_E_UNSUPPORTED;
}

ZOO_PLUGIN("fix-again", zoo_create, run, zoo_destroy)
