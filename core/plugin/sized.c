/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/sized.h"

#include <string.h>

/* struct_size and the field behind it: what every fillable struct has had from the first. */
#define SMALLEST 8u

MarbreSized
marbre_sized_read(void *ret, uint32_t size, uint32_t first, const void *from)
{
    uint32_t theirs;
    memcpy(&theirs, from, sizeof theirs);
    if (theirs < first)
        return MARBRE_SIZED_SHORT;
    if (theirs > MARBRE_SIZED_MAX)
        return MARBRE_SIZED_NEWER;
    const uint8_t *bytes = from;
    for (uint32_t i = size; i < theirs; i++) {
        if (bytes[i] != 0)
            return MARBRE_SIZED_NEWER;
    }
    memset(ret, 0, size);
    memcpy(ret, from, MIN(size, theirs));
    return MARBRE_SIZED_OK;
}

bool
marbre_sized_fill(void *to, const void *from, uint32_t size)
{
    uint32_t theirs;
    memcpy(&theirs, to, sizeof theirs);
    if (theirs < SMALLEST)
        return false;
    uint32_t written = MIN(theirs, size);
    memcpy(to, from, written);
    memcpy(to, &written, sizeof written);
    return true;
}
