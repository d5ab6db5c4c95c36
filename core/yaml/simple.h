/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/tree.h"

/**
 * Read the YAML that most files are: keys, lists by dashes, and values of one line, bare, quoted
 * without escapes, or in brackets. What libyaml would make of such a text is what this makes of it.
 *
 * @return whether `text` was of that kind and nothing is wrong with it; if not, nothing is told of
 *     it and what grew in `yaml` is to be thrown away
 */
bool marbre_yaml_build_simple(MarbreYaml *yaml, const char *text, size_t size);
