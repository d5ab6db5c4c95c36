/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TESTS_COMMON_FOLDED_H
#define TESTS_COMMON_FOLDED_H

#include <glib.h>
#include <stdbool.h>

/* What the host's normalise does with every fold: NFC, lower case, straight apostrophes, one
   space for white space of any kind, invisible signs dropped. */
static inline char *
folded(const char *text)
{
    g_autofree char *lower = g_utf8_casefold(text, -1);
    g_autofree char *composed = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
    GString *out = g_string_new(NULL);
    for (const char *p = composed; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff)
            continue;
        bool space = g_unichar_isspace(c) || c == 0xa0 || c == 0x202f;
        if (space && (out->len == 0 || out->str[out->len - 1] == ' '))
            continue;
        if (c == 0x2018 || c == 0x2019 || c == 0x2bc || c == 0x2032 || c == '`' || c == 0xb4)
            c = '\'';
        g_string_append_unichar(out, space ? ' ' : c);
    }
    return g_string_free(out, FALSE);
}

#endif
