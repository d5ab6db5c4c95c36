/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/mojibake.h"

#include <string.h>

/* Bytes 0x80 to 0x9f, as the WHATWG's encoding standard lists them. */
static const uint16_t high[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

gunichar
marbre_cp1252_character(uint8_t byte)
{
    return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}

/* The byte that was taken for this character; -1 for none. What Windows-1252 leaves open came out
   as a control character, and so did all of these where Latin-1 was believed. */
static int
byte_of(gunichar character)
{
    if (character < 0x100)
        return (int)character;
    for (unsigned i = 0; i < G_N_ELEMENTS(high); i++)
        if (high[i] == character)
            return (int)(0x80 + i);
    return -1;
}

/* Bytes of the sequence that a first byte of UTF-8 announces; 0 for other bytes. */
static unsigned
announced(int byte)
{
    if (byte >= 0xc2 && byte <= 0xdf)
        return 2;
    if (byte >= 0xe0 && byte <= 0xef)
        return 3;
    return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/* The characters at `p` that stand for the bytes of one of UTF-8: its end, or NULL. */
static const char *
sequence(const char *p, char *ret_bytes, unsigned *ret_size)
{
    unsigned size = announced(byte_of(g_utf8_get_char(p)));
    for (unsigned i = 0; i < size; i++, p = g_utf8_next_char(p)) {
        int byte = *p == '\0' ? -1 : byte_of(g_utf8_get_char(p));
        if (byte < 0 || (i > 0 && (byte & 0xc0) != 0x80))
            return NULL;
        ret_bytes[i] = (char)byte;
    }
    *ret_size = size;
    return size > 0 && g_utf8_validate(ret_bytes, size, NULL) ? p : NULL;
}

/* Sequences that no text has of its own: of Latin letters and signs, of typographic signs, of
   Greek, Cyrillic and Arabic letters. Others may be chance: “É” before a no-break space, “é »”. */
static bool
is_evidence(const char *bytes)
{
    uint8_t first = (uint8_t)bytes[0], second = (uint8_t)bytes[1];
    return first == 0xc2 || first == 0xc3 || (first == 0xe2 && second == 0x80) ||
           (second != 0xa0 && (first == 0xce || first == 0xcf || first == 0xd0 || first == 0xd1 ||
                               first == 0xd8 || first == 0xd9));
}

bool
marbre_mojibake_is(const char *text, unsigned *ret_characters)
{
    unsigned characters = 0, size;
    bool evident = false;
    char bytes[4];
    while (*text != '\0') {
        if ((*text & 0x80) == 0) {
            text++;
            continue;
        }
        text = sequence(text, bytes, &size);
        if (text == NULL)
            return false;
        evident = evident || is_evidence(bytes);
        characters++;
    }
    if (ret_characters != NULL)
        *ret_characters = characters;
    return evident;
}

char *
marbre_mojibake_mend(const char *text)
{
    GString *mended = g_string_sized_new(strlen(text));
    unsigned size = 0;
    char bytes[4];
    while (*text != '\0') {
        const char *next = (*text & 0x80) == 0 ? NULL : sequence(text, bytes, &size);
        if (next == NULL) {
            g_string_append_c(mended, *text++);
            continue;
        }
        g_string_append_len(mended, bytes, size);
        text = next;
    }
    return g_string_free(mended, FALSE);
}

unsigned
marbre_mojibake_count(const char *text)
{
    unsigned count = 0, size;
    char bytes[4];
    while (*text != '\0') {
        const char *next = (*text & 0x80) == 0 ? NULL : sequence(text, bytes, &size);
        count += next != NULL && ((uint8_t)bytes[0] < 0xc4 || (uint8_t)bytes[0] == 0xe2);
        text = next != NULL ? next : text + 1;
        while ((*text & 0xc0) == 0x80)
            text++;
    }
    return count;
}
