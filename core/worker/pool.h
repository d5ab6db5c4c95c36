/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "plugin/descriptor.h"
#include "plugin/finder.h"
#include "plugin/host.h"
#include "plugin/outcome.h"
#include "plugin/use.h"
#include "worker/sandbox.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Milliseconds that a run of one task on one article may take. */
#define MARBRE_POOL_DEADLINE_MS 10000
/** Deaths of workers after which a plugin is set aside for the rest of a pool's life. */
#define MARBRE_POOL_DEATHS 3

/** How plugins are found and run. Used by one thread. */
typedef struct MarbrePool MarbrePool;

typedef struct {
    MarbreFinder *finder;  /**< (transfer none) outlives the pool */
    unsigned workers;      /**< processes side by side of a kind; 0: one a processor */
    unsigned deadline_ms;  /**< 0: MARBRE_POOL_DEADLINE_MS */
    const char *stock;     /**< (nullable) folder of the plugins that share their workers; NULL: the
                                installed one */
    const char *described; /**< (nullable) folder in which to keep what plugins declare, so that a
                               worker is started only for those that run; it is trusted, so not for
                               verdicts on other people's work */
    bool in_process;       /**< no worker at all: for debuggers, in `check` and `plugin run` */
} MarbrePoolSettings;

/** One article in one language and the tasks to run on it. */
typedef struct {
    MarbreArticle *article;
    char *lang;      /**< published language; (nullable): the first one */
    GPtrArray *uses; /**< of MarbreTaskUse */
    bool approved;   /**< the source as it was approved may be asked for */
    void *user;      /**< the caller's own */
} MarbreWork;

/** @param uses (transfer none) a reference is kept, not a copy */
MarbreWork *marbre_work_new(MarbreArticle *article, const char *lang, GPtrArray *uses, void *user);
void marbre_work_free(MarbreWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWork, marbre_work_free)

/** A pool without workers yet: the first question starts the first one. */
MarbrePool *marbre_pool_new(const MarbrePoolSettings *settings);
/** Ends the workers and waits until they are gone. */
void marbre_pool_free(MarbrePool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePool, marbre_pool_free)

/**
 * What a plugin declares. It is loaded in a worker, which stays to run its tasks.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND where no file has that name,
 *         MARBRE_ERROR_REFUSED where the file is not to be trusted, MARBRE_ERROR_INVALID where it
 *         is no sound plugin, MARBRE_ERROR_FAILED where it ended its worker
 */
MarbrePluginInfo *marbre_pool_describe(MarbrePool *pool, const char *id, GError **error);

/** The next work (transfer full), or NULL after the last; not asked again after a NULL. */
typedef MarbreWork *(*MarbrePoolNext)(void *user);

/**
 * What one task gave; called once for each (work, use), in any order, from within
 * marbre_pool_run(). The outcome has passed marbre_outcome_check(); its reads are those that this
 * process answered.
 *
 * @param work     (transfer none) freed after its last use is done
 * @param outcome  (transfer none)
 */
typedef void (*MarbrePoolDone)(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome);

/**
 * Run all works. A task that crashes, hangs, sends nonsense or cannot be created gets an outcome
 * that says so, and the others go on. Every plugin used must have been described by this pool.
 *
 * @param surroundings  answers what the tasks ask about the rest of the newsroom
 * @return false, with MARBRE_ERROR_FAILED, only where no worker can be had at all; works that
 *         were pulled but not done by then are freed
 */
bool marbre_pool_run(MarbrePool *pool,
                     MarbrePoolNext next,
                     MarbrePoolDone done,
                     void *user,
                     const MarbreSurroundings *surroundings,
                     MarbreMoment now,
                     GError **error);

/**
 * The work on whose behalf a function of the surroundings is being called; (transfer none,
 * nullable) outside of such a call.
 */
const MarbreWork *marbre_pool_get_current(const MarbrePool *pool);

/** What locks this pool's workers in; nothing at all in process. */
MarbreSandbox marbre_pool_get_sandbox(const MarbrePool *pool);
