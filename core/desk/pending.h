/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/** An article as somebody at work sees it: as its files lie, with what no commit has yet. */
typedef struct {
    MarbreArticle *article;
    MarbreNewsroom *files; /**< where it was read: the working tree, or the tip */
    GPtrArray *changed;    /**< of char *: paths that differ from the tip */
    GPtrArray *removed;    /**< of char *: paths that are gone */
    bool committed;        /**< the tip has the article at all */
    char *title;           /**< for messages */
} MarbrePending;

/**
 * Read an article as it lies, and what of it is not committed.
 *
 * @param folder  of the article
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND, _REFUSED (somebody edited state.yaml by
 *     hand), _FAILED
 */
MarbrePending *marbre_pending_read(const MarbreSession *session,
                                   MarbreNewsroom *tip,
                                   const char *folder,
                                   GError **error);
void marbre_pending_free(MarbrePending *pending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePending, marbre_pending_free)

bool marbre_pending_is_clean(const MarbrePending *pending);
/** Whether a file of it, a path from the root, differs from what is committed. */
bool marbre_pending_is_unsaved(const MarbrePending *pending, const char *path);

/**
 * Names and kinds that no article may hold are never committed, and neither is what git has brought
 * together and nobody has looked at: false with MARBRE_ERROR_REFUSED.
 */
bool marbre_pending_check(const MarbrePending *pending, GError **error);

/** The uncommitted words as changes to commit. (transfer full) or NULL with an error */
MarbreChangeset *marbre_pending_changeset(const MarbrePending *pending, GError **error);
