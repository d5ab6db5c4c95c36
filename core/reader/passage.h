/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"
#include "wire/story.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

/** How a tree's words become blocks of a story. */
typedef struct {
    MarbreStory *story;
    const char *base;     /**< (nullable) address that relative links start from */
    const char *lang;     /**< whose quotation marks a `q` takes */
    uint64_t line_before; /**< lines of the file above the tree's first */
    bool unnumbered;      /**< the tree's lines are none of the file's */
    bool loose; /**< empty lines part paragraphs and line ends end lines, as in WordPress */
    const xmlNode *except; /**< (nullable) what has been read already */
    const xmlNode *title;  /**< (nullable) the heading that is the story's title */
    const char *reason;    /**< (nullable) all words are left out, for this reason */
} MarbrePassage;

/**
 * Add the blocks of all that is below `top` to the story: paragraphs, headings from the second
 * level, entries of lists, quotations, code, pictures. What is beside the story (navigation,
 * asides, forms) is told in its `dropped`.
 *
 * @return false with `ret_fault` where there is more than a story may hold
 */
bool marbre_passage_read(const MarbrePassage *passage, const xmlNode *top, MarbreFault *ret_fault);
