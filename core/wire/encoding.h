/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/repairs.h"

#include <glib.h>
#include <stdbool.h>

/**
 * The text of wire copy as UTF-8 in NFC with line feeds alone and without invisible characters.
 *
 * UTF-8 and UTF-16 are known by their bytes; what is neither is read as Windows-1252, the
 * encoding of older wires. A page of UTF-8 into which somebody pasted bytes of Windows-1252, or
 * that was cut off within a character, is UTF-8 all the same.
 *
 * @param ret_encoding the name of what the bytes were
 * @param ret_repairs what was put right is added
 * @return the text (transfer full), or NULL with MARBRE_ERROR_USAGE when the bytes are no text
 */
char *marbre_encoding_decode(GBytes *bytes,
                             const char **ret_encoding,
                             MarbreRepairs *ret_repairs,
                             GError **error);

/** Whether all of a text was read in a wrong encoding before it came. */
bool marbre_encoding_is_mojibake(const char *text);

/**
 * The same care for text that was decoded already, as a format's parser gives it.
 *
 * @param text UTF-8
 * @param mend_mojibake all of the text that it belongs to is mojibake: undo it
 * @return (transfer full)
 */
char *marbre_encoding_clean(const char *text, bool mend_mojibake, MarbreRepairs *ret_repairs);
