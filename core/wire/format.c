/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/format.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

/* Enough to see a root element behind its comments, or the keys of JSON. */
#define HEAD (1u << 20)
#define LONGEST_NAME 64

/* Files that announce themselves by their first bytes. */
static const struct {
    const char *bytes;
    size_t size;
    const char *words;
} magics[] = {
    {"%PDF", 4, N_("a PDF document")},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, N_("a document of an old Word or Office")},
    {"{\\rtf", 5, N_("a document in RTF")},
    {"PK\x03\x04", 4, N_("a zip archive, or a document of Word or OpenOffice")},
    {"\x1f\x8b", 2, N_("a compressed file")},
    {"7z\xbc\xaf\x27\x1c", 6, N_("a compressed file")},
    {"\xfd"
     "7zXZ",
     5, N_("a compressed file")},
    {"BZh", 3, N_("a compressed file")},
    {"Rar!", 4, N_("a compressed file")},
    {"\xff\xd8\xff", 3, N_("a picture")},
    {"\x89PNG", 4, N_("a picture")},
    {"GIF8", 4, N_("a picture")},
    {"II*\0", 4, N_("a picture")},
    {"MM\0*", 4, N_("a picture")},
    {"8BPS", 4, N_("a picture")},
    {"\x16\x16\x01", 3, N_("a story of an old wire line (ANPA 1312)")},
    {"\x01", 1, N_("a story of an old wire line (IPTC 7901)")},
};

static MarbreFormat
refuse(const char *words)
{
    return (MarbreFormat){NULL, _(words)};
}

static bool
is_magic(const char *data, size_t size, MarbreFormat *ret)
{
    for (size_t i = 0; i < G_N_ELEMENTS(magics); i++)
        if (size >= magics[i].size && memcmp(data, magics[i].bytes, magics[i].size) == 0) {
            *ret = refuse(magics[i].words);
            return true;
        }
    if (size >= 12 && memcmp(data, "RIFF", 4) == 0 && memcmp(data + 8, "WEBP", 4) == 0) {
        *ret = refuse(N_("a picture"));
        return true;
    }
    return false;
}

/* --- the head as ASCII ------------------------------------------------------------------------ */

/* UTF-16 has a zero byte at every other place of what matters here. */
static char *
ascii_head(const char *data, size_t size)
{
    GString *head = g_string_new(NULL);
    for (size_t i = 0; i < size && i < HEAD; i++)
        if (data[i] != '\0')
            g_string_append_c(head, data[i]);
    size_t skip = 0;
    if (g_str_has_prefix(head->str, "\xef\xbb\xbf"))
        skip = 3;
    else if (g_str_has_prefix(head->str, "\xff\xfe") || g_str_has_prefix(head->str, "\xfe\xff"))
        skip = 2;
    g_string_erase(head, 0, (gssize)skip);
    return g_string_free(head, FALSE);
}

static const char *
skip_white(const char *p)
{
    return p + strspn(p, " \t\r\n\f");
}

/* Behind declarations, comments and processing instructions: the `<` of the root element, or the
   doctype of HTML; NULL where there is none within the head. */
static const char *
find_root(const char *p)
{
    for (p = skip_white(p); *p == '<'; p = skip_white(p)) {
        const char *end;
        if (g_str_has_prefix(p, "<!--"))
            end = strstr(p, "-->");
        else if (g_str_has_prefix(p, "<?"))
            end = strstr(p, "?>");
        else if (g_ascii_strncasecmp(p, "<!doctype html", 14) == 0)
            return p;
        else if (g_str_has_prefix(p, "<!"))
            end = strchr(p, '>');
        else
            return p;
        if (end == NULL)
            return NULL;
        p = strchr(end, '>') + 1;
    }
    return NULL;
}

