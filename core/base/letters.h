/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Letters of ASCII, eight bytes at a time: where a word ends cannot be foreseen, so that looking
 * at one byte after the other costs a wrong guess for nearly every word. */

/** A byte in each of eight. */
#define MARBRE_LETTERS_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/** How many of the eight bytes at `at` are letters of ASCII, up to the first that is none. They are
 *  in `ret`, in small letters, the first one lowest. */
static inline unsigned
marbre_letters_of_eight(const void *at, uint64_t *ret)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    bytes = GUINT64_FROM_LE(bytes);
    uint64_t small = bytes | MARBRE_LETTERS_EACH(0x20);
    /* The high bit of each byte says whether it is at least a, or beyond z; none flows over. */
    uint64_t low = small & MARBRE_LETTERS_EACH(0x7f);
    uint64_t from_a = low + MARBRE_LETTERS_EACH(0x80 - 'a');
    uint64_t beyond_z = low + MARBRE_LETTERS_EACH(0x7f - 'z');
    uint64_t others = ~(from_a & ~beyond_z & ~bytes) & MARBRE_LETTERS_EACH(0x80);
    *ret = small;
    return others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
}
