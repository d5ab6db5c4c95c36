/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"

/** A text as the words of claims are looked for in it. */
typedef struct MarbreAnchoring MarbreAnchoring;

/** @param copy  (transfer none) must live as long */
MarbreAnchoring *marbre_anchoring_new(const MarbreCopy *copy);
void marbre_anchoring_free(MarbreAnchoring *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreAnchoring, marbre_anchoring_free)

/**
 * In how many places of the text words stand: whole words of one block, whatever the case, the
 * apostrophes, the spaces and line ends, the composition of accents and what is invisible;
 * emphasis that was copied along with them counts for nothing. Headings are asked only where no
 * other block has them, for they repeat what the text says.
 *
 * @param ret_place  (nullable) bytes of the file of the first one
 * @return 0, 1, or 2 for several
 */
unsigned
marbre_anchoring_find(const MarbreAnchoring *text, const char *words, MarbreSpan *ret_place);

/** The readable sentence around a place of the file, or the sentences where it goes on into
 * others; NULL where it begins in no block. (transfer full) */
char *marbre_anchoring_sentence(const MarbreAnchoring *text, MarbreSpan place);

/** The sentence that has most of these words; NULL where none has half of them. (transfer full) */
char *marbre_anchoring_nearest(const MarbreAnchoring *text, const char *words);
