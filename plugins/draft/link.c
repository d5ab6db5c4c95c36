/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "link.h"

#include "percent.h"
#include "utf8.h"

#include <string.h>

/* RFC 3986, section 3.1: a letter, then letters, digits, + - . up to a colon. */
static bool
has_scheme(mbr_text target)
{
    for (size_t i = 0; i < target.size; i++) {
        uint8_t c = (uint8_t)target.data[i];
        if (c == ':')
            return i > 0;
        bool goes_on = utf8_is_letter(c) || (i > 0 && (utf8_is_digit(c) || strchr("+-.", c)));
        if (c >= 0x80 || !goes_on)
            return false;
    }
    return false;
}

/* The path of a target with its escapes undone; false where it does not fit or holds a NUL. */
static bool
decode(mbr_text target, char *out, size_t *ret_size)
{
    size_t size = 0;
    for (size_t i = 0; i < target.size && target.data[i] != '?' && target.data[i] != '#'; i++) {
        char c = target.data[i];
        if (c == '%' && i + 2 < target.size && percent_digit(target.data[i + 1]) >= 0 &&
            percent_digit(target.data[i + 2]) >= 0) {
            c = (char)(percent_digit(target.data[i + 1]) * 16 + percent_digit(target.data[i + 2]));
            i += 2;
        }
        if (size + 1 >= LINK_ROOM || c == '\0')
            return false;
        out[size++] = c;
    }
    out[size] = '\0';
    *ret_size = size;
    return true;
}

/* Walk `path` from what `to` holds; false where it leaves the newsroom or does not fit. */
static bool
walk(char *to, size_t size, const char *path)
{
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        if (length == 2 && path[0] == '.' && path[1] == '.') {
            if (size == 0)
                return false;
            while (size > 0 && to[size - 1] != '/')
                size--;
            size -= size > 0;
        } else if (length > 0 && !(length == 1 && path[0] == '.')) {
            if (size + length + 2 > LINK_ROOM)
                return false;
            if (size > 0)
                to[size++] = '/';
            memcpy(to + size, path, length);
            size += length;
        }
        path += length;
        path += *path == '/';
    }
    to[size] = '\0';
    return true;
}

link_kind
link_resolve(mbr_text folder, mbr_text target, char *ret)
{
    char path[LINK_ROOM];
    size_t size;
    if (target.size == 0)
        return LINK_NOWHERE;
    if (target.data[0] == '/' || target.data[0] == '#' || target.data[0] == '?' ||
        has_scheme(target))
        return LINK_ELSEWHERE;
    if (!decode(target, path, &size) || folder.size >= LINK_ROOM)
        return LINK_NOWHERE;
    memcpy(ret, folder.data, folder.size);
    ret[folder.size] = '\0';
    return walk(ret, folder.size, path) ? LINK_INSIDE : LINK_NOWHERE;
}
