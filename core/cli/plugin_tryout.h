/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "cli/cli.h"
#include "conform/site.h"
#include "plugin/host.h"

#include <stdbool.h>

/** What a task is tried on: an article of the newsroom, or files that lie anywhere. */
typedef struct {
    MarbreArticle *article;
    char **langs;             /**< published languages it is tried in */
    MarbreNewsroom *newsroom; /**< (nullable) */
    char *root;               /**< (nullable) the folder that stands for one outside of it */
    char *folder;             /**< (nullable) where its files lie, outside of a newsroom */
    char *zone;               /**< (nullable) the newsroom's time zone */
    GTimeZone *clock;
    MarbreOneSite site;
    MarbreSurroundings around;
} MarbreTryout;

/**
 * Open what the command line names: an article by path, id or slug, or a Markdown file or a folder
 * of them outside of every newsroom.
 *
 * @param lang  (nullable) the one language to try it in
 * @return false with an error
 */
bool marbre_tryout_open(
    MarbreCli *cli, const char *word, const char *lang, MarbreTryout *ret_trial, GError **error);
void marbre_tryout_clear(MarbreTryout *trial);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreTryout, marbre_tryout_clear)
