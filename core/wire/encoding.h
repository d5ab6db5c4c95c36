/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * The text of wire copy as UTF-8 in NFC with line feeds alone and without invisible characters.
 *
 * UTF-8 and UTF-16 are known by their bytes; what is neither is read as Windows-1252, the
 * encoding of older wires.
 *
 * @param ret_encoding the name of what the bytes were
 * @return the text (transfer full), or NULL with MARBRE_ERROR_USAGE when the bytes are no text
 */
char *marbre_encoding_decode(GBytes *bytes, const char **ret_encoding, GError **error);
