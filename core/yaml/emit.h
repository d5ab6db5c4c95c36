/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

/** Whether a GVariant is of the types that marbre_yaml_append() takes. */
bool marbre_yaml_is_writable(GVariant *value);

/** How texts are written. */
typedef enum {
    MARBRE_YAML_QUOTE_ALL,    /**< always in quotes */
    MARBRE_YAML_QUOTE_NEEDED, /**< ids, dates and single words without */
} MarbreYamlQuoting;

/** `key: value` lines, or `- value` lines where `key` is NULL, indented by `column`. */
void marbre_yaml_emit_block(GString *text,
                            const char *key,
                            GVariant *value,
                            MarbreYamlQuoting quoting,
                            size_t column,
                            const char *line_end);

/** The value in brackets, on the line. */
void marbre_yaml_emit_flow(GString *text, GVariant *value, MarbreYamlQuoting quoting);

/** Whether a node holds what was written. */
bool marbre_yaml_matches(const MarbreYamlNode *node, GVariant *value);
