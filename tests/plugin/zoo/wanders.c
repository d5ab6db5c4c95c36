/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sets the locale of the process that it is a guest in. */
#include "zoo.h"

#include <locale.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)task, (void)job;
    (void)setlocale(LC_NUMERIC, "C.UTF-8");
    (void)setlocale(LC_CTYPE, "POSIX");
    return MBR_OK;
}

ZOO_PLUGIN("wanders", zoo_create, run, zoo_destroy)
