/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/dossier.h"

/* Who wrote what a stage judges, and whose approvals answer for it: a dossier's own business. */

/** The article as it went, and who wrote on the way. */
typedef struct {
    MarbreArticle *article;
    GPtrArray *authors; /**< of MarbreAuthor; not owned */
} MarbrePast;

/** An empty past. (transfer full) of MarbrePast, oldest first */
GArray *marbre_past_new(void);

/**
 * All versions, and the article as it lies there.
 *
 * @param pending   of MarbreAuthor: who wrote what no commit has yet; outlives the past
 * @param versions  marbre_versions_of() its folder; outlives the past
 * @return (transfer full) of MarbrePast, oldest first; NULL with an error
 */
GArray *
marbre_past_read(MarbreDossier *dossier, GPtrArray *pending, GPtrArray *versions, GError **error);

/** Frees a MarbreWriter. */
void marbre_writer_free(void *writer);

/** Whether the rules count an approval no more, whatever it was given for. */
bool marbre_dossier_is_undone(const MarbreDossier *dossier, const MarbreApproval *approval);

/** Good approvals of a content by people, each counted once: ids. (transfer container) */
GPtrArray *marbre_dossier_approvers(const MarbreDossier *dossier,
                                    const MarbreState *state,
                                    const MarbreStage *stage,
                                    const char *digest);

/**
 * Whether enough approvals are there: `count` of them, and under four-eyes for everyone who wrote,
 * `count` by others, which is noted in each writer.
 *
 * @param people  marbre_dossier_approvers()
 */
bool marbre_writers_are_answered(const MarbreApprovals *asked,
                                 const GPtrArray *people,
                                 GPtrArray *writers);

/** Go through the versions: whoever changed judged words is a writer of the station, until the
 * content is so approved; then nobody is. */
void marbre_writers_find(const MarbreDossier *dossier, MarbreStation *station, const GArray *past);
