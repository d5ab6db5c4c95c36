/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** The largest file that is taken in, in bytes. */
#define MARBRE_WIRE_LIMIT (64u << 20)

/** A line of the wire copy that is no part of the story, and why. */
typedef struct {
    uint64_t line;      /**< in the file as it came, from 1 */
    char *text;         /**< the line itself */
    const char *reason; /**< translated */
} MarbreDropped;

/**
 * A story as it was found in wire copy. What the copy does not say stays NULL: nothing is made up.
 */
typedef struct {
    char *title;           /**< (nullable) */
    char *section;         /**< (nullable) */
    char *outlet;          /**< (nullable) */
    char *author;          /**< (nullable) */
    char *dateline;        /**< (nullable) the place the story was filed from */
    char *date;            /**< (nullable) as RFC 3339 day or instant */
    GPtrArray *paragraphs; /**< of char *, plain text, a paragraph each */
    GPtrArray *dropped;    /**< of MarbreDropped, in the order of the file */
    const char *encoding;  /**< what the bytes were read as */
} MarbreWire;

void marbre_wire_free(MarbreWire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWire, marbre_wire_free)

/**
 * Read plain scraped text.
 *
 * @param bytes the file as it came, in UTF-8, UTF-16 with a byte order mark, or Windows-1252
 * @param lang the language of the text, such as "fr"
 * @param keep_boilerplate drop nothing
 * @return the story (transfer full), or NULL with MARBRE_ERROR_USAGE for a file that is too
 *     large, empty or no text
 */
MarbreWire *
marbre_wire_read_plain(GBytes *bytes, const char *lang, bool keep_boilerplate, GError **error);

/**
 * The story as an article's file: front matter with every value quoted, and Markdown that reads
 * as the paragraphs do.
 *
 * @param source_lang (nullable) written as `source-lang`
 * @return the file (transfer full)
 */
GBytes *marbre_wire_write(const MarbreWire *wire, const char *lang, const char *source_lang);
