/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Describes itself in bytes that are no text. */
#include "zoo.h"

static const mbr_rule rule = {.struct_size = sizeof rule,
                              .severity = MBR_SEVERITY_WARNING,
                              .id = "odd",
                              .summary = "Something \xff\xfe odd",
                              .message = "Odd: {what}"};
static const mbr_rule *const zoo_rules[] = {&rule, NULL};

ZOO_TASK(zoo_create, zoo_run, zoo_destroy)
ZOO_ENTRY("bad-text")
