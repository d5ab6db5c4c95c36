/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/state.h"
#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** The last move of an article, as its record has it. */
typedef struct {
    char *commit;        /**< (nullable) NULL: none is on record */
    char *transition;    /**< (nullable) "advance" */
    char *actor;         /**< (nullable) id of whoever made it */
    char *from;          /**< (nullable) the stage that it left */
    MarbreState *before; /**< (nullable) the record as it found it; NULL: there was none */
    bool overtaken;      /**< the record has been changed since, by a merge */
    bool edited;         /**< the record before says that it was published, and its words are others
                              now */
} MarbreLast;

/**
 * @param newsroom  where the article stands
 * @param article   as it is committed
 * @param versions  marbre_versions_of() it
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED
 */
MarbreLast *marbre_last_of(MarbreNewsroom *newsroom,
                           const MarbreArticle *article,
                           const GPtrArray *versions,
                           GError **error);
void marbre_last_free(MarbreLast *last);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLast, marbre_last_free)
