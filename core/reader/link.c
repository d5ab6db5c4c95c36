/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/prose.h"

#include "reader/words.h"

#include <string.h>

/* Bytes of the longest address that is kept. */
enum { LINK_LIMIT = 2048 };

static bool
is_allowed(const char *address)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", NULL};
    return marbre_words_begin(address, schemes);
}

static char *
resolve(const char *address, const char *base)
{
    if (is_allowed(address))
        return g_strdup(address);
    if (*address == '#' || *address == '\0' || base == NULL)
        return NULL;
    return g_uri_resolve_relative(base, address, G_URI_FLAGS_PARSE_RELAXED, NULL);
}

/* Markdown reads references to characters in an address as well. */
static bool
is_reference(const char *p)
{
    size_t size = strspn(p + 1, "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    return size > 0 && p[1 + size] == ';';
}

/* What would end or bend a link's target in Markdown, or begin a shortcode. */
static void
append_encoded(GString *link, const char *address)
{
    for (const char *p = address; *p != '\0'; p++) {
        unsigned char byte = (unsigned char)*p;
        if (byte <= ' ' || byte == 0x7f || strchr("()<>[]{}\\\"`|^", *p) != NULL)
            g_string_append_printf(link, "%%%02X", byte);
        else if (*p == '&' && is_reference(p))
            g_string_append(link, "&amp;");
        else
            g_string_append_c(link, *p);
    }
}

char *
marbre_link_make(const char *address, const char *base)
{
    g_autofree char *clean = marbre_words_clean(address);
    g_autofree char *whole = clean == NULL ? NULL : resolve(clean, base);
    if (whole == NULL || !is_allowed(whole) || strlen(whole) > LINK_LIMIT)
        return NULL;
    GString *link = g_string_new(NULL);
    append_encoded(link, whole);
    return g_string_free(link, FALSE);
}
