/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/phrases.h"
#include "wire/story.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** The largest file that is taken in, in bytes. */
#define MARBRE_WIRE_LIMIT (64u << 20)

/** How wire copy is to be read. Nothing is owned. */
typedef struct {
    const char *format;           /**< (nullable) one of marbre_wire_formats(); NULL: recognised */
    const char *lang;             /**< (nullable) of the text, where it is known beforehand */
    bool keep_boilerplate;        /**< drop nothing at head and foot */
    const MarbrePhrases *phrases; /**< (nullable) lines of pages that the newsroom knows */
} MarbreWireOptions;

/** The formats that are read, NULL-terminated: "text", "markdown", "html", … */
const char *const *marbre_wire_formats(void);

/**
 * Read wire copy: one story, or the many of an export.
 *
 * The format is recognised from the content. What the copy does not say stays unsaid; what is left
 * out at head and foot is listed in each story with its reason, and so is what was put right.
 *
 * @return of MarbreStory (transfer full), at least one; or NULL with MARBRE_ERROR_USAGE for a file
 *     that is too large, empty, damaged or of a kind that is not read, _FAILED where it could not
 *     be read for a reason of this machine's
 */
GPtrArray *marbre_wire_read(GBytes *file, const MarbreWireOptions *options, GError **error);

/**
 * The story as an article's file: front matter with every value quoted, and Markdown that reads
 * as the paragraphs do.
 *
 * @param source_lang (nullable) written as `source-lang`
 * @return the file (transfer full)
 */
GBytes *marbre_wire_write(const MarbreStory *story, const char *lang, const char *source_lang);
