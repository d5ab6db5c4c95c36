/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_ANCHOR_H
#define FACTCHECK_ANCHOR_H

#include "run.h"

/* Finds a claim's words in the text: as they stand, else in any spelling of apostrophes, spaces,
   case and accents, without the emphasis that came along. */
int32_t anchor_find(struct run *run, struct claim *claim);

/* Reads the paragraph of an anchored claim: the words of the sentence that holds its own, or of the
   sentences. */
int32_t
anchor_sentence(struct run *run, const struct claim *claim, size_t *ret_first, size_t *ret_end);

/* Where words [first, end) of the paragraph that was read last stand in the file. */
int32_t anchor_place(struct run *run, size_t first, size_t end, mbr_span *ret_place);

#endif