/* The element's name without its prefix. */
static char *
name_of(const char *root)
{
    size_t size = strcspn(root + 1, " \t\r\n/>");
    g_autofree char *name = g_strndup(root + 1, MIN(size, LONGEST_NAME));
    const char *colon = strchr(name, ':');
    return g_strdup(colon != NULL ? colon + 1 : name);
}

static bool
is_markup(const char *root, const char *head, MarbreFormat *ret)
{
    static const char *const pages[] = {"html",    "head", "body", "article", "main", "div",
                                        "section", "p",    "h1",   "meta",    NULL};
    g_autofree char *name = name_of(root);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (g_ascii_strncasecmp(root, "<!doctype", 9) == 0 || g_strv_contains(pages, lower))
        *ret = (MarbreFormat){"html", NULL};
    else if (g_str_equal(name, "newsItem") || g_str_equal(name, "newsMessage") ||
             g_str_equal(name, "packageItem"))
        *ret = (MarbreFormat){"newsml", NULL};
    else if (g_str_equal(name, "rss") && strstr(head, "http://wordpress.org/export/") != NULL)
        *ret = (MarbreFormat){"wxr", NULL};
    else if (g_str_equal(name, "rss") || g_str_equal(name, "feed"))
        *ret = refuse(N_("a feed (RSS or Atom), and no export of WordPress"));
    else if (g_str_equal(name, "NewsML"))
        *ret = refuse(N_("a story in NewsML 1.2"));
    else if (g_str_equal(name, "nitf"))
        *ret = refuse(N_("a story in NITF alone"));
    else if (g_str_has_prefix(head, "<?xml"))
        *ret = refuse(N_("XML of a kind that is not known"));
    else
        return false;
    return true;
}

/* --- the rest --------------------------------------------------------------------------------- */

static bool
is_ninjs(const char *head)
{
    static const char *const keys[] = {"\"headline\"",  "\"headlines\"", "\"pubstatus\"",
                                       "\"pubStatus\"", "\"body_html\"", "\"body_xhtml\"",
                                       "\"bodies\"",    "\"body_text\"", NULL};
    if (strstr(head, "\"uri\"") == NULL)
        return false;
    for (size_t i = 0; keys[i] != NULL; i++)
        if (strstr(head, keys[i]) != NULL)
            return true;
    return false;
}

/* An object, or a list of them. */
static bool
is_json(const char *head)
{
    const char *p = skip_white(head);
    if (*p == '[')
        p = skip_white(p + 1);
    return *p == '{' && *skip_white(p + 1) == '"';
}

/* Front matter: a line of three hyphens, `key:` on one of the next, and such a line again. A line
   of hyphens alone may be a rule across plain text. */
static bool
has_front_matter(const char *head)
{
    if (!g_str_has_prefix(head, "---"))
        return false;
    const char *p = head + 3 + strspn(head + 3, " \t");
    if (*p != '\n' && *p != '\r')
        return false;
    for (p = skip_white(p); *p == '#'; p = skip_white(p))
        p += strcspn(p, "\r\n");
    size_t key = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-\"'");
    return (key > 0 && p[key] == ':' && strchr(" \t\r\n", p[key + 1]) != NULL) ||
           g_str_has_prefix(p, "---");
}

MarbreFormat
marbre_format_recognise(GBytes *file)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    MarbreFormat format = {"text", NULL};
    if (size == 0 || is_magic(data, size, &format))
        return format;
    g_autofree char *head = ascii_head(data, size);
    const char *root = find_root(head);
    if (root != NULL && is_markup(root, skip_white(head), &format))
        return format;
    if (is_json(head))
        return is_ninjs(head) ? (MarbreFormat){"ninjs", NULL}
                              : refuse(N_("JSON, and no story in ninjs"));
    if (g_str_has_prefix(head, "+++\n") || g_str_has_prefix(head, "+++\r"))
        return refuse(N_("Markdown whose front matter is TOML"));
    if (has_front_matter(head))
        return (MarbreFormat){"markdown", NULL};
    return format;
}
