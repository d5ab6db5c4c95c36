/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "report/report.h"

#include <stdbool.h>
#include <stdint.h>

/** What the checks of a run come to, and what reports are made of. */
typedef struct {
    MarbreCli *cli;
    MarbreNewsroom *newsroom;
    GPtrArray *findings;   /**< of MarbreFinding */
    GPtrArray *articles;   /**< of MarbreReportedArticle */
    GHashTable *by_folder; /**< folder to MarbreReportedArticle */
    GHashTable *titles;    /**< folder to title, where there are findings */
    GHashTable *workflows; /**< folder to MarbreWorkflow (not owned), likewise */
    GHashTable *stages;    /**< folder to the MarbreStage (not owned) where it stands, likewise */
    GHashTable *checks;    /**< lists of plugins that articles share, by their text */
    GHashTable *infos;     /**< plugin to MarbrePluginInfo, NULL where it can't be had */
    MarbreMessages *messages;
    GPtrArray *fingerprints; /**< (nullable) once asked for */
    int64_t now;             /**< as the report is told it */
    bool incomplete;
} MarbreCliJudged;

void marbre_cli_judged_init(MarbreCliJudged *judged, MarbreCli *cli, MarbreNewsroom *newsroom);
void marbre_cli_judged_clear(MarbreCliJudged *judged);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreCliJudged, marbre_cli_judged_clear)

/** A MarbreCheckedFunc; `user` is a MarbreCliJudged. */
void marbre_cli_judged_add(void *user, const MarbreChecked *checked);

/** All have been added: puts them in order, and readies the reader's words. */
void marbre_cli_judged_end(MarbreCliJudged *judged);

/** A report of it at an instant, lent as long as it lives. */
MarbreReport marbre_cli_judged_report(MarbreCliJudged *judged, int64_t now);
