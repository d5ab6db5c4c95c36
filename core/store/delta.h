/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: an object told by what differs from another one. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes that an object takes which a delta makes. @return false for what is no delta */
bool marbre_delta_size(const uint8_t *delta, size_t delta_size, uint64_t *ret_size);

/**
 * The object that a delta makes of a base: git's gitformat-pack(5).
 *
 * @param out  takes what marbre_delta_size() says
 * @return false where the delta is damaged, or of another base
 */
bool marbre_delta_apply(
    const uint8_t *base, size_t base_size, const uint8_t *delta, size_t delta_size, uint8_t *out);

/**
 * The first bytes of what a delta makes, as far as the first bytes of both tell them.
 *
 * @param out  takes `most` bytes
 * @return how many there are; 0 also for what is no delta
 */
size_t marbre_delta_apply_first(const uint8_t *base,
                                size_t base_size,
                                const uint8_t *delta,
                                size_t delta_size,
                                uint8_t *out,
                                size_t most);
