/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_CHARACTERS_H
#define DRAFT_CHARACTERS_H

#include "marbre/plugin.h"

#include <stdbool.h>

typedef enum character_fault {
    CHARACTER_LOST,      /* U+FFFD: what stood there is gone */
    CHARACTER_GARBLED,   /* UTF-8 that was read as Windows-1252: é for é */
    CHARACTER_HIDDEN,    /* turns the writing round, or is no character at all */
    CHARACTER_BLANK,     /* a space without width, which comes along from other programs */
    CHARACTER_DISGUISED, /* of another alphabet, in a word of Latin letters that it looks like */
    CHARACTER_FAULTS,
} character_fault;

/** The next fault at or after `from`. `put` (5 bytes) is what should stand there: empty where it
 *  should go, and where nobody can tell. False: none is left. */
bool characters_find(
    const mbr_text *text, size_t from, mbr_span *ret, character_fault *ret_fault, char *put);

#endif
