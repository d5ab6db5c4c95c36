/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: one object of a pack, as it lies there. */
#pragma once

#include "store/pack-file.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What inflates, one object after the other. */
typedef struct MarbreInflater MarbreInflater;

/** @return NULL without memory for it */
MarbreInflater *marbre_inflater_new(void);
void marbre_inflater_free(MarbreInflater *inflater);

/** An object's place, and what its head says. */
typedef struct {
    const MarbrePackFile *file;
    uint64_t offset;
    int type;      /**< GIT_OBJECT_*, or that of a delta */
    size_t size;   /**< inflated */
    uint64_t base; /**< of a delta, its offset */
    size_t head;   /**< bytes before the stream */
    size_t there;  /**< of both that the inflater has at hand */
} MarbrePacked;

/**
 * Look at the object that begins there. What was found before is forgotten.
 *
 * @param wanted  about so many bytes of it will be
 * @return false where none does, or of a form unknown here
 */
bool marbre_packed_find(MarbreInflater *inflater,
                        const MarbrePackFile *file,
                        uint64_t offset,
                        size_t wanted,
                        MarbrePacked *ret_object);

/** Whether it is told by what differs from its base. */
bool marbre_packed_is_delta(const MarbrePacked *object);

/** What was found last, or of a delta its instructions; a NUL stands behind. (transfer full) NULL
 *  where it is damaged, or without memory for it */
GBytes *marbre_packed_read(MarbreInflater *inflater, MarbrePacked *object);

/** The first bytes of the same; all of them where it has no more. (transfer full) NULL also where
 *  it is deflated to much less than is usual */
GBytes *marbre_packed_read_first(MarbreInflater *inflater, MarbrePacked *object, size_t first);
