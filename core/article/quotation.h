/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * The quotation around a place of a copy's text. Known are « », “ ”, „ “, pairs of straight quotes
 * and block quotes. A quotation that its paragraph leaves open goes on in the next one where that
 * begins with an opening sign again; otherwise it ends with its paragraph. The outermost pair
 * counts, its signs included.
 *
 * @param block     index in marbre_copy_get_blocks()
 * @param at        byte of that block's readable text
 * @param ret_span  (nullable) the part of the quotation in this block's text
 */
bool marbre_quotation_at(const MarbreCopy *copy, size_t block, uint64_t at, MarbreSpan *ret_span);

/** The same for a text that stands alone. */
bool marbre_quotation_in_text(const char *text, size_t size, uint64_t at, MarbreSpan *ret_span);

/** Where quotations stand in each of a copy's blocks: a GArray of MarbreSpan for each. Used by
 * copy.c, which keeps them. (transfer full) */
GPtrArray *marbre_quotations_find(const GPtrArray *blocks);
/** What copy.c keeps. (transfer none) */
const GPtrArray *marbre_copy_get_quotations(const MarbreCopy *copy);
