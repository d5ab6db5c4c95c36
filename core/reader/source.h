/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"

#include <glib.h>
#include <stdbool.h>

/**
 * The characters of an HTML page or of JSON: by byte order mark, by the encoding that an HTML page
 * declares in its first bytes, else UTF-8 if it is that, else Windows-1252.
 *
 * @param declared      look for `<meta charset>`
 * @param ret_encoding  (transfer none) what it was read as, static
 * @return (transfer full) UTF-8 without NUL and without byte order mark, or NULL with `ret_fault`
 */
GString *marbre_source_decode(GBytes *file,
                              bool declared,
                              const char **ret_encoding,
                              MarbreFault *ret_fault);
