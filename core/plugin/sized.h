/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** No struct of the interface will ever be longer; a larger size is a wild one. */
#define MARBRE_SIZED_MAX 4096u

typedef enum {
    MARBRE_SIZED_OK = 0,
    MARBRE_SIZED_SHORT, /**< its size is not set, or shorter than in the first release */
    MARBRE_SIZED_NEWER, /**< it says something in fields that this host does not know */
} MarbreSized;

/**
 * Copy a struct that a plugin made and that begins with its size. What it lacks of ours is zero,
 * and what it has beyond ours must be.
 *
 * @param ret    (out) a struct of this host's size
 * @param size   of it
 * @param first  its size in the first release: MARBRE_FIRST_*
 */
MarbreSized marbre_sized_read(void *ret, uint32_t size, uint32_t first, const void *from);

/**
 * Fill a struct of the caller's, no further than the size it set, and lower that to what was
 * written.
 *
 * @return false where the caller set no size
 */
bool marbre_sized_fill(void *to, const void *from, uint32_t size);
