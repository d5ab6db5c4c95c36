/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fills the hole of a message with bytes that are no text. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)zoo_report(task, job, (mbr_span){0, 0}, "\xC3\x28\xFF");
    return MBR_OK;
}

ZOO_PLUGIN("args-invalid", zoo_create, run, zoo_destroy)
