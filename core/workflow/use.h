/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "workflow/definition.h"
#include "workflow/reading.h"

/** The `checks:` or `actions:` of a stage, as MarbreUse; empty for a node that is not there or
 * wrong. (transfer full) */
GPtrArray *marbre_uses_parse(const MarbreReading *reading, const MarbreYamlNode *list, bool action);
