/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"

#include <stdlib.h>
#include <string.h>

bool
grow_more(void *items, size_t *room, size_t each)
{
    size_t wanted = *room ? 2 * *room : 16;
    void *old, *grown;
    memcpy(&old, items, sizeof old);
    grown = reallocarray(old, wanted, each);
    if (!grown)
        return false;
    memcpy(items, &grown, sizeof grown);
    *room = wanted;
    return true;
}
