/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Never comes to its end. */
#include "zoo.h"

static volatile int go_on = 1;

static void
destroy(mbr_task *task)
{
    (void)task;
    while (go_on)
        continue;
}

ZOO_PLUGIN("hang-destroy", zoo_create, zoo_run, destroy)
