/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/checking.h"

/* One article while it is being judged: which checks it owes, what they gave, what that means. */

/** A check of one published language. */
typedef struct {
    const MarbrePlannedCheck *check;
    const MarbreStage *stage; /**< the earliest that asks for it */
    bool aside;               /**< it binds nobody: the stage is owed, or was hurried past */
    char *lang;
    uint8_t key[MARBRE_KEPT_KEY];
    MarbreOutcome *outcome; /**< NULL until it is known */
} MarbreSlot;

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreCheckSettings *settings;
    MarbrePlan *plan;
    MarbreRow *row;
    MarbreArticle *article;   /**< (nullable) opened where the row does not say enough */
    const MarbreStage *stage; /**< (nullable) */
    const MarbreStage *until; /**< (nullable) the last stage whose errors block now */
    GPtrArray *slots;         /**< of MarbreSlot */
    size_t waiting;           /**< slots without an outcome */
    GPtrArray *errands;       /**< (nullable) what workers are asked for it, see errand.h */
    char *approved; /**< (nullable) marbre_approved_content(): what sources are compared with */
} MarbreSitting;

/**
 * @param facts    marbre_check_facts(): the keys of the row's facts
 * @param row      (transfer full)
 * @param article  (transfer full, nullable)
 */
MarbreSitting *marbre_sitting_new(MarbreNewsroom *newsroom,
                                  const MarbreCheckSettings *settings,
                                  MarbrePlan *plan,
                                  char **facts,
                                  MarbreRow *row,
                                  MarbreArticle *article);
void marbre_sitting_free(MarbreSitting *sitting);

/** Whether anything of the article itself must be seen, its row not being enough. */
bool marbre_sitting_needs_article(const MarbreSitting *sitting);

/** The checks that ran: "translation 1.0.0 sha256:…", each once. (transfer full) of char * */
GPtrArray *marbre_sitting_checks(const MarbreSitting *sitting);
/** Their plugins' ids, sorted, each once. (transfer container) of char * */
GPtrArray *marbre_sitting_plugins(const MarbreSitting *sitting);

/**
 * The findings that the outcomes come to, the engine's own included, weighed as the newsroom
 * weighs them. Every slot has its outcome. (transfer full) of MarbreFinding, sorted
 */
GPtrArray *marbre_sitting_findings(MarbreSitting *sitting, bool *ret_incomplete);
