/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_LOANS_H
#define TRANSLATION_LOANS_H

#include <stdbool.h>
#include <stddef.h>

/** Are these words, or words around them, an English phrase that French takes as it is (`french`),
 *  or a French one that English takes? Case and apostrophes do not count. */
bool loan_is(const char *data, size_t size, bool french);

#endif
