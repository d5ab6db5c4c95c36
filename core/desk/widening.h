/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: from the words that differ to words that can be quoted. */
#pragma once

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

/** One text of two; its paragraphs stand on lines of their own. Nothing is owned. */
typedef struct {
    const char *text;
    size_t size;
    const char *lang;
} MarbreVersed;

/** Words of the one that became words of the other. */
typedef struct {
    MarbreSpan old;
    MarbreSpan new;
} MarbreRange;

/**
 * Take in what belongs to the words of a change: the rest of a number and what it counts, the rest
 * of a name, a word or two around what only came or went, a whole quotation where it is short.
 */
void marbre_range_widen(const MarbreVersed *old, const MarbreVersed *new, MarbreRange *range);

/** Whether two ranges, the first before the second, are better told as one. */
bool marbre_range_joins(const MarbreVersed *old,
                        const MarbreVersed *new,
                        const MarbreRange *one,
                        const MarbreRange *next);

/** A range that takes most of a sentence becomes all of it. */
void marbre_range_fill(const MarbreVersed *old, const MarbreVersed *new, MarbreRange *range);
