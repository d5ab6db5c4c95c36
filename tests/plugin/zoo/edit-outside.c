/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An action that changes a file of another article. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_change_api *change = host->query(host, MBR_CHANGE_API);
    if (!change)
        return MBR_E_UNSUPPORTED;
    (void)change->write(job, "../other/index.fr.md", "mine", 4);
    return MBR_OK;
}

static const mbr_task_class task = {.struct_size = sizeof task,
                                    .kind = MBR_KIND_ACTION,
                                    .id = "odd",
                                    .summary = "Write where others write",
                                    .judges = MBR_PART_TEXT,
                                    .create = zoo_create,
                                    .run = run,
                                    .destroy = zoo_destroy};
static const mbr_task_class *const zoo_tasks[] = {&task, NULL};

ZOO_ENTRY("edit-outside")
