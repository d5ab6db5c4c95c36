/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies in destroy, when its work is done. */
#include "zoo.h"

#include <signal.h>

static void
destroy(mbr_task *task)
{
    (void)task;
    raise(SIGSEGV);
}

ZOO_PLUGIN("crash-destroy", zoo_create, zoo_run, destroy)
