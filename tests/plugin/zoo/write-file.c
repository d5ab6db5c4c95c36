/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes a file of its own. */
#include "zoo.h"

#include <stdio.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    FILE *file = fopen("/tmp/marbre-zoo-notes", "w");
    if (file)
        (void)fclose(file);
    return MBR_OK;
}

ZOO_PLUGIN("write-file", zoo_create, run, zoo_destroy)
