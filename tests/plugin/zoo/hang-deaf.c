/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sleeps for ever with every signal blocked that can be. */
#include "zoo.h"

#include <signal.h>
#include <unistd.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (volatile int go_on = 1; go_on;)
        pause();
    return MBR_OK;
}

ZOO_PLUGIN("hang-deaf", zoo_create, run, zoo_destroy)
