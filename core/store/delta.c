/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/delta.h"

#include <string.h>

/* What a copy is of that names no size. */
#define WHOLE_COPY 0x10000u

typedef struct {
    const uint8_t *at, *end;
} Reading;

/* Seven bits a byte, the lowest first. */
static bool
take_number(Reading *from, uint64_t *ret_number)
{
    *ret_number = 0;
    for (unsigned shift = 0; from->at < from->end && shift < 63; shift += 7) {
        uint8_t byte = *from->at++;
        *ret_number |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return true;
    }
    return false;
}

static bool
take_sizes(Reading *from, uint64_t *ret_base, uint64_t *ret_made)
{
    return take_number(from, ret_base) && take_number(from, ret_made);
}

bool
marbre_delta_size(const uint8_t *delta, size_t delta_size, uint64_t *ret_size)
{
    Reading from = {delta, delta + delta_size};
    uint64_t base = 0;

    return take_sizes(&from, &base, ret_size);
}

/* The bytes that the low bits of an instruction say are there, of a number's lowest to highest. */
static bool
take_bytes(Reading *from, unsigned bits, unsigned most, uint32_t *ret_number)
{
    *ret_number = 0;
    for (unsigned i = 0; i < most; i++) {
        if ((bits >> i & 1) == 0)
            continue;
        if (from->at == from->end)
            return false;
        *ret_number |= (uint32_t)*from->at++ << 8 * i;
    }
    return true;
}

static bool
take_copy(Reading *from, uint8_t what, uint32_t *ret_offset, uint32_t *ret_size)
{
    if (!take_bytes(from, what, 4, ret_offset) || !take_bytes(from, what >> 4 & 7, 3, ret_size))
        return false;
    if (*ret_size == 0)
        *ret_size = WHOLE_COPY;
    return true;
}

/* The bytes of one instruction: of the base, or of the delta itself. */
static bool
take_step(Reading *from,
          const uint8_t *base,
          size_t base_size,
          const uint8_t **ret_start,
          size_t *ret_size)
{
    uint8_t what = *from->at++;
    uint32_t offset = 0, size = what;

    *ret_start = from->at;
    if ((what & 0x80) != 0) {
        if (!take_copy(from, what, &offset, &size) || offset > base_size ||
            size > base_size - offset)
            return false;
        *ret_start = base + offset;
    } else if (size == 0 || size > (size_t)(from->end - from->at)) {
        return false;
    } else {
        from->at += size;
    }
    *ret_size = size;
    return true;
}

bool
marbre_delta_apply(
    const uint8_t *base, size_t base_size, const uint8_t *delta, size_t delta_size, uint8_t *out)
{
    Reading from = {delta, delta + delta_size};
    uint64_t wanted = 0, left = 0;

    if (!take_sizes(&from, &wanted, &left) || wanted != base_size)
        return false;
    while (from.at < from.end) {
        const uint8_t *start;
        size_t size;
        if (!take_step(&from, base, base_size, &start, &size) || size > left)
            return false;
        memcpy(out, start, size);
        out += size;
        left -= size;
    }
    return left == 0;
}

size_t
marbre_delta_apply_first(const uint8_t *base,
                         size_t base_size,
                         const uint8_t *delta,
                         size_t delta_size,
                         uint8_t *out,
                         size_t most)
{
    Reading from = {delta, delta + delta_size};
    uint64_t whole = 0, left = 0;
    size_t made = 0;

    if (!take_sizes(&from, &whole, &left) || base_size > whole)
        return 0;
    left = MIN(left, most);
    while (left > 0 && from.at < from.end) {
        const uint8_t *start;
        size_t size;
        if (!take_step(&from, base, base_size, &start, &size))
            break;
        size = MIN(size, (size_t)left);
        memcpy(out + made, start, size);
        made += size;
        left -= size;
    }
    return made;
}
