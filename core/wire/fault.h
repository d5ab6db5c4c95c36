/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

/** Why no story can be read from a file. The numbers go from the reader's process to this one. */
typedef enum {
    MARBRE_FAULT_NONE,
    MARBRE_FAULT_MALFORMED,  /**< not well formed; has a place */
    MARBRE_FAULT_NOT_TEXT,   /**< bytes that no encoding explains */
    MARBRE_FAULT_DEEP,       /**< elements or lists nested deeper than any story's */
    MARBRE_FAULT_LARGE,      /**< more parts than can be held */
    MARBRE_FAULT_ENTITIES,   /**< XML that declares entities of its own; has a place */
    MARBRE_FAULT_OTHER_ROOT, /**< well formed, and something else than was said */
    MARBRE_FAULT_PACKAGE,    /**< a NewsML-G2 package: a list of items, no words */
    MARBRE_FAULT_NEWSML_1,   /**< NewsML before G2 */
    MARBRE_FAULT_NITF,       /**< NITF that stands alone */
    MARBRE_FAULT_NO_STORY,   /**< nothing in it is a story */
    MARBRE_FAULT_NO_WORDS,   /**< a story without a title and without words */
    MARBRE_FAULT_FORMAT,     /**< a format that the reader has never heard of */
    MARBRE_FAULT_COUNT,
} MarbreFaultKind;

/** A fault with its place in the file. */
typedef struct {
    MarbreFaultKind kind;
    uint64_t line;   /**< from 1; 0: it has no place */
    uint64_t column; /**< from 1; 0: unknown */
} MarbreFault;

/** Say the fault in an editor's words, as MARBRE_ERROR_USAGE. */
void marbre_fault_set_error(const MarbreFault *fault, const char *format, GError **error);
