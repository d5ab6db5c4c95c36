/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/language.h"

#include <glib.h>
#include <string.h>

/* Characters of the longest tag that is kept, `zh-Hant-TW` and more. */
enum { TAG_LIMIT = 35 };

char *
marbre_language_read(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autofree char *tag = g_strstrip(g_strdup(text));
    g_strdelimit(tag, "_", '-');
    size_t first = strspn(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    if (first < 2 || first > 3 || strlen(tag) > TAG_LIMIT ||
        (tag[first] != '\0' && tag[first] != '-'))
        return NULL;
    for (const char *p = tag; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && (*p != '-' || !g_ascii_isalnum(p[1])))
            return NULL;
    return g_steal_pointer(&tag);
}
