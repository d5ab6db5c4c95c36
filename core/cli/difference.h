/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "base/json.h"
#include "cli/cli.h"

#include <glib.h>

/** A stretch in which words changed: a sentence, or several that changes join. */
typedef struct {
    char *label; /**< what an editor calls the place: “line 12”, “halle.jpg, credit” */
    GPtrArray *pieces; /**< of MarbrePiece */
    bool of_claims;    /**< of the ledger: told in words, whatever the screen */
} MarbrePassage;

/** How two states of an article differ, part by part. */
typedef struct {
    GPtrArray *changes;  /**< of MarbreWordChange: text, what stands above it, source, claims, media
                          */
    GPtrArray *passages; /**< of MarbrePassage, in that order */
} MarbreDifference;

/** (transfer full) */
MarbreDifference *marbre_difference_new(const MarbreArticle *before, const MarbreArticle *after);
void marbre_difference_free(MarbreDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreDifference, marbre_difference_free)

/** The changes as sentences, wrapped for a terminal. */
void marbre_difference_print_prose(const MarbreCli *cli, const MarbreDifference *difference);
/** A line a change, for what is no terminal. */
void marbre_difference_print_lines(const MarbreDifference *difference);
/** The members “changes” and “passages” of a JSON object. */
void marbre_difference_write(MarbreJson *json, const MarbreDifference *difference);

/** The claims of two ledgers that differ, each told in words. @param passages  of MarbrePassage */
void marbre_difference_add_claims(GPtrArray *passages,
                                  const MarbreArticle *before,
                                  const MarbreArticle *after);
/** One passage more. @param label  (transfer full) */
MarbrePassage *marbre_difference_add(GPtrArray *passages, char *label);
