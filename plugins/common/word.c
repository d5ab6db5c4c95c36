/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "word.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The character at `at`, 0 at the end; its length in bytes in `ret_length`. */
static uint32_t
char_at(const char *text, size_t size, size_t at, size_t *ret_length)
{
    if (at >= size) {
        *ret_length = 0;
        return 0;
    }
    const unsigned char *p = (const unsigned char *)text + at;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (length > size - at)
        length = 1;
    uint32_t c = length == 1 ? p[0] : p[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        c = c << 6 | (p[i] & 0x3fu);
    *ret_length = length;
    return c;
}

static uint32_t
char_before(const char *text, size_t at, size_t *ret_length)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)text[--start] & 0xc0) == 0x80)
        ;
    return char_at(text, at, start, ret_length);
}

static bool
is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool
is_word(uint32_t c)
{
    if (c < 0x80)
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0xc0)
        return c == 0xaa || c == 0xb5 || c == 0xba;
    if (c == 0xd7 || c == 0xf7)
        return false;
    return (c < 0x2000 || c > 0x206f) && (c < 0x2e00 || c > 0x2e7f) && (c < 0x3000 || c > 0x303f) &&
           c != 0xfeff && c != 0xfffc && c != 0xfffd;
}

static bool
is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/* What may stand between the groups of one figure, or before its decimals. */
static bool
is_figure_gap(uint32_t c)
{
    return c == ' ' || c == ',' || c == '.' || c == 0xa0 || c == 0x202f || c == 0x2009;
}

bool
word_breaks(const char *text, size_t size, size_t at)
{
    if (at == 0 || at >= size)
        return true;
    size_t length;
    return !is_word(char_before(text, at, &length)) || !is_word(char_at(text, size, at, &length));
}

bool
word_is_last(const char *text, size_t size)
{
    size_t length;
    return size > 0 && is_word(char_before(text, size, &length));
}

static size_t
digits_before(const char *text, size_t at)
{
    size_t count = 0;
    while (count < at && is_digit((unsigned char)text[at - count - 1]))
        count++;
    return count;
}

static size_t
digits_at(const char *text, size_t size, size_t at)
{
    size_t count = 0;
    while (at + count < size && is_digit((unsigned char)text[at + count]))
        count++;
    return count;
}

/* Two runs of digits with one gap between them: are they one figure? */
static bool
is_one_figure(uint32_t gap, size_t before, size_t after)
{
    if (before == 0 || after == 0)
        return false;
    if (gap == ',' || gap == '.')
        return true;
    return before <= 3 && after == 3;
}

static bool
is_open_before(const char *text, size_t size, size_t at)
{
    size_t length;
    uint32_t before = char_before(text, at, &length);
    if (at == 0)
        return true;
    size_t earlier = at - length;
    size_t ignored;
    if (is_hyphen(before))
        return earlier == 0 || !is_word(char_before(text, earlier, &ignored));
    if (!is_figure_gap(before))
        return true;
    return !is_one_figure(before, digits_before(text, earlier), digits_at(text, size, at));
}

static bool
is_open_after(const char *text, size_t size, size_t at)
{
    size_t length, ignored;
    uint32_t after = char_at(text, size, at, &length);
    if (is_hyphen(after))
        return !is_word(char_at(text, size, at + length, &ignored));
    if (!is_figure_gap(after))
        return true;
    return !is_one_figure(after, digits_before(text, at), digits_at(text, size, at + length));
}

bool
word_find(
    const char *text, size_t size, const char *words, size_t length, size_t from, size_t *ret_at)
{
    while (length > 0 && from <= size && length <= size - from) {
        const char *found = memmem(text + from, size - from, words, length);
        if (!found)
            return false;
        size_t start = (size_t)(found - text);
        size_t end = start + length;
        if (word_breaks(text, size, start) && word_breaks(text, size, end) &&
            is_open_before(text, size, start) && is_open_after(text, size, end)) {
            *ret_at = start;
            return true;
        }
        from = start + 1;
    }
    return false;
}

static bool
is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

static bool
is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2bc || c == 0x2032 || c == '`' ||
           c == 0xb4;
}

static bool
is_invisible(uint32_t c)
{
    return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

char *
word_fold(const char *text, size_t size)
{
    char *folded = malloc(size + 1);
    if (!folded)
        return NULL;

    size_t end = 0, length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = char_at(text, size, at, &length);
        if (is_space(c)) {
            if (end > 0 && folded[end - 1] != ' ')
                folded[end++] = ' ';
        } else if (is_apostrophe(c)) {
            folded[end++] = '\'';
        } else if (c >= 'A' && c <= 'Z') {
            folded[end++] = (char)(c + 'a' - 'A');
        } else if (c == 0x152) {
            memcpy(folded + end, "œ", 2);
            end += 2;
        } else if (!is_invisible(c)) {
            memcpy(folded + end, text + at, length);
            if (c >= 0xc0 && c <= 0xde && c != 0xd7)
                folded[end + 1] = (char)(folded[end + 1] + 0x20);
            end += length;
        }
    }
    while (end > 0 && folded[end - 1] == ' ')
        end--;
    folded[end] = '\0';
    return folded;
}
