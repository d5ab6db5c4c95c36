/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/** What precedes each body, which is filled up to a multiple of eight bytes. */
typedef struct {
    uint32_t size; /**< of the body, in bytes */
    uint16_t kind; /**< MarbreFrameKind */
    uint16_t flags;
    uint32_t job; /**< of an answer */
    uint32_t use;
} MarbreFrameHead;

static inline size_t
marbre_frame_room(uint32_t size)
{
    return ((size_t)size + 7) & ~(size_t)7;
}

/** A descriptor goes with the first byte of this message. */
#define MARBRE_FRAME_WITH_FD 1u
/** That descriptor is the body, which does not follow. */
#define MARBRE_FRAME_IN_MEMORY 2u
