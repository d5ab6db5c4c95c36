/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_TEXT_H
#define PUBLISH_TEXT_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Lent texts, looked at and cut, never copied. */

static inline mbr_text
text_of(const char *plain)
{
    return (mbr_text){plain, strlen(plain)};
}

static inline bool
text_same(mbr_text one, mbr_text other)
{
    return one.size == other.size && (one.size == 0 || memcmp(one.data, other.data, one.size) == 0);
}

static inline bool
text_is(mbr_text text, const char *plain)
{
    return text_same(text, text_of(plain));
}

static inline bool
text_starts(mbr_text text, const char *plain)
{
    size_t size = strlen(plain);
    return text.size >= size && memcmp(text.data, plain, size) == 0;
}

static inline bool
text_ends(mbr_text text, const char *plain)
{
    size_t size = strlen(plain);
    return text.size >= size && memcmp(text.data + text.size - size, plain, size) == 0;
}

/** The text from its byte `at` on. */
static inline mbr_text
text_from(mbr_text text, size_t at)
{
    at = at < text.size ? at : text.size;
    return (mbr_text){text.data + at, text.size - at};
}

/** Without the ASCII spaces at its ends. */
static inline mbr_text
text_trim(mbr_text text)
{
    while (text.size > 0 && memchr(" \t\r\n", text.data[0], 4))
        text = text_from(text, 1);
    while (text.size > 0 && memchr(" \t\r\n", text.data[text.size - 1], 4))
        text.size--;
    return text;
}

/** Where `plain` begins at or after `at`; the text's size where it does not. */
static inline size_t
text_find(mbr_text text, size_t at, const char *plain)
{
    size_t size = strlen(plain);
    const char *found =
        text.data && at < text.size ? memmem(text.data + at, text.size - at, plain, size) : NULL;
    return found ? (size_t)(found - text.data) : text.size;
}

static inline bool
text_is_web_address(mbr_text text)
{
    return text_starts(text, "https://") || text_starts(text, "http://");
}

/** How many letters must change, come or go to make one name into the other, of short ones. */
size_t text_distance(mbr_text one, const char *other);

/** As much of the text as fits into so many bytes, cut behind a word. */
mbr_text text_cut(mbr_text text, size_t most);

#endif
