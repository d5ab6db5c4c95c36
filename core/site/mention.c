/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/mention.h"

#include <string.h>

typedef struct {
    const char *start, *end;
} Part;

/* A tag of this name begins here: "<li" does not begin "<link". */
static bool
is_tag(const char *at, const char *tag)
{
    size_t size = strlen(tag);
    return strncmp(at, tag, size) == 0 && strchr(" \t\n\r>", at[size]) != NULL && at[size] != '\0';
}

/* The element that a place is in, of elements that do not stand in each other. */
static bool
find_around(const char *page, const char *place, const char *open, const char *close, Part *ret)
{
    const char *start = place;
    while (start > page && !is_tag(start, open) && !g_str_has_prefix(start, close))
        start--;
    const char *end = is_tag(start, open) ? strstr(place, close) : NULL;
    if (end == NULL)
        return false;
    *ret = (Part){start, end + strlen(close)};
    for (const char *at = place; at < end; at++)
        if (is_tag(at, open))
            return false;
    return true;
}

/* With the item that holds nothing else, and the line that it is on. */
static Part
widen(const char *page, Part part)
{
    const char *start = part.start, *end = part.end + strspn(part.end, " \t\r\n");
    while (start > page && strchr(" \t\r\n", start[-1]) != NULL)
        start--;
    const char *tag = start;
    while (tag > page && *tag != '<')
        tag--;
    bool alone =
        start > page && start[-1] == '>' && is_tag(tag, "<li") && g_str_has_prefix(end, "</li>");
    if (alone)
        part = (Part){tag, end + strlen("</li>")};
    part.end += *part.end == '\n';
    return part;
}

bool
marbre_mention_cut(const char *page, const char *path, char **ret_cut)
{
    g_autoptr(GString) cut = g_string_new(NULL);
    const char *from = page;
    *ret_cut = NULL;
    for (const char *place; (place = strstr(from, path)) != NULL;) {
        Part part;
        if (!find_around(from, place, "<article", "</article>", &part) &&
            !find_around(from, place, "<li", "</li>", &part))
            return false;
        part = widen(from, part);
        g_string_append_len(cut, from, part.start - from);
        from = part.end;
    }
    if (from == page)
        return true;
    g_string_append(cut, from);
    *ret_cut = g_string_free(g_steal_pointer(&cut), FALSE);
    return true;
}
