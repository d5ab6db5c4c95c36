/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_NEAREST_H
#define FACTCHECK_NEAREST_H

#include "run.h"

#define NEAREST_ROOM 256

/* The sentence of the text that has the most words of `words`, cut to the room, in `ret_sentence`;
   "" where none has half of them. */
int32_t nearest_find(struct run *run, const mbr_text *words, char *ret_sentence);

#endif
