/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies in create. */
#include "zoo.h"

#include <signal.h>

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)host, (void)config, (void)out;
    raise(SIGSEGV);
    return MBR_OK;
}

ZOO_PLUGIN("crash-create", create, zoo_run, zoo_destroy)
