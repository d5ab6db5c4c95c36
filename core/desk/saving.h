/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "gate/gate.h"

#include <glib.h>
#include <stdbool.h>

/** What became of one article's uncommitted words. */
typedef struct {
    char *folder;
    char *title;
    char *commit;           /**< (nullable) NULL: nothing to save, refused, or --dry-run */
    size_t files;           /**< that differ from the last commit */
    GPtrArray *obstacles;   /**< of MarbreObstacle; empty: allowed */
    MarbreDossier *dossier; /**< (nullable) keeps the obstacles' people alive */
} MarbreSaved;

void marbre_saved_free(MarbreSaved *saved);

/**
 * Commit edits, one commit an article, all by one move of the branch. What may not be saved stays
 * in its file and is told.
 *
 * @param folders  (nullable) of char *; NULL: every article that was edited
 * @param message  (nullable)
 * @return (transfer full) of MarbreSaved; NULL with an error where nothing was saved
 */
GPtrArray *marbre_desk_save(const MarbreSession *session,
                            const GPtrArray *folders,
                            const char *message,
                            GError **error);
