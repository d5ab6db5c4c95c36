/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

/**
 * Read a scalar's bytes again, the way the parser does, and note where each piece of its text
 * came from.
 *
 * @return (transfer full, nullable) NULL where the text differs from the parser's, which would
 *         be a bug of ours
 */
MarbreMapped *marbre_yaml_decode(const MarbreYaml *yaml, const MarbreYamlNode *node);
