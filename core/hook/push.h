/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "proof/verdict.h"
#include "store/store.h"
#include "worker/pool.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** One ref as a push would move it. */
typedef struct {
    char *from; /**< (nullable) where it stands; NULL: it is made */
    char *to;   /**< (nullable) where it would; NULL: it is deleted */
    char *ref;  /**< whole: "refs/heads/main", any bytes but line ends */
} MarbreRefMove;

/** One reason to refuse a push. Read only. */
typedef struct {
    char *ref;
    char *commit;  /**< (nullable) id */
    char *subject; /**< (nullable) of the commit */
    char *title;   /**< (nullable) of the article that it is about */
    char *rule;    /**< "marbre/role-missing" */
    char *who;     /**< (nullable) name or address of the commit's author */
    char *message; /**< what is wrong */
    char *right;   /**< (nullable) what would be right */
} MarbreRefusal;

/** How a push is judged. Nothing is owned. */
typedef struct {
    const char *branch; /**< short name of the newsroom's */
    const char *trust;  /**< the commit taken on trust, 40 hex digits */
    const char *lang;   /**< (nullable) the pusher's, for the titles of stages */
    int64_t now;        /**< the server's clock */
    bool rehearsal;     /**< in a clone: where the server's refs stand is as it was last heard */
    MarbrePool *pool;
} MarbrePushSettings;

void marbre_ref_move_free(MarbreRefMove *move);
void marbre_refusal_free(MarbreRefusal *refusal);

/**
 * The lines that git gives a pre-receive hook: `OLD NEW REF`.
 *
 * @return (transfer full) of MarbreRefMove, or NULL with MARBRE_ERROR_INVALID
 */
GPtrArray *marbre_push_parse(const char *lines, size_t size, GError **error);

/**
 * Judge a push. Nothing is written.
 *
 * @param moves  of MarbreRefMove
 * @return (transfer full) of MarbreRefusal, empty: it may come in. NULL with an error where it
 *     can't be judged, which is never a yes
 */
GPtrArray *marbre_push_judge(MarbreStore *store,
                             const MarbrePushSettings *settings,
                             const GPtrArray *moves,
                             GError **error);

/**
 * The language of whoever made what a push brings to the newsroom's branch, by people.yaml as it
 * was before. (transfer full, nullable)
 */
char *marbre_push_language(MarbreStore *store, const char *branch, const GPtrArray *moves);
