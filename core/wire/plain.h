/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/wire.h"

/**
 * Read plain scraped text, decoded already.
 *
 * @return the story (transfer full), or NULL with MARBRE_ERROR_USAGE for text without words
 */
MarbreStory *marbre_plain_read(const char *text, const MarbreWireOptions *options, GError **error);
