/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Believes that there is always memory. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)job, (void)task;
    volatile char *room = malloc(100);
    room[0] = 1;
    free((void *)room);
    return MBR_OK;
}

ZOO_PLUGIN("careless", zoo_create, run, zoo_destroy)
