/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/signature.h"
#include "store/store.h"

#include <stddef.h>

/** A commit, read from its raw bytes by our own parser. Public fields are read only. */
typedef struct {
    char id[41];
    char tree[41];
    char **parents; /**< NULL-terminated */
    MarbreSignature *author;
    MarbreSignature *committer;
    char *subject; /**< first line of the message */
    char *message; /**< all of it; UTF-8, made valid where it was not */
    GBytes *raw;
    char *not_canonical; /**< (nullable) why these bytes are not the ones that we would write */
    GPtrArray *trailers; /**< private */
} MarbreCommit;

MarbreCommit *marbre_commit_read(MarbreStore *store, const char *rev, GError **error);
MarbreCommit *marbre_commit_ref(MarbreCommit *commit);
void marbre_commit_unref(MarbreCommit *commit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCommit, marbre_commit_unref)

/** Value of a trailer; NULL where it is absent, folded or given more than once. */
const char *marbre_commit_trailer(const MarbreCommit *commit, const char *key);

/** All trailers in order. @param ret_key, ret_value  (transfer none). False behind the last. */
bool marbre_commit_trailer_at(const MarbreCommit *commit,
                              size_t index,
                              const char **ret_key,
                              const char **ret_value);

/**
 * The signature that a commit carries, and what it is over: the commit's bytes without it, as for
 * git.
 *
 * @param ret_armoured  (transfer full) lines as their signer wrote them
 * @param ret_payload   (transfer full)
 * @return false where it carries none, or more than one
 */
bool marbre_commit_signature(const MarbreCommit *commit, char **ret_armoured, GBytes **ret_payload);

/** How many signatures it carries. */
unsigned marbre_commit_count_signatures(const MarbreCommit *commit);

/** @return false to stop the walk. */
typedef bool (*MarbreCommitFunc)(void *user, MarbreCommit *commit);

/**
 * Walk from a commit into its past, children before parents.
 *
 * @param from  (nullable) rev; NULL: tip of the newsroom's branch
 * @param until  (nullable) rev; neither it nor its past is told
 * @return false with MARBRE_ERROR_FAILED where history ends early (shallow clone; the sentence
 *         says how to fetch it) or an object is missing
 */
bool marbre_store_walk_range(MarbreStore *store,
                             const char *from,
                             const char *until,
                             bool first_parent,
                             MarbreCommitFunc tell,
                             void *user,
                             GError **error);
/** The same to the very beginning. */
bool marbre_store_walk(MarbreStore *store,
                       const char *from,
                       bool first_parent,
                       MarbreCommitFunc tell,
                       void *user,
                       GError **error);
