/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"

#include <glib.h>

/* The source of a translation as its approval saw it. */

/** The approvals of a state as words, newest first: "STAGE CONTENT STAGE CONTENT …"; NULL for none.
 *  (transfer full, nullable) */
char *marbre_approved_list(const MarbreState *state);

/**
 * Of such a list, the git id of the folder that the newest approval of a stage that judges sources
 * looked at.
 *
 * @param list  (nullable)
 * @param at  (nullable) where the article stands: what a later stage approved is compared there,
 * and not on the way, where nobody could approve it anew
 * @return (transfer full, nullable)
 */
char *marbre_approved_content(const MarbrePlan *plan, const char *list, const MarbreStage *at);

/**
 * The source of a published text as it was in a folder with this git id.
 *
 * @param lang  of the published text
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND where that folder had no such file, or
 *     where history ends before it (a shallow clone: the approval's digest still tells that it no
 *     longer holds); MARBRE_ERROR_FAILED
 */
GBytes *marbre_approved_source(MarbreNewsroom *newsroom,
                               const MarbreArticle *article,
                               const char *lang,
                               const char *content,
                               GError **error);
