/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_PAIRING_H
#define TRANSLATION_PAIRING_H

#include <stddef.h>

/** Pieces of the source and those of the text that answer them; one side may be empty, and then
 *  names the piece before which the others would stand. */
typedef struct pairing {
    size_t source, source_count;
    size_t text, text_count;
} pairing;

#endif
