/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes more of itself, and those make more. */
#include "zoo.h"

#include <unistd.h>

/* Enough to prove the point; where it is not held, the machine need not go down with it. */
#define GENERATIONS 6

static int32_t
run(mbr_task *task, mbr_job *job)
{
    for (int i = 0; i < GENERATIONS; i++) {
        pid_t child = fork();
        if (child > 0)
            (void)zoo_report(task, job, (mbr_span){0, 0}, "a child");
    }
    return MBR_OK;
}

ZOO_PLUGIN("fork-bomb", zoo_create, run, zoo_destroy)
