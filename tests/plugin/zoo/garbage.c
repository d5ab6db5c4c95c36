/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes nonsense to whatever it has inherited. */
#include "zoo.h"

#include <unistd.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    char nonsense[4096];
    memset(nonsense, 0xA5, sizeof nonsense);
    for (int fd = 3; fd < 64; fd++) {
        if (write(fd, nonsense, sizeof nonsense) < 0)
            continue; /* not every descriptor can be written to */
    }
    return MBR_OK;
}

ZOO_PLUGIN("garbage", zoo_create, run, zoo_destroy)
