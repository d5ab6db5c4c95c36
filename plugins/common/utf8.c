/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "utf8.h"

uint32_t
utf8_at_beyond(const char *at, size_t left, size_t *ret_length)
{
    static const uint8_t mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    const uint8_t *p = (const uint8_t *)at;
    size_t length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (length > left)
        length = 1;
    uint32_t c = p[0] & mask[length];
    for (size_t i = 1; i < length; i++)
        c = c << 6 | (p[i] & 0x3f);
    if (ret_length)
        *ret_length = length;
    return c;
}

uint32_t
utf8_before(const char *data, size_t at, size_t *ret_length)
{
    size_t start = at;
    while (start > 0) {
        start--;
        if (((uint8_t)data[start] & 0xc0) != 0x80)
            break;
    }
    if (ret_length)
        *ret_length = at - start;
    return start < at ? utf8_at(data, at, start, NULL) : 0;
}

/* Beyond Latin the question is only whether it could be part of a word. */
bool
utf8_is_letter_beyond(uint32_t c)
{
    if (c < 0xc0)
        return c == 0xaa || c == 0xb5 || c == 0xba;
    if (c < 0x2000)
        return c != 0xd7 && c != 0xf7 && !(c >= 0x2b9 && c <= 0x2ff);
    if (c < 0x3005)
        return c >= 0x2c00 && c < 0x2e00;
    if (c >= 0x3008 && c <= 0x3020)
        return false;
    if (c >= 0xe000 && c < 0xf900)
        return false;
    if (c >= 0xfe00 && c <= 0xff20)
        return c >= 0xfe70 && c < 0xfeff;
    return c < 0xfff0 || (c >= 0x10000 && c < 0x1f000) || c >= 0x20000;
}

uint32_t
utf8_lower_beyond(uint32_t c)
{
    if (c >= 0xc0 && c <= 0xde)
        return c == 0xd7 ? c : c + 32;
    if (c == 0x178)
        return 0xff;
    if (c == 0x138)
        return c;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
        return c & 1 ? c + 1 : c;
    if ((c >= 0x100 && c <= 0x177) || (c >= 0x1e00 && c <= 0x1eff))
        return c | 1;
    if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
        return c + 32;
    return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

bool
utf8_is_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (utf8_is_upper(c) || !utf8_is_letter(c))
        return false;
    return c < 0x250 || (c >= 0x3ac && c <= 0x3ce) || (c >= 0x430 && c <= 0x45f) ||
           (c >= 0x1e00 && c <= 0x1eff);
}

bool
utf8_is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2bc;
}

uint32_t
utf8_upper(uint32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7))
        return c - 32;
    return c == 0x153 ? 0x152 : c == 0xff ? 0x178 : c;
}

size_t
utf8_put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

size_t
utf8_letters_end(const char *data, size_t size, size_t at)
{
    /* The letters of ASCII, and the bytes of those from U+00C0 to U+00FF. What else begins beyond
       ASCII is decoded, so that no other character is ever entered. */
    __extension__ static const bool plain[256] = {
        ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [0x80 ... 0xbf] = true, [0xc3] = true};
    for (;;) {
        size_t length;
        while (at < size && plain[(uint8_t)data[at]])
            at++;
        if (at >= size || (uint8_t)data[at] < 0x80 ||
            !utf8_is_letter(utf8_at(data, size, at, &length)))
            return at;
        at += length;
    }
}

size_t
utf8_skip_space(const char *data, size_t size, size_t at)
{
    size_t length;
    while (utf8_is_space(utf8_at(data, size, at, &length)))
        at += length;
    return at;
}

size_t
utf8_back_space(const char *data, size_t at)
{
    size_t length;
    while (utf8_is_space(utf8_before(data, at, &length)))
        at -= length;
    return at;
}

static bool
joins(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || utf8_is_apostrophe(c);
}

static bool
is_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

size_t
utf8_word_end(const char *data, size_t size, size_t at)
{
    size_t length, next;
    for (;; at += length) {
        uint32_t c = utf8_at(data, size, at, &length);
        if (is_word(c))
            continue;
        if (!joins(c) || !is_word(utf8_at(data, size, at + length, &next)))
            return at;
    }
}

size_t
utf8_word_start(const char *data, size_t at)
{
    size_t length, next;
    for (;; at -= length) {
        uint32_t c = utf8_before(data, at, &length);
        if (is_word(c))
            continue;
        if (!joins(c) || !is_word(utf8_before(data, at - length, &next)))
            return at;
    }
}

size_t
utf8_cut(const char *data, size_t size, size_t most)
{
    if (size <= most)
        return size;
    while (most > 0 && ((uint8_t)data[most] & 0xc0) == 0x80)
        most--;
    return most;
}
