/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Has ten million things to say. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    for (int i = 0; i < 10000000; i++)
        (void)zoo_report(task, job, (mbr_span){0, 0}, "and another thing");
    return MBR_OK;
}

ZOO_PLUGIN("flood", zoo_create, run, zoo_destroy)
