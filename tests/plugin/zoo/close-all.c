/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Closes every descriptor there is. */
#include "zoo.h"

#include <unistd.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    for (int fd = 0; fd < 1024; fd++)
        (void)close(fd);
    return MBR_OK;
}

ZOO_PLUGIN("close-all", zoo_create, run, zoo_destroy)
