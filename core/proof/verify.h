/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/finder.h"
#include "proof/verdict.h"
#include "store/store.h"
#include "worker/pool.h"

/** How a history is judged. Nothing is owned. */
typedef struct {
    const char *trust;  /**< a commit taken on trust, from outside the repository */
    const char *lang;   /**< (nullable) the reader's, for the titles of stages */
    const char *since;  /**< (nullable) a commit: the checks of what is newer are run again */
    bool replay;        /**< the checks of all are */
    bool no_exceptions; /**< nothing is let pass, whatever marbre.yaml excepts */
    /** (nullable) What was found before is kept, and taken up again where nothing that it rests on
     * has changed. */
    MarbreFinder *finder;
    MarbrePool *pool; /**< plugins: installed here, never of the side that is judged */
    /** (nullable) How many of how many commits are done. */
    void (*progress)(void *user, size_t done, size_t of);
    void *progress_user;
} MarbreVerifySettings;

/**
 * Judge every commit of a branch's own line, and what its merges brought in, by the policy in
 * force where it entered.
 *
 * @param from  (nullable) judge what came after this commit; NULL: after the trusted one
 * @param to    (nullable) NULL: the newsroom's branch
 * @return (transfer full) or NULL where it can't be judged, which is never a yes:
 *     MARBRE_ERROR_USAGE (an unknown commit; a plugin that is not installed), _FAILED (the trusted
 *     commit is not in this history, objects are missing, a clone that ends early)
 */
MarbreVerdict *marbre_verify(MarbreStore *store,
                             const MarbreVerifySettings *settings,
                             const char *from,
                             const char *to,
                             GError **error);
