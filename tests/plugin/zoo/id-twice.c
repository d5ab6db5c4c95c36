/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives one name to two rules. */
#include "zoo.h"

static const mbr_rule one = {.struct_size = sizeof one,
                             .severity = MBR_SEVERITY_NOTE,
                             .id = "odd",
                             .summary = "One thing",
                             .message = "One: {what}"};
static const mbr_rule two = {.struct_size = sizeof two,
                             .severity = MBR_SEVERITY_ERROR,
                             .id = "odd",
                             .summary = "Another thing",
                             .message = "Another: {what}"};
static const mbr_rule *const zoo_rules[] = {&one, &two, NULL};

ZOO_TASK(zoo_create, zoo_run, zoo_destroy)
ZOO_ENTRY("id-twice")
