/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_FOLD_H
#define DRAFT_FOLD_H

#include <stddef.h>

/** Small letters without accents, straight apostrophes, single spaces, nothing at either end that
 *  is no letter or digit but © ? and brackets. Returns the bytes written, at most `room`; more
 *  does not fit and gives 0. */
size_t fold_line(const char *data, size_t size, char *out, size_t room);

#endif
