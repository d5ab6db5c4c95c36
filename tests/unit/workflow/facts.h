/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

/* Facts are pairs of key and text, closed by NULL. */
static inline const char *
give_fact(void *user, const char *key)
{
    const char *const *facts = user;

    for (size_t i = 0; facts[i] != NULL; i += 2)
        if (strcmp(facts[i], key) == 0)
            return facts[i + 1];
    return NULL;
}
