/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "disguise.h"

#include "utf8.h"

#include <stdbool.h>

#define FAR 32 /* letters of a word that are looked at, to either side */

/* Letters of Unicode's confusables.txt that no reader can tell from Latin ones. Greek alpha, mu and
 * nu are left out: they are what science writes. */
static const struct {
    uint16_t letter;
    char latin;
} twins[] = {
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'},
    {0x39a, 'K'}, {0x39c, 'M'}, {0x39d, 'N'}, {0x39f, 'O'}, {0x3a1, 'P'}, {0x3a4, 'T'},
    {0x3a5, 'Y'}, {0x3a7, 'X'}, {0x3bf, 'o'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'},
    {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41a, 'K'}, {0x41c, 'M'}, {0x41d, 'H'},
    {0x41e, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'},
    {0x430, 'a'}, {0x435, 'e'}, {0x43e, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
    {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x4bb, 'h'}, {0x501, 'd'},
};

static char
twin_of(uint32_t c)
{
    if (c < twins[0].letter || c > twins[sizeof twins / sizeof *twins - 1].letter)
        return 0;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (twins[i].letter == c)
            return twins[i].latin;
    }
    return 0;
}

static bool
is_latin(uint32_t c)
{
    return c < 0x250 && utf8_is_letter(c);
}

/* Greek and Cyrillic, letters and not: what ends a word stands in neither. */
static bool
is_foreign(uint32_t c)
{
    return c >= 0x370 && c < 0x530;
}

/* What a letter says of its word: false where it ends it, or settles that it is another alphabet's.
 */
static bool
take(uint32_t c, bool *latin, bool *other)
{
    *latin = *latin || is_latin(c);
    *other = *other || (is_foreign(c) && twin_of(c) == 0);
    return (is_latin(c) || is_foreign(c)) && !*other;
}

char
disguise_of(const mbr_text *text, size_t at, uint32_t c)
{
    char twin = twin_of(c);
    bool latin = false, other = false;
    size_t length, place = at;
    for (size_t i = 0; twin != 0 && i < FAR && place > 0; i++) {
        if (!take(utf8_before(text->data, place, &length), &latin, &other))
            break;
        place -= length;
    }
    place = at;
    for (size_t i = 0; twin != 0 && i < FAR && place < text->size; i++, place += length) {
        if (!take(utf8_at(text->data, text->size, place, &length), &latin, &other))
            break;
    }
    return latin && !other ? twin : 0;
}
