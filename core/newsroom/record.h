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
 * An article as it was when its folder had this git id.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED where the objects are missing
 */
MarbreArticle *
marbre_record_at(MarbreNewsroom *newsroom, const char *folder, const char *content, GError **error);

/** What a folder with this git id holds, names and ids alone. (transfer full) of MarbreFile, or
 * NULL with MARBRE_ERROR_FAILED */
GPtrArray *marbre_record_files(MarbreNewsroom *newsroom, const char *content, GError **error);

/** An article from these files, with the bytes of these parts (MBR_PART_*): of TEXT, SOURCE and
 *  CLAIMS. (transfer full) or NULL with MARBRE_ERROR_FAILED */
MarbreArticle *marbre_record_parts(MarbreNewsroom *newsroom,
                                   const char *folder,
                                   const GPtrArray *files,
                                   uint64_t parts,
                                   GError **error);

/** The same of which texts and source go to the end of their front matter, for whoever asks for
 * what stands there and for nothing else. */
MarbreArticle *marbre_record_fronts(MarbreNewsroom *newsroom,
                                    const char *folder,
                                    const GPtrArray *files,
                                    GError **error);

/**
 * The same with the bytes of these parts alone (MBR_PART_*): of TEXT, SOURCE and CLAIMS. Of what is
 * left out there are names and ids.
 */
MarbreArticle *marbre_record_parts_at(MarbreNewsroom *newsroom,
                                      const char *folder,
                                      const char *content,
                                      uint64_t parts,
                                      GError **error);

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
