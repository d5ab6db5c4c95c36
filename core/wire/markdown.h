/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

/**
 * Read Markdown, decoded already, with or without front matter.
 *
 * Keys that a story has a place for are taken over where their values are of the right kind; all
 * others are kept as they are written. The body is kept byte for byte, a block at a time.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE: broken front matter, with its line; no
 *     words
 */
MarbreStory *marbre_wire_read_markdown(const char *text, GError **error);
