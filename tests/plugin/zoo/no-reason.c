/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Could not look, and does not say why. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)zoo_report(task, job, (mbr_span){0, 0}, "seen before it went wrong");
    return MBR_E_IO;
}

ZOO_PLUGIN("no-reason", zoo_create, run, zoo_destroy)
