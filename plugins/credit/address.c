/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address.h"

#include <stdlib.h>
#include <string.h>

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
address_is_foreign(const char *address, size_t size)
{
    if (size >= 2 && address[0] == '/' && address[1] == '/')
        return true;
    size_t at = 0;
    while (at < size &&
           (is_letter(address[at]) ||
            (at > 0 && (strchr("+-.", address[at]) || (address[at] >= '0' && address[at] <= '9')))))
        at++;
    return at > 1 && at < size && address[at] == ':';
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

char *
address_file(const char *address, size_t size)
{
    char *file = malloc(size + 1);
    if (!file)
        return NULL;
    size_t at = 0, length = 0;
    while (size - at >= 2 && address[at] == '.' && address[at + 1] == '/')
        at += 2;
    for (; at < size && address[at] != '?' && address[at] != '#'; at++) {
        char c = address[at];
        if (c == '%' && size - at > 2 && hex_value(address[at + 1]) >= 0 &&
            hex_value(address[at + 2]) >= 0) {
            c = (char)(hex_value(address[at + 1]) << 4 | hex_value(address[at + 2]));
            at += 2;
        }
        /* A NUL in a name means no file; it must not cut the name to one that exists. */
        file[length++] = c == '\0' ? '/' : c;
    }
    file[length] = '\0';
    return file;
}
