/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A check that judges nothing. */
#include "zoo.h"

ZOO_RULE

static const mbr_task_class task = {.struct_size = sizeof task,
                                    .kind = MBR_KIND_CHECK,
                                    .id = "odd",
                                    .summary = "Behave oddly",
                                    .rules = zoo_rules,
                                    .create = zoo_create,
                                    .run = zoo_run,
                                    .destroy = zoo_destroy};
static const mbr_task_class *const zoo_tasks[] = {&task, NULL};

ZOO_ENTRY("blind")
