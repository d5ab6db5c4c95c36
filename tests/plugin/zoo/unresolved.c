/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls a function that nobody has. */
#include "zoo.h"

extern int32_t marbre_zoo_nobody_has_this(mbr_task *task);

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)job;
    return marbre_zoo_nobody_has_this(task);
}

ZOO_PLUGIN("unresolved", zoo_create, run, zoo_destroy)
