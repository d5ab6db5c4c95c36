/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/finding.h"
#include "newsroom/newsroom.h"
#include "newsroom/plan.h"

#include <glib.h>
#include <stdbool.h>

/* What an article's record says, and whether the article still agrees with it. */

/**
 * Digest of what readers see of an article: its texts, their front matter and its media.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED where a medium can't be read
 */
char *marbre_record_digest(MarbreNewsroom *newsroom, const MarbreArticle *article, GError **error);

/** All that readers see of an article, as a stage would judge it. (transfer none) */
const MarbreJudged *marbre_record_seen(void);

/** Digest of what a stage judges in an article. (transfer full) or NULL likewise */
char *marbre_record_judged(MarbreNewsroom *newsroom,
                           const MarbreArticle *article,
                           const MarbreJudged *judged,
                           GError **error);

/** Whether it is published and its words are those that were. */
bool marbre_record_is_settled(MarbreNewsroom *newsroom, const MarbreArticle *article);

/** It stands as readers have it; what they don't see, its source say, is not as it was. */
#define MARBRE_SETTLED "yes"
/** Nothing of its folder has changed since it was published, but its record and its notes. */
#define MARBRE_SETTLED_WHOLE "whole"

/** One of these for a published article; NULL for one that readers have otherwise, or have not.
 * (transfer none) */
const char *marbre_record_settled(MarbreNewsroom *newsroom, const MarbreArticle *article);

/**
 * "marbre/silent-edit": published words were changed and no correction is open, told at the first
 * of them. (transfer full, nullable) NULL where that is not so
 */
MarbreFinding *marbre_record_silent_edit(MarbreNewsroom *newsroom, const MarbreArticle *article);

/**
 * The words by which a stage's judged content differs from what it was. The part of those of the
 * source is "source".
 *
 * @param judged  (nullable) NULL: all that readers see
 * @return (transfer full) of MarbreWordChange
 */
GPtrArray *marbre_record_changes(const MarbreArticle *before,
                                 const MarbreArticle *after,
                                 const MarbreJudged *judged);

/** The first few of such changes in words: “four” became “five”. (transfer full) */
char *marbre_record_name_changes(const GPtrArray *changes);
