/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Never says what it is. */
#include "zoo.h"

static volatile int go_on = 1;

const mbr_plugin *
marbre_plugin_1(void)
{
    while (go_on)
        continue;
    return NULL;
}
