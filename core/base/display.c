/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"

#include <string.h>

typedef struct {
    gunichar first;
    gunichar last;
} Range;

static bool
is_in(gunichar character, const Range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

bool
marbre_text_is_bidi_control(gunichar character)
{
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

bool
marbre_text_is_invisible(gunichar character)
{
    /* Joiners (200C, 200D), direction marks (200E, 200F, 061C) and variation selectors are left
     * out: Persian, Hindi, Hebrew and emoji are not written without them. */
    static const Range ranges[] = {
        {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180E, 0x180E},   {0x200B, 0x200B},   {0x2060, 0x2064}, {0x206A, 0x206F},
        {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
    };

    return character >= 0xAD && is_in(character, ranges, G_N_ELEMENTS(ranges));
}

static bool
is_control(gunichar character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

/* Kept out of text by Unicode; XML and YAML can't hold the two of them below 0x10000. */
static bool
is_noncharacter(gunichar character)
{
    return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
}

static void
show_character(GString *shown, const char *p, size_t size, gunichar character)
{
    if (marbre_text_is_bidi_control(character) || marbre_text_is_invisible(character) ||
        is_control(character) || is_noncharacter(character))
        g_string_append_printf(shown, "<U+%04X>", character);
    else
        g_string_append_len(shown, p, (gssize)size);
}

char *
marbre_text_shown(const char *text)
{
    const char *end = text + strlen(text);
    GString *shown = g_string_sized_new((size_t)(end - text) + 16);

    for (const char *p = text; p < end;) {
        gunichar character;
        size_t size = marbre_text_character(p, end, &character);

        if (size == 0) {
            g_string_append_printf(shown, "<0x%02X>", (unsigned char)*p);
            size = 1;
        } else if (character == '\t' || character == '\n' || character == '\r' ||
                   character == 0x2028 || character == 0x2029) {
            g_string_append_c(shown, ' ');
        } else {
            show_character(shown, p, size, character);
        }
        p += size;
    }
    return g_string_free(shown, FALSE);
}
