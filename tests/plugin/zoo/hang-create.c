/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Never comes back from create. */
#include "zoo.h"

#include <unistd.h>

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    (void)host, (void)config, (void)out;
    for (volatile int go_on = 1; go_on;)
        pause();
    return MBR_OK;
}

ZOO_PLUGIN("hang-create", create, zoo_run, zoo_destroy)
