/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "gate/gate.h"
#include "newsroom/dossier.h"

/** An article with all that stands in the way of its next move. */
typedef struct {
    MarbreNewsroom *newsroom; /**< as the files lie, else the tip */
    MarbreDossier *dossier;
    GPtrArray *findings;
    MarbreAnswer *answer; /**< to moving on */
    GPtrArray *owed;      /**< of MarbreObstacle: marbre_gate_owed() */
    bool incomplete;
} MarbreOverview;

/**
 * Judge an article as a transition by the person at work would be judged; for `list` and `show`.
 *
 * @param actor  (nullable) as nobody: then no role stands in the way
 * @return (transfer full) or NULL with an error
 */
MarbreOverview *marbre_overview_new(MarbreCli *cli,
                                    MarbreNewsroom *tip,
                                    const char *folder,
                                    const MarbrePerson *actor,
                                    GError **error);
void marbre_overview_free(MarbreOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOverview, marbre_overview_free)
