/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/block.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** Most blocks of a text that are compared; those behind them are paired in turn. */
#define MARBRE_ALIGNMENT_BLOCKS 20000

/**
 * Blocks of one text, first, first + 1, …, and those of another that answer them. Only blocks
 * with running text of their own are counted: no links, no pictures. One side may be empty; it
 * then names the block before which the others would stand.
 */
typedef struct {
    size_t from, from_count;
    size_t to, to_count;
} MarbrePair;

/**
 * Which blocks of a text answer those of another: one to one, one to two, two to one, a list and
 * the paragraph that it was folded into, or alone. Found by their lengths, as the article itself
 * has them, and by what stays the same in another language (figures, names, addresses, words that
 * look alike, quotation marks, headings, pictures), never by position. The same input gives the
 * same pairs. A text of n blocks takes time and memory in proportion to n where the two have
 * names or figures of their own in common, and at most to n times the width of a band that keeps
 * the whole under half a million comparisons; outside of that band nothing is paired.
 *
 * @param from           of MarbreBlock, as marbre_copy_get_blocks() gives them
 * @param same_language  two states of one text: what is equal is paired first
 * @return (transfer full) of MarbrePair, in order; every block is in one of them
 */
GArray *marbre_align(const GPtrArray *from, const GPtrArray *to, bool same_language);
