/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_GROW_H
#define COMMON_GROW_H

#include <stdbool.h>
#include <stddef.h>

/** Make room for more than `room` items of `each` bytes. False when memory ran out; the items are
 *  then as before. */
bool grow_more(void *items, size_t *room, size_t each);

/** Make room for one more than `count` items, where there is none. */
static inline bool
grow(void *items, size_t *room, size_t count, size_t each)
{
    return count < *room || grow_more(items, room, each);
}

#endif
