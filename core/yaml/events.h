/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/builder.h"

/** How building the tree of a document ended. */
typedef enum {
    MARBRE_YAML_BUILT,  /**< to the end; there may be problems all the same */
    MARBRE_YAML_BROKEN, /**< the parser gave up */
    MARBRE_YAML_OVER,   /**< a limit was reached, or no more problems are wanted */
} MarbreYamlOutcome;

/**
 * Read `text`, the document's part with some bytes painted over perhaps, into `yaml`.
 *
 * @param problems   what the strict kind of YAML forbids
 * @param ret_fault  set with MARBRE_YAML_BROKEN; its words are the parser's constants
 * @param ret_last   set with MARBRE_YAML_BROKEN
 */
MarbreYamlOutcome marbre_yaml_build(MarbreYaml *yaml,
                                    const char *text,
                                    size_t size,
                                    GPtrArray *problems,
                                    MarbreYamlFault *ret_fault,
                                    MarbreYamlLast *ret_last);
