/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** What somebody says of a word. Nothing is owned; what is not said is NULL. */
typedef struct {
    bool refuse;           /**< else it is accepted */
    bool house;            /**< among the words of the house, not among the names */
    const char *word;      /**< as it is written */
    const char *preferred; /**< what it stands for, or what to write instead */
    const char *why;
    const char *lang; /**< the first published language unless said */
} MarbreTerm;

/** What became of it. */
typedef struct {
    char *path;    /**< of the list */
    uint64_t line; /**< where in it the word is now */
    bool changed;  /**< else the list said so already */
    char *commit;  /**< (nullable) NULL: nothing changed, or --dry-run */
} MarbreTermed;

void marbre_termed_free(MarbreTermed *termed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTermed, marbre_termed_free)

/**
 * Put a word into the newsroom's glossary, or among its own words, as one commit. The files are
 * those that the workflow names, and are made where they are missing; what they hold already stays
 * byte for byte.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED (it contradicts what the list says, or the
 *     list has changes that no commit has), _USAGE (no word, or the list is broken), _BUSY, _FAILED
 */
MarbreTermed *
marbre_desk_term(const MarbreSession *session, const MarbreTerm *term, GError **error);

/** One line of the lists. */
typedef struct {
    char *path;
    uint64_t line;
    char *word;      /**< the preferred form, or the refused word of the house */
    char *lang;      /**< (nullable) */
    char **accepted; /**< never NULL; its own forms among them */
    char **refused;  /**< never NULL */
    char *say;       /**< (nullable) of the house: what to write */
    char *why;       /**< (nullable) */
    bool house;
} MarbreTermLine;

/** What the lists say, in their order. (transfer full) of MarbreTermLine, or NULL with an error */
GPtrArray *marbre_desk_terms(const MarbreSession *session, GError **error);
