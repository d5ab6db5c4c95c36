/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies in run, after a finding. */
#include "zoo.h"

#include <signal.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)zoo_report(task, job, (mbr_span){0, 0}, "last words");
    raise(SIGSEGV);
    return MBR_OK;
}

ZOO_PLUGIN("crash-run", zoo_create, run, zoo_destroy)
