/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Exports more than it should. */
#include "zoo.h"

MBR_EXPORT int helper_of_mine(void);

int
helper_of_mine(void)
{
    return 1;
}

ZOO_PLUGIN("two-symbols", zoo_create, zoo_run, zoo_destroy)
