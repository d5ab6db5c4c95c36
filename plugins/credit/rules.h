/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_RULES_H
#define CREDIT_RULES_H

#include "marbre/plugin.h"

/* What the check can say; NULL-terminated. */
extern const mbr_rule *const credit_rules[];

#endif
