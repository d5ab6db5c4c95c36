/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Falls back on a value that it would not take. */
#include "zoo.h"

ZOO_RULE

static const mbr_option most = {.struct_size = sizeof most,
                                .type = MBR_OPTION_INT,
                                .key = "most",
                                .summary = "How many",
                                .fallback = "99",
                                .minimum = 1,
                                .maximum = 9};
static const mbr_option *const options[] = {&most, NULL};
static const mbr_task_class task = {.struct_size = sizeof task,
                                    .kind = MBR_KIND_CHECK,
                                    .id = "odd",
                                    .summary = "Behave oddly",
                                    .judges = MBR_PART_TEXT,
                                    .options = options,
                                    .rules = zoo_rules,
                                    .create = zoo_create,
                                    .run = zoo_run,
                                    .destroy = zoo_destroy};
static const mbr_task_class *const zoo_tasks[] = {&task, NULL};

ZOO_ENTRY("bad-option")
