/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fills the hole of a message with what a terminal would obey. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    return zoo_report(task, job, (mbr_span){0, 0},
                      "\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>\xE2\x80\xAE");
}

ZOO_PLUGIN("escape-codes", zoo_create, run, zoo_destroy)
