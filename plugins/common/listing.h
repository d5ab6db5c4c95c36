/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_LISTING_H
#define COMMON_LISTING_H

#include "services.h"

#include <stddef.h>

/* A list that the newsroom keeps in a YAML file: names, words of its own. */

typedef struct listing {
    const services *host;
    mbr_blob *blob;
    mbr_text path;
    mbr_text bytes;
    char fault[400]; /* what is wrong with it, "PATH:LINE:COLUMN: …"; empty: nothing */
} listing;

/** Open the file that a PATH option names. MBR_E_NOTFOUND where it names none. To be closed, the
 *  fault may then still be read. MBR_E_INVALID for what is no YAML, said by the host if it is
 *  what `create` returns. */
int32_t listing_open(
    listing *of, const services *host, const mbr_config *config, const char *option, size_t index);

void listing_close(listing *of);

/** The value at a place, which is built like a format of printf: "words[3].say". Its type is
 *  MBR_VALUE_NULL where there is none. */
mbr_value listing_get(const listing *of, const char *where, ...)
    __attribute__((format(printf, 2, 3)));

/** Say what is wrong with a value; what was said first stands. */
void listing_fault(listing *of, const mbr_value *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Whether a map has only keys of `known`, separated and enclosed by single spaces; else a fault.
 *  `also` (nullable) lets others pass. */
bool listing_knows(listing *of,
                   const mbr_value *map,
                   const char *where,
                   const char *known,
                   bool (*also)(mbr_text key));

/** Where of the words in `list`, separated and enclosed by single spaces, a text stands: 0 for the
 *  first one; -1 for none. */
int listing_choice(const char *list, mbr_text text);

/** Whether it can be read as words: a letter or figure at least, and no more than 512 bytes. */
bool listing_is_words(const mbr_value *value);

#endif
