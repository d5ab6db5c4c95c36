/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_RULES_H
#define TRANSLATION_RULES_H

#include "marbre/plugin.h"

/** All rules of the check, in the order of docs/rules.md; NULL-terminated. */
extern const mbr_rule *const translation_rules[];

#endif
