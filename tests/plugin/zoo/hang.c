/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Never comes back from run. */
#include "zoo.h"

static volatile int go_on = 1;

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    while (go_on)
        continue;
    return MBR_OK;
}

ZOO_PLUGIN("hang", zoo_create, run, zoo_destroy)
