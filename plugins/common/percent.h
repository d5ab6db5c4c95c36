/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_PERCENT_H
#define COMMON_PERCENT_H

/* Escapes of addresses: %20, RFC 3986, section 2.1. */

/** What a hexadecimal digit is worth; -1 for what is none. */
static inline int
percent_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
