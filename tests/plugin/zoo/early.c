/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Is at work before anybody has asked. */
#include "zoo.h"

#include <fcntl.h>
#include <unistd.h>

__attribute__((constructor)) static void
begin(void)
{
    int fd = open("/tmp/marbre-zoo-early", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0)
        (void)close(fd);
}

ZOO_PLUGIN("early", zoo_create, zoo_run, zoo_destroy)
