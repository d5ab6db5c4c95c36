/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "worker/pool.h"

/* Articles, pools and uses for the tests of the pool. */

/** What a run of several works gave. */
typedef struct {
    GPtrArray *articles; /* of MarbreArticle, articles/NUMBER */
    GPtrArray *uses;     /* of MarbreTaskUse */
    GPtrArray *outcomes; /* of MarbreOutcome: for each article, for each use */
    guint next;
    guint done;
} ZooRun;

/** A finder for the plugins that were built beside the test. */
MarbreFinder *zoo_finder(void);
/** With a deadline that no busy machine reaches; stock plugins share their workers where `stock`.
 */
MarbrePool *zoo_pool(bool in_process, bool stock, unsigned workers);

/** An article with that number and a body of `size` bytes. */
MarbreArticle *zoo_article(unsigned number, size_t size);
/** The task of a plugin with its options. */
MarbreTaskUse *zoo_use(MarbrePool *pool, const char *id, const char *deed, const char *on);

ZooRun *zoo_run_new(unsigned articles);
void zoo_run_free(ZooRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZooRun, zoo_run_free)

/** Add a use of it to every article. */
void zoo_run_use(ZooRun *run, MarbrePool *pool, const char *id, const char *deed, const char *on);
/** Run all of it and assert that each pair was answered once. */
void zoo_run_do(ZooRun *run, MarbrePool *pool, const MarbreSurroundings *surroundings);
const MarbreOutcome *zoo_run_get(const ZooRun *run, guint article, guint use);

/** It found the path of that article and nothing else. */
void zoo_assert_good(const MarbreOutcome *outcome, guint article);
/** A newsroom of a few files; notes in `asked` which of them were read. */
MarbreSurroundings zoo_surroundings(GString *asked);
/** The value of the argument `name` of the only finding; NULL for none. (transfer full) */
char *zoo_argument(const MarbreOutcome *outcome, const char *name);
/** Processes of this user that descend from this one, itself not counted. */
unsigned zoo_descendants(void);
