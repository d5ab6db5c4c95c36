/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: where a pack's objects are. */
#pragma once

#include "store/git.h"

#include <stdint.h>

/** An object of a pack. */
typedef struct {
    git_oid id;
    uint32_t crc; /* of its bytes in the pack */
    uint64_t offset;
} MarbrePacked;

/**
 * The index of a pack, in git's second form of it.
 *
 * @param objects  of MarbrePacked *; sorted by id on return
 * @param sum      of the pack, raw
 * @return (transfer full)
 */
GByteArray *marbre_pack_index(GPtrArray *objects, const uint8_t sum[GIT_OID_RAWSZ]);
