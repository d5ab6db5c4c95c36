/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frees nothing of what it has made. */
#include "zoo.h"

struct mbr_task {
    char room[256];
};

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)host, (void)config;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    *out = task;
    return MBR_OK;
}

ZOO_PLUGIN("grows", create, zoo_run, zoo_destroy)
