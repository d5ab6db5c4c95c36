/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libxml/tree.h>
#include <stdbool.h>

/** What an element of HTML, XHTML or NITF is to a reader of its words. */
typedef enum {
    MARBRE_ELEMENT_INLINE, /**< nothing of its own: its words belong to what is around it */
    MARBRE_ELEMENT_BLOCK,  /**< its words stand apart */
    MARBRE_ELEMENT_HEADING,
    MARBRE_ELEMENT_LIST,
    MARBRE_ELEMENT_ENTRY,
    MARBRE_ELEMENT_QUOTE,
    MARBRE_ELEMENT_VERBATIM,
    MARBRE_ELEMENT_ROW,
    MARBRE_ELEMENT_CELL,
    MARBRE_ELEMENT_FIGURE,
    MARBRE_ELEMENT_PICTURE,
    MARBRE_ELEMENT_BREAK,
    MARBRE_ELEMENT_LINK,
    MARBRE_ELEMENT_STRONG,
    MARBRE_ELEMENT_EMPHASIS,
    MARBRE_ELEMENT_CODE,
    MARBRE_ELEMENT_QUOTATION,
    MARBRE_ELEMENT_RAISED,
    MARBRE_ELEMENT_LOWERED,
    MARBRE_ELEMENT_STRUCK,
    MARBRE_ELEMENT_SIDE,     /**< beside the story: its words are left out and told */
    MARBRE_ELEMENT_FORM,     /**< to be filled in or clicked: left out and told */
    MARBRE_ELEMENT_EMBEDDED, /**< from elsewhere: its address is told */
    MARBRE_ELEMENT_SILENT,   /**< no words for people */
} MarbreElement;

MarbreElement marbre_element_of(const xmlNode *node);

/** Level of a heading, 1 to 6. */
unsigned marbre_element_level(const xmlNode *node);

/** Whether a page says that the element is not to be seen. */
bool marbre_element_is_hidden(const xmlNode *node);

/** Whether an attribute that lists words has this one. */
bool marbre_element_has_word(const xmlNode *node, const char *attribute, const char *word);
