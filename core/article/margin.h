/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"
#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What stands before the text of a line: the signs of block quotes and the indentation of list
 * items. The parser does not say where it took them off, so it is worked out again here, by the
 * rules of CommonMark for tabs, lazy lines and empty items. Used by block.c alone.
 */

/** A place in one line; tabs count as columns up to the next multiple of four. */
typedef struct {
    const char *line;
    size_t size;    /**< without the line end */
    uint64_t start; /**< of the line, in the file */
    size_t offset;  /**< bytes */
    size_t column;  /**< columns, from 0 */
    bool split_tab; /**< `offset` is at a tab of which some columns are used up */
} MarbreCursor;

typedef struct MarbreMargin MarbreMargin;

/** @param first_line  of the body, from 1 @param start  where the body begins in its line */
MarbreMargin *
marbre_margin_new(const char *data, const MarbreLines *lines, uint64_t first_line, uint64_t start);
void marbre_margin_free(MarbreMargin *margin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreMargin, marbre_margin_free)

/** Go into a block quote or list item that begins in `line` (from 1, of the body). */
void marbre_margin_push_quote(MarbreMargin *margin, uint64_t line);
void marbre_margin_push_item(MarbreMargin *margin, uint64_t line, bool ordered);
void marbre_margin_pop(MarbreMargin *margin);

/** How deep the present place is in quotes and in items. */
unsigned marbre_margin_get_quotes(const MarbreMargin *margin);
unsigned marbre_margin_get_items(const MarbreMargin *margin);
/** Whether the innermost item is a numbered one. */
bool marbre_margin_is_ordered(const MarbreMargin *margin);

/**
 * Go to `line` and take the margin off.
 *
 * @return false for a lazy line, of which the margin is missing from some container on
 */
bool marbre_margin_line(const MarbreMargin *margin, uint64_t line, MarbreCursor *ret_cursor);

/** Go to the first byte that is no space or tab. @return columns passed */
size_t marbre_cursor_skip_blank(MarbreCursor *cursor);
bool marbre_cursor_is_end(const MarbreCursor *cursor);
