/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fold.h"

#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Letters without their accents, of U+00E0 to U+017F and U+1EA0 to U+1EF9 in order; a sign that is
   no letter is a space. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuypyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiii"
    "iiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char vietnamese[] =
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy";

static const char *
letters_of(uint32_t c, char *one)
{
    if (c == 0xe6)
        return "ae";
    if (c == 0x153)
        return "oe";
    if (c == 0xdf)
        return "ss";
    one[0] = c >= 0xe0 && c <= 0x17f      ? latin[c - 0xe0]
             : c >= 0x1ea0 && c <= 0x1ef9 ? vietnamese[c - 0x1ea0]
                                          : '\0';
    return one[0] ? one : NULL;
}

/* Writes one character; what parts words is a space, and an accent on its own is nothing. */
static size_t
put(uint32_t c, char *out)
{
    char one[2] = "";
    if (c >= 0x300 && c < 0x370)
        return 0;
    c = utf8_lower(c);
    const char *letters = letters_of(c, one);
    if (letters) {
        size_t length = strlen(letters);
        memcpy(out, letters, length);
        return length;
    }
    if (utf8_is_letter(c) || utf8_is_digit(c))
        return utf8_put(c, out);
    out[0] = ' ';
    return 1;
}

char *
fold_words(const char *text, size_t size)
{
    char *out = malloc(size * 4 + 3);
    size_t length = 0, step;
    if (!out)
        return NULL;
    out[length++] = ' ';
    for (size_t at = 0; at < size; at += step) {
        size_t written = put(utf8_at(text, size, at, &step), out + length);
        if (written != 1 || out[length] != ' ' || out[length - 1] != ' ')
            length += written;
    }
    if (out[length - 1] != ' ')
        out[length++] = ' ';
    out[length] = '\0';
    return out;
}

bool
fold_has(const char *text, const char *words)
{
    return words[0] && words[1] && strstr(text, words) != NULL;
}

size_t
fold_next(const char *text, size_t *at, const char **ret)
{
    *at += strspn(text + *at, " ");
    *ret = text + *at;
    size_t size = strcspn(*ret, " ");
    *at += size;
    return size;
}
