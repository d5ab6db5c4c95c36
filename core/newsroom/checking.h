/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/finding.h"
#include "newsroom/newsroom.h"
#include "newsroom/plan.h"
#include "newsroom/roll.h"
#include "newsroom/share.h"
#include "newsroom/since.h"
#include "worker/kept.h"
#include "worker/pool.h"

#include <glib.h>
#include <stdbool.h>

/** Which stages' checks are asked. */
typedef enum {
    MARBRE_SCOPE_EVERY, /**< all: what blocks now and what will block later */
    MARBRE_SCOPE_LEFT,  /**< those of the stages that the article has left: what CI enforces */
    MARBRE_SCOPE_GATE,  /**< those up to its own stage: what a transition asks */
} MarbreScope;

/** Read only while checks run; nothing is copied. */
typedef struct {
    MarbrePool *pool;
    MarbreKept *kept; /**< (nullable) results of earlier runs */
    MarbreRoll *roll; /**< (nullable) the index: spares reading what has not changed */
    MarbreMoment now;
    MarbreScope scope;
    const char *as;            /**< (nullable) id of a stage: as if the articles stood there */
    const char *const *passed; /**< (nullable) ids of stages: as if they had been hurried past */
    MarbreShare share;         /**< only the articles of this part */
    MarbreSince *since;        /**< (nullable) of all articles only those that it concerns */
    GBytes *approved; /**< (nullable) compare sources with this one, and not with what was approved;
                           goes with nothing kept, and with one article */
    /** (nullable) How many of how many articles are done. */
    void (*progress)(void *user, size_t done, size_t of);
    void *progress_user;
} MarbreCheckSettings;

/** What the checks said of one article. Lent for the duration of the call. */
typedef struct {
    const char *folder;
    const char *id;    /**< (nullable) NULL without a state */
    const char *words; /**< (nullable) digest of what plugins see of it */
    const char *title;
    const MarbreWorkflow *workflow;
    const MarbreStage *stage;     /**< (nullable) NULL: published, or a stage that nobody knows */
    const MarbreArticle *article; /**< (nullable) NULL where it was not opened */
    GPtrArray *findings;          /**< of MarbreFinding, sorted */
    GPtrArray *checks;            /**< of char *: "translation 1.0.0 sha256:…" of each that ran */
    GPtrArray *plugins;           /**< of char *: their plugins' ids, sorted, each once */
    bool incomplete;              /**< a check could not run: no pass, and exit status 4 */
} MarbreChecked;

typedef void (*MarbreCheckedFunc)(void *user, const MarbreChecked *checked);

/**
 * Check articles, in any order.
 *
 * @param folders  (nullable) of char *; NULL: every article, and the roll is brought up to date
 * @param told     called once for each article
 * @return false: MARBRE_ERROR_USAGE (a workflow's plugins or options, `as`), _NOT_FOUND (a folder
 *     without an article), _FAILED
 */
bool marbre_check(MarbreNewsroom *newsroom,
                  const MarbreCheckSettings *settings,
                  const GPtrArray *folders,
                  MarbreCheckedFunc told,
                  void *user,
                  GError **error);

/**
 * Check one article that is at hand, as a transition would find it.
 *
 * @param plan  of the article's workflow
 */
bool marbre_check_article(MarbreNewsroom *newsroom,
                          const MarbreCheckSettings *settings,
                          MarbrePlan *plan,
                          MarbreArticle *article,
                          MarbreCheckedFunc told,
                          void *user,
                          GError **error);
