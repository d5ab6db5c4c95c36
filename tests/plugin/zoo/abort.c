/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives up by abort(). */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    abort();
}

ZOO_PLUGIN("abort", zoo_create, run, zoo_destroy)
