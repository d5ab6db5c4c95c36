/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/mapped.h"
#include "base/span.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What a block is; the numbers are those of MBR_ITEM_*. */
typedef enum {
    MARBRE_BLOCK_HEADING = 1,
    MARBRE_BLOCK_PARAGRAPH = 2,
    MARBRE_BLOCK_QUOTE = 3,     /**< a paragraph in a block quote, also in a list in one */
    MARBRE_BLOCK_LIST_ITEM = 4, /**< a paragraph in a list */
    MARBRE_BLOCK_LINK = 5,
    MARBRE_BLOCK_IMAGE = 6,
} MarbreBlockKind;

#define MARBRE_BLOCK_QUOTED 1u    /**< stands in a block quote, whatever its kind */
#define MARBRE_BLOCK_ORDERED 2u   /**< of a list item: the list is numbered */
#define MARBRE_BLOCK_CONTINUED 4u /**< a further paragraph of the same list item */
#define MARBRE_BLOCK_AUTOLINK 8u  /**< of a link: written as <https://…> */

/**
 * One block of Markdown, or a link or picture in one. Readable text has the markup taken out, a
 * line break inside a paragraph read as one space and entities and escapes as what they stand
 * for; text in code spans belongs to it, the alt text of pictures and HTML do not.
 */
typedef struct {
    int kind;           /**< MarbreBlockKind */
    unsigned level;     /**< of a heading 1 to 6; else how deep in quotes or lists, from 1 */
    unsigned flags;     /**< MARBRE_BLOCK_* */
    size_t holder;      /**< of a link or picture: index of the block it stands in; else its own */
    MarbreSpan span;    /**< in the file, markup included */
    MarbreMapped *text; /**< readable text; of a link its words, of a picture its alt text */
    GArray *styles;     /**< (nullable) of MarbreStyle: code, emphasis and links in the text */
    char *target;       /**< (nullable) address of a link or picture, escapes undone */
    char *title;        /**< (nullable) */
} MarbreBlock;

/** Whether the block has running text of its own: no link, no picture. */
bool marbre_block_is_text(const MarbreBlock *block);
