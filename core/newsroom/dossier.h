/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/original.h"
#include "newsroom/plan.h"

#include <glib.h>
#include <stdbool.h>

/* Everything that a decision about an article needs to know, gathered once and only read then. */

/** Somebody who wrote words that a stage judges. */
typedef struct {
    const MarbrePerson *person; /**< (nullable) not owned; NULL for an address nobody has */
    char *email;
    size_t words;       /**< how many were put in */
    unsigned approvals; /**< good ones by others */
} MarbreWriter;

/** An approval and whether it still holds. */
typedef struct {
    const MarbreApproval *approval; /**< of the state; not owned */
    bool valid;
    bool undone;        /**< who gave it has left, and the newsroom's rules count it no more */
    GPtrArray *changes; /**< of MarbreWordChange: what voided it; empty where it is valid */
} MarbreGiven;

/** A stage as it is for one article. */
typedef struct {
    const MarbreStage *stage; /**< not owned */
    MarbreApprovals asked;    /**< what it asks for; of a stage that asks for none and was hurried
                                   past, one by somebody else with one of its roles; not owned */
    const MarbreOwed *owing;  /**< (nullable) of the state: until when its answer is owed */
    bool applies;             /**< its `when` holds */
    bool reached;             /**< the article stands there, or has left it */
    bool changed;       /**< what it judges is not what was published; marbre_dossier_compare() */
    char *digest;       /**< of what it judges now; NULL where it is not reached */
    GPtrArray *given;   /**< of MarbreGiven */
    GPtrArray *writers; /**< of MarbreWriter, since the last content that was so approved;
                             known under four-eyes, once it is reached */
    bool owed;          /**< approvals are asked for and not all there */
    GPtrArray *may;     /**< of MarbrePerson (not owned): whose approval would help */
} MarbreStation;

typedef struct {
    MarbreNewsroom *newsroom;
    MarbrePlan *plan;
    const MarbreWorkflow *workflow;
    MarbreArticle *article;
    MarbreState *state;       /**< a copy; without state.yaml a new one at the first stage, no id */
    bool fresh;               /**< there is no state.yaml yet */
    const MarbreStage *stage; /**< (nullable) NULL: published, spiked, retracted, or unknown */
    GPtrArray *stations;      /**< of MarbreStation, by stage index */
    MarbreOriginal *original; /**< (nullable) news of the article that it translates */
} MarbreDossier;

/**
 * @param article  as it is to be judged, uncommitted words included
 * @param tip      commit that the article stands on, or NULL where it is in no commit yet
 * @param pending  (nullable) e-mail of whoever wrote what no commit has yet
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED
 */
MarbreDossier *marbre_dossier_new(MarbreNewsroom *newsroom,
                                  MarbrePlan *plan,
                                  MarbreArticle *article,
                                  const char *tip,
                                  const char *pending,
                                  GError **error);
/**
 * The same of an article as it is committed, by somebody who knows its history already.
 *
 * @param versions  (nullable) marbre_versions_of() its folder; NULL: nobody wrote before
 */
MarbreDossier *marbre_dossier_new_of(MarbreNewsroom *newsroom,
                                     MarbrePlan *plan,
                                     MarbreArticle *article,
                                     GPtrArray *versions,
                                     GError **error);
void marbre_dossier_free(MarbreDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreDossier, marbre_dossier_free)

/**
 * Tell of each station whether what it judges is still what was published; of what was never
 * published, none has changed.
 *
 * @return false with MARBRE_ERROR_FAILED where what was published can't be read
 */
bool marbre_dossier_compare(MarbreDossier *dossier, GError **error);

/**
 * The stages that an article would be hurried past on its way to the last one: those from where it
 * stands whose answer is not given, and what is owed of earlier ones. Empty where it stands at no
 * stage.
 *
 * @return (transfer full) ids
 */
char **marbre_dossier_passes(const MarbreDossier *dossier);

const MarbreStation *marbre_dossier_station(const MarbreDossier *dossier, const MarbreStage *stage);
