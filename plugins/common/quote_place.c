/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quote_place.h"

#include "utf8.h"

#define FARTHEST_WORD 64 /* bytes of stops and spaces between a sign and its word */

size_t
quote_word_before(const char *data, size_t at)
{
    size_t length, from = at;
    for (;;) {
        uint32_t c = utf8_before(data, from, &length);
        if (c == 0 || at - from > FARTHEST_WORD)
            return at;
        if (utf8_is_letter(c) || utf8_is_digit(c))
            return utf8_word_start(data, from);
        from -= length;
    }
}

bool
quote_closes_here(const char *data, size_t size, mbr_span sign)
{
    uint32_t next = utf8_at(data, size, sign.end, NULL);
    return sign.start > 0 &&
           (next == 0 || next == '.' || next == ',' || next == ';' || next == ')');
}

bool
quote_opens_here(const char *data, size_t size, mbr_span sign)
{
    uint32_t next = utf8_at(data, size, sign.end, NULL);
    if (!utf8_is_letter(next) && !utf8_is_digit(next))
        return false;
    uint32_t before = utf8_before(data, sign.start, NULL);
    return before == 0 || before == '(' || utf8_is_space(before) || utf8_is_apostrophe(before);
}

bool
quote_is_measure(const char *data, mbr_span sign)
{
    return utf8_is_digit(utf8_before(data, sign.start, NULL));
}

bool
quote_is_right_after(const char *data, size_t size, size_t closed, mbr_span sign)
{
    if (closed == 0)
        return false;
    size_t at = closed, length;
    for (; at < sign.start; at += length) {
        uint32_t c = utf8_at(data, size, at, &length);
        if (!utf8_is_space(c) && c != '.' && c != ',' && c != ';' && c != '!' && c != '?' &&
            c != 0x2026)
            return false;
    }
    return true;
}
