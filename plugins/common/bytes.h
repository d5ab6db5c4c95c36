/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_BYTES_H
#define COMMON_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Looking for the few bytes of a text that a rule asks about: most bytes are small letters, and are
 * passed over four at a time. */

/** The first byte at or after `at` for which `set`, a table of 256, holds true; `size`: none. */
static inline size_t
bytes_find(const bool *set, const char *data, size_t size, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)data;
    while (size - at >= 4 &&
           !(set[bytes[at]] | set[bytes[at + 1]] | set[bytes[at + 2]] | set[bytes[at + 3]]))
        at += 4;
    while (at < size && !set[bytes[at]])
        at++;
    return at;
}

#endif
