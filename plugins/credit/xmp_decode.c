/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#include "common/utf8.h"

#include <stdlib.h>

/* A packet begins with an ASCII character or a byte order mark, which tell how it is encoded. */
static size_t
width_of(struct bytes packet, bool *ret_little)
{
    uint32_t first = bytes_big(packet, 0, 4);
    *ret_little = false;
    if (first == 0x0000feff || (first > 0 && first < 0x80))
        return 4;
    *ret_little = first == 0xfffe0000 || ((first & 0x00ffffff) == 0 && first != 0);
    if (*ret_little)
        return 4;
    if (first >> 16 == 0xfeff || (first >> 24 == 0 && (first >> 16) != 0))
        return 2;
    *ret_little = first >> 16 == 0xfffe || ((first >> 16 & 0xff) == 0 && first != 0);
    return *ret_little ? 2 : 1;
}

/* The character at `at`; surrogates go in pairs, and what is no character is 0. */
static uint32_t
character_at(struct bytes packet, size_t width, bool little, size_t *at)
{
    uint32_t c = bytes_number(packet, *at, width, little);
    *at += width;
    if (width == 2 && c >= 0xd800 && c < 0xdc00) {
        uint32_t low = bytes_number(packet, *at, 2, little);
        *at += 2;
        return low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0;
    }
    return (c >= 0xd800 && c < 0xe000) || c > 0x10ffff ? 0 : c;
}

bool
xmp_decode(struct bytes packet, struct bytes *ret)
{
    bool little;
    size_t width = width_of(packet, &little), length = 0;
    uint8_t *out = malloc(packet.size * 2 + 4);
    *ret = (struct bytes){out, 0};
    if (!out)
        return false;
    if (width == 1) {
        size_t mark = bytes_has(packet, 0, "\xef\xbb\xbf", 3) ? 3 : 0;
        memcpy(out, packet.data + mark, packet.size - mark);
        ret->size = packet.size - mark;
        return true;
    }
    for (size_t at = 0; packet.size - at >= width && at < packet.size;) {
        uint32_t c = character_at(packet, width, little, &at);
        if (c == 0) /* padding of NULs ends a packet; anything else is none */
            break;
        if (c != 0xfeff)
            length += utf8_put(c, (char *)out + length);
        if (at > packet.size)
            break;
    }
    ret->size = length;
    return true;
}
