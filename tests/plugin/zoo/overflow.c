/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Recurses until the stack is full. */
#include "zoo.h"

static volatile int bottom = 0;

static int
deeper(const volatile char *above)
{
    volatile char here[4096];
    here[0] = above[0];
    if (bottom)
        return here[0];
    return deeper(here) + here[0];
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    return deeper("") < 0 ? MBR_E_FAILED : MBR_OK;
}

ZOO_PLUGIN("overflow", zoo_create, run, zoo_destroy)
