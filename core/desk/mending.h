/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "finding/finding.h"

#include <glib.h>

/** Words that a fix changed for others. */
typedef struct {
    char *file;    /**< its name in the article's folder */
    uint64_t line; /**< in the file as it was */
    char *before;  /**< white space collapsed; "" for words put in */
    char *after;   /**< likewise; "" for words taken out */
} MarbreMendedWords;

/** What the fixes of one article's findings did. */
typedef struct {
    char *folder;
    char *title;
    size_t applied;   /**< findings that are cleared */
    GPtrArray *files; /**< of char *: paths that were, or would be, changed */
    GPtrArray *words; /**< of MarbreMendedWords, in order */
    char *commit;     /**< (nullable) where there is no working tree, the commit */
} MarbreMended;

void marbre_mended_free(MarbreMended *mended);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreMended, marbre_mended_free)

/**
 * Whether somebody wants a fix. It is asked once of each, in their order in the article; one that
 * was declined is not asked about again.
 *
 * @param finding  with its fix
 * @param bytes    the file of the finding, as the fixes before have left it
 */
typedef bool (*MarbreMendAsk)(void *user, const MarbreFinding *finding, GBytes *bytes);

/** What is to be mended. */
typedef struct {
    const char *rule;  /**< (nullable) PLUGIN/RULE: of this rule only */
    MarbreMendAsk ask; /**< (nullable) NULL: all is wanted */
    void *user;
} MarbreMendRequest;

/**
 * Apply the fixes of an article's findings to its files as they lie, again and again until none is
 * left that could be applied; in a repository without a working tree, as a commit. What is no words
 * is not touched (marbre_guard_choose()); the quotes of claims follow the words that they quote.
 *
 * @param request  (nullable) NULL: everything
 * @return (transfer full) or NULL with an error (MARBRE_ERROR_USAGE: no check has that rule), and
 *     nothing changed
 */
MarbreMended *marbre_desk_mend(const MarbreSession *session,
                               const char *folder,
                               const MarbreMendRequest *request,
                               GError **error);
