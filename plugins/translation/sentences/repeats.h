/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_REPEATS_H
#define TRANSLATION_REPEATS_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** A word and the same word again, once or more, with nothing but spaces between them. */
typedef struct repeat {
    mbr_span first, second; /* the second is the last of them */
    bool small;             /* a word that no sentence has twice: one is too many, for certain */
} repeat;

/** The next one at or after `from`. What a language doubles on purpose (nous nous, très très, had
 *  had), names, figures and songs are left out. False: none is left. */
bool repeat_next(const mbr_text *text, bool french, size_t from, repeat *ret);

#endif
