/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_LETTERS_H
#define COMMON_LETTERS_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Letters of ASCII, eight bytes at a time: where a word ends cannot be foreseen, so that looking
 * at one byte after the other costs a wrong guess for nearly every word. */

/** A byte in each of eight. */
#define LETTERS_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/** How many of the eight bytes at `at` are letters of ASCII, up to the first that is none. They are
 *  in `ret`, in small letters, the first one lowest. */
static inline unsigned
letters_of_eight(const char *at, uint64_t *ret)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    bytes = le64toh(bytes);
    uint64_t small = bytes | LETTERS_EACH(0x20);
    /* The high bit of each byte says whether it is at least a, or beyond z; none flows over. */
    uint64_t low = small & LETTERS_EACH(0x7f);
    uint64_t from_a = low + LETTERS_EACH(0x80 - 'a'), beyond_z = low + LETTERS_EACH(0x7f - 'z');
    uint64_t others = ~(from_a & ~beyond_z & ~bytes) & LETTERS_EACH(0x80);
    *ret = small;
    return others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
}

/** The end of the letters of ASCII at `at`; `at` where there are none. */
static inline size_t
letters_end(const char *data, size_t size, size_t at)
{
    uint64_t small;
    while (size - at >= sizeof small) {
        unsigned count = letters_of_eight(data + at, &small);
        at += count;
        if (count < sizeof small)
            return at;
    }
    while (at < size && (uint8_t)(((uint8_t)data[at] | 0x20) - 'a') < 26)
        at++;
    return at;
}

#endif
