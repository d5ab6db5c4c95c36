/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** The largest file that is taken in, in bytes. */
#define MARBRE_WIRE_LIMIT (64u << 20)

/**
 * Read plain scraped text.
 *
 * @param bytes the file as it came, in UTF-8, UTF-16 with a byte order mark, or Windows-1252
 * @param lang the language of the text, such as "fr"
 * @param keep_boilerplate drop nothing
 * @return the story (transfer full), or NULL with MARBRE_ERROR_USAGE for a file that is too
 *     large, empty or no text
 */
MarbreStory *
marbre_wire_read_plain(GBytes *bytes, const char *lang, bool keep_boilerplate, GError **error);

/**
 * The story as an article's file: front matter with every value quoted, and Markdown that reads
 * as the paragraphs do.
 *
 * @param source_lang (nullable) written as `source-lang`
 * @return the file (transfer full)
 */
GBytes *marbre_wire_write(const MarbreStory *story, const char *lang, const char *source_lang);
