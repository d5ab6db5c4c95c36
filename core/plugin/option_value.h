/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/descriptor.h"
#include "yaml/document.h"

#include <glib.h>

/* One option's value, as MARBRE_OPTIONS_TYPE holds it. */

/**
 * The value that a node gives an option.
 *
 * @return (transfer full, sunk) or NULL with at least one problem more
 */
GVariant *marbre_option_value_of_node(const MarbreOptionInfo *option,
                                      const MarbreYaml *doc,
                                      const MarbreYamlNode *node,
                                      GPtrArray *problems);

/** The same for YAML text, such as a fallback. (transfer full, sunk) or MARBRE_ERROR_INVALID */
GVariant *
marbre_option_value_of_text(const MarbreOptionInfo *option, const char *text, GError **error);

/** Type of the option's value: "b", "x", "d", "s", or an array of it. */
const GVariantType *marbre_option_value_type(const MarbreOptionInfo *option);

/** Whether a value that came from another process is one for the option. */
bool marbre_option_value_check(const MarbreOptionInfo *option, GVariant *value);
