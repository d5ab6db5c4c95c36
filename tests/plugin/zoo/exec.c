/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns into another program. */
#include "zoo.h"

#include <unistd.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    char *const words[] = {(char *)"true", NULL};
    char *const none[] = {NULL};
    (void)execve("/bin/true", words, none);
    return MBR_OK;
}

ZOO_PLUGIN("exec", zoo_create, run, zoo_destroy)
