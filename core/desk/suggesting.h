/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/** A statement of an article that no claim of its ledger covers. */
typedef struct {
    char *words;    /**< to record */
    char *by;       /**< (nullable) whose word it is, as far as the text tells */
    char *kind;     /**< (nullable) what it is about */
    char *sentence; /**< it stands in */
    char *path;     /**< of the text */
    uint64_t line;
    uint64_t column;
} MarbreSuggestion;

/** What could be recorded. */
typedef struct {
    char *folder;
    char *slug;
    char *title;
    GPtrArray *items; /**< of MarbreSuggestion, in order of the text */
    bool incomplete;  /**< a check could not run: there may be more */
} MarbreSuggested;

void marbre_suggested_free(MarbreSuggested *suggested);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSuggested, marbre_suggested_free)

/**
 * Ask the checks which statements of an article, as it lies, are not recorded: findings of a rule
 * `claim-unrecorded`, whose arguments are `words`, `by` and `kind`. Words that stand in several
 * places are proposed with the whole of their sentence.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE where no check of the article's workflow has
 *     such a rule; _NOT_FOUND, _FAILED
 */
MarbreSuggested *
marbre_desk_suggest(const MarbreSession *session, const char *folder, GError **error);
