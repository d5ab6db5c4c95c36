/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Stops its own process, which is neither dead nor alive then. */
#include "zoo.h"

#include <signal.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    raise(SIGSTOP);
    return MBR_OK;
}

ZOO_PLUGIN("stop-self", zoo_create, run, zoo_destroy)
