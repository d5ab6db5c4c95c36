/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "newsroom/slate.h"

#include <glib.h>
#include <stdbool.h>

/** What stood in an article's way when it was last looked at. Read only. */
typedef struct {
    guint obstacles;
    guint owed;
    char **approvers; /**< ids: whose approval it waits for where it stands */
    char **payers;    /**< ids: whose answer is owed, for `owed_stage` */
    char *owed_stage; /**< (nullable) id */
    bool ready;       /**< nothing but approvals stands in its way */
    bool unsaved;     /**< it holds words that no commit has */
    bool incomplete;  /**< a check could not run */
    GPtrArray *owing; /**< (nullable) of MarbreObstacle: what is owed, where it was just judged */
    GPtrArray *findings; /**< (nullable) of MarbreFinding, likewise */
} MarbreOutlook;

/**
 * The outlooks of a newsroom, kept for some hours where nothing changes: neither the article, as
 * its files lie, nor the newsroom's rules, nor an hour that it has passes.
 */
typedef struct MarbreOutlooks MarbreOutlooks;

/** @param tip, slate  must live as long */
MarbreOutlooks *marbre_outlooks_open(MarbreCli *cli, MarbreNewsroom *tip, const MarbreSlate *slate);
/** Keeps what was found. */
void marbre_outlooks_free(MarbreOutlooks *outlooks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOutlooks, marbre_outlooks_free)

/**
 * @param row  of the article
 * @param anew  judge it in any case
 * @return (transfer none) or NULL with an error; where the article is gone MARBRE_ERROR_NOT_FOUND
 */
const MarbreOutlook *
marbre_outlook_of(MarbreOutlooks *outlooks, const MarbreRow *row, bool anew, GError **error);
