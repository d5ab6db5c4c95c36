/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/complaint.h"
#include "yaml/tree.h"

#include "base/problem.h"

/* What YAML allows and a newsroom's files may not have. Each adds a problem where it is due. */

/** @param twin  (nullable) an earlier value of the same key */
void marbre_yaml_judge_key(const MarbreYaml *yaml,
                           GPtrArray *problems,
                           const char *key,
                           size_t size,
                           MarbreSpan span,
                           bool is_plain,
                           const MarbreYamlNode *twin);

void
marbre_yaml_judge_scalar(const MarbreYaml *yaml, GPtrArray *problems, const MarbreYamlNode *node);

typedef enum { MARBRE_YAML_ANCHOR, MARBRE_YAML_TAG, MARBRE_YAML_ALIAS } MarbreYamlSign;

/**
 * A sign of YAML's that is not allowed; most often it begins text that lacks its quotes.
 *
 * @param last  what was read before it; NULL where it cannot be text
 */
void marbre_yaml_forbid_sign(const MarbreYaml *yaml,
                             GPtrArray *problems,
                             MarbreSpan span,
                             MarbreYamlSign sign,
                             const MarbreYamlLast *last);
