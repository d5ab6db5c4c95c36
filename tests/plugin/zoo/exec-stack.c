/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Asks for a stack that can be executed. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    return zoo_report(task, job, (mbr_span){0, 0}, "nothing");
}

ZOO_PLUGIN("exec-stack", zoo_create, run, zoo_destroy)
