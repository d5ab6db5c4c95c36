/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fold.h"

#include "utf8.h"

static uint32_t
fold_character(uint32_t c)
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00E0 to U+00FF */
    c = utf8_lower(c);
    if (utf8_is_space(c))
        return ' ';
    if (utf8_is_apostrophe(c))
        return '\'';
    if (c >= 0xe0 && c <= 0xff && c != 0xf7)
        return (uint32_t)plain[c - 0xe0];
    return c;
}

static int
is_kept_at_an_end(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c) || c == 0xa9 || c == '?' || c == ']' || c == '[';
}

size_t
fold_line(const char *data, size_t size, char *out, size_t room)
{
    size_t written = 0, end = 0, length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = fold_character(utf8_at(data, size, at, &length));
        if ((written == 0 && !is_kept_at_an_end(c)) || (c == ' ' && out[written - 1] == ' '))
            continue;
        if (written + 4 > room)
            return 0;
        written += utf8_put(c, out + written);
        if (is_kept_at_an_end(c))
            end = written;
    }
    return end;
}
