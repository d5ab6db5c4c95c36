/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_ATTRIBUTION_H
#define TRANSLATION_ATTRIBUTION_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** The words that tell who said something, and those that tell it again. */
typedef struct attributed_twice {
    mbr_span first, second;
} attributed_twice;

/** The next quotation at or after `from` whose speaker is told twice: behind it, or before and
 *  behind it. Two quotations, a clause that goes on (ajoutant que), and words that one passes on
 *  from another (cité par) are no such thing. `ret_next`: where to look on. False: none is left. */
bool attribution_next(
    const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_next);

/** The same for « selon X, …, a dit X », with a quotation or without. */
bool attribution_by_source_next(
    const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_next);

#endif
