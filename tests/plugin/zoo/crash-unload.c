/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies when the process ends, in a destructor of the library. */
#include "zoo.h"

#include <signal.h>

__attribute__((destructor)) static void
leave(void)
{
    raise(SIGSEGV);
}

ZOO_PLUGIN("crash-unload", zoo_create, zoo_run, zoo_destroy)
