/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Points behind the end of the text. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)zoo_report(task, job, (mbr_span){UINT64_C(1) << 40, (UINT64_C(1) << 40) + 1}, "far out");
    return MBR_OK;
}

ZOO_PLUGIN("span-beyond", zoo_create, run, zoo_destroy)
