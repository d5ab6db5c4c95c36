/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/tree.h"

#include "base/problem.h"

/**
 * Look for bytes that may not stand in YAML, whatever they are part of: what is no UTF-8,
 * control characters, the line ends that only YAML knows, invisible ones that reorder text.
 *
 * @param text      a copy of the document's part, in which they are painted over
 * @param problems  gets one for each, up to a limit
 * @return false where the rest cannot be read at all
 */
bool marbre_yaml_guard(const MarbreYaml *yaml, char *text, size_t size, GPtrArray *problems);
