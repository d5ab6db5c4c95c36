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

static bool
is_kept_at_an_end(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c) || c == 0xa9 || c == '?' || c == ']' || c == '[';
}

/* How a line is folded. */
typedef struct {
    bool ends;    /* signs at the ends stay */
    bool colons;  /* no space stands before a colon */
    size_t *from; /* (nullable) the place that each byte came from */
} folding;

static size_t
fold(const char *data, size_t size, char *out, size_t room, const folding *how)
{
    size_t written = 0, end = 0, length;
    for (size_t at = 0; at < size; at += length) {
        uint8_t plain = (uint8_t)data[at] | 0x20;
        bool letter = (uint8_t)(plain - 'a') < 26; /* as nearly all are */
        uint32_t c = letter ? plain : fold_character(utf8_at(data, size, at, &length));
        bool keep = letter || (how->ends ? c != ' ' : is_kept_at_an_end(c));
        if (letter)
            length = 1;
        if ((written == 0 && !keep) || (c == ' ' && out[written - 1] == ' '))
            continue;
        if (how->colons && c == ':' && written > 0 && out[written - 1] == ' ')
            written--;
        if (written + 4 > room)
            return 0;
        size_t bytes = utf8_put(c, out + written);
        for (size_t i = 0; how->from && i <= bytes; i++)
            how->from[written + i] = i < bytes ? at : at + length;
        written += bytes;
        if (keep)
            end = written;
    }
    return end;
}

size_t
fold_words(const char *data, size_t size, char *out, size_t room)
{
    return fold(data, size, out, room, &(folding){.ends = true, .colons = true});
}

size_t
fold_page_line(const char *data, size_t size, char *out, size_t room, size_t *from)
{
    return fold(data, size, out, room, &(folding){.colons = true, .from = from});
}

size_t
fold_line(const char *data, size_t size, char *out, size_t room)
{
    return fold(data, size, out, room, &(folding){0});
}
