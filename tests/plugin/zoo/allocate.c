/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes memory until there is none. */
#include "zoo.h"

#define CHUNK (16u << 20)

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    for (volatile int go_on = 1; go_on;) {
        volatile char *chunk = malloc(CHUNK);
        if (!chunk)
            continue; /* as if waiting helped */
        for (size_t i = 0; i < CHUNK; i += 4096)
            chunk[i] = 1;
    }
    return MBR_OK;
}

ZOO_PLUGIN("allocate", zoo_create, run, zoo_destroy)
