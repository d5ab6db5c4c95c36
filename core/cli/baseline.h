/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "cli/judged.h"
#include "report/baseline.h"

#include <stdbool.h>

/** `--baseline FILE` and what goes with it. */
typedef struct {
    const char *file; /**< (nullable) as the person named it */
    bool write;       /**< --write-baseline */
    bool accept;      /**< --accept-new */
    MarbreBaseline *baseline;
    char *path; /**< absolute */
} MarbreCliBaseline;

/**
 * Reads the file before anything is judged.
 *
 * @param before  (nullable) what the changes start from: an entry that its version of the file
 *     lacks does not count, for nobody accepts their own findings
 */
bool marbre_cli_baseline_open(MarbreCliBaseline *self,
                              const MarbreCli *cli,
                              MarbreSnapshot *before,
                              GError **error);
void marbre_cli_baseline_clear(MarbreCliBaseline *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreCliBaseline, marbre_cli_baseline_clear)

/**
 * Tells known findings from new ones, says what is over, and writes the file where asked.
 *
 * @param whole  every article was judged
 */
bool marbre_cli_baseline_use(MarbreCliBaseline *self,
                             MarbreCliJudged *judged,
                             bool whole,
                             GError **error);
