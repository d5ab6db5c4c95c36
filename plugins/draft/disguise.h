/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_DISGUISE_H
#define DRAFT_DISGUISE_H

#include "marbre/plugin.h"

#include <stdint.h>

/** The Latin letter that the character `c` at `at` passes for, in a word that is otherwise written
 *  with Latin letters; 0: it passes for none, or the word is another alphabet's. */
char disguise_of(const mbr_text *text, size_t at, uint32_t c);

#endif
