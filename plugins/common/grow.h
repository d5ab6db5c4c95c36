/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_GROW_H
#define COMMON_GROW_H

#include <stdbool.h>
#include <stddef.h>

/** Make room for one more than `count` items of `each` bytes. False when memory ran out; the
 *  items are then as before. */
bool grow(void *items, size_t *room, size_t count, size_t each);

#endif
