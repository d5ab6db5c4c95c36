/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** Where the newsroom keeps lines of its own, in the form of lexicon/boilerplate.yaml. */
#define MARBRE_PHRASES_PATH "glossary/boilerplate.yaml"

/** Lines of web pages that are no part of a story, beyond those that are built in. Immutable. */
typedef struct MarbrePhrases MarbrePhrases;

/**
 * Read a file of such lines.
 *
 * @param path for messages
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE and every fault with its line
 */
MarbrePhrases *marbre_phrases_read(const char *path, GBytes *file, GError **error);
void marbre_phrases_free(MarbrePhrases *phrases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePhrases, marbre_phrases_free)

/** What the lists know of a line. */
typedef struct {
    const char *reason; /**< translated; lives as long as the lists */
    bool edge;  /**< prose may have the line too: it counts at the very head and foot alone */
    bool opens; /**< short lines that follow at the foot belong to it: titles of stories */
} MarbrePhraseHit;

/**
 * Look a line up, in the newsroom's own list and then the built-in one.
 *
 * @param own (nullable)
 */
bool marbre_phrases_find(const MarbrePhrases *own, const char *line, MarbrePhraseHit *ret_hit);

/** The line as lists have it: lower case, no accents, straight apostrophes, one space between
 * words, no signs at either end. (transfer full) */
char *marbre_phrases_fold(const char *line);
