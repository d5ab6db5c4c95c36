/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tries to take its parent and its whole group with it. */
#include "zoo.h"

#include <signal.h>
#include <unistd.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    if (getppid() > 1)
        (void)kill(getppid(), SIGKILL);
    (void)raise(SIGKILL);
    return MBR_OK;
}

ZOO_PLUGIN("kill-parent", zoo_create, run, zoo_destroy)
