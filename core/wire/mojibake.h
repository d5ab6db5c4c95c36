/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** The character of a byte in Windows-1252; 0 where it has none. */
gunichar marbre_cp1252_character(uint8_t byte);

/**
 * Whether all of a text is UTF-8 that somebody read as Windows-1252 or Latin-1: every character
 * beyond ASCII is a byte of theirs, and those bytes are UTF-8.
 *
 * @param text UTF-8
 * @param ret_characters (nullable) how many characters that would mend
 */
bool marbre_mojibake_is(const char *text, unsigned *ret_characters);

/** Undo it once. Only for a text that marbre_mojibake_is(). (transfer full) */
char *marbre_mojibake_mend(const char *text);

/** Places that read like it in a text that is not all so: “Ã©”, “â€™”, “Â«”. */
unsigned marbre_mojibake_count(const char *text);
