/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
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
 * Judge an article as a transition by the person at work would be judged.
 *
 * @param session  its store, pool, kept results, instant, language and key are used
 * @param files    (nullable) the newsroom as its files lie, where that is known already
 * @param actor    (nullable) as nobody: then no role stands in the way
 * @return (transfer full) or NULL with an error
 */
MarbreOverview *marbre_overview_new(const MarbreSession *session,
                                    MarbreNewsroom *tip,
                                    MarbreNewsroom *files,
                                    const char *folder,
                                    const MarbrePerson *actor,
                                    GError **error);
void marbre_overview_free(MarbreOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOverview, marbre_overview_free)
