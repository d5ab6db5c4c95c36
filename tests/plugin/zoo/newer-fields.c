/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says something in a field that this host does not know. */
#include "zoo.h"

static const struct {
    mbr_rule known;
    uint64_t unknown;
} rule = {.known = {.struct_size = sizeof rule,
                    .severity = MBR_SEVERITY_NOTE,
                    .id = "odd",
                    .summary = "Something odd",
                    .message = "Odd: {what}"},
          .unknown = 1};
static const mbr_rule *const zoo_rules[] = {&rule.known, NULL};

ZOO_TASK(zoo_create, zoo_run, zoo_destroy)
ZOO_ENTRY("newer-fields")
