/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies when it is asked what it is. */
#include "marbre/plugin.h"

#include <signal.h>

const mbr_plugin *
marbre_plugin_1(void)
{
    raise(SIGSEGV);
    return NULL;
}
