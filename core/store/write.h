/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/changeset.h"
#include "store/signature.h"
#include "store/snapshot.h"

/**
 * One journalled write: commits are stacked, then branches, working files and git's index follow
 * all at once. Killed at any point, the next write finishes it or leaves no trace of it.
 */
typedef struct MarbreWrite MarbreWrite;

/**
 * Take the newsroom's lock, finish or undo what a killed command left, and start from the tip.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_BUSY (another command holds the lock),
 *         _FAILED (detached HEAD, read-only store, a journal that is not ours), _USAGE
 */
MarbreWrite *marbre_store_begin(MarbreStore *store, GError **error);

/** Release everything; what was not finished never happened. */
void marbre_write_unref(MarbreWrite *write);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWrite, marbre_write_unref)

/** Whether a killed command was finished or undone on the way; says what. (transfer full) */
bool marbre_write_recovered(const MarbreWrite *write, char **ret_what);

/** The newsroom's branch as it stood at the beginning. (transfer none) */
MarbreSnapshot *marbre_write_base(MarbreWrite *write);
/** The newsroom's branch with the commits made so far. (transfer none, until the next commit) */
MarbreSnapshot *marbre_write_snapshot(MarbreWrite *write);
/** The same of any branch; one that does not exist yet is empty. (transfer full) */
MarbreSnapshot *
marbre_write_branch_snapshot(MarbreWrite *write, const char *branch, GError **error);

/**
 * Make a commit on top of the branch as it is so far. Nothing is visible before _finish().
 *
 * @param branch  (nullable) short name; NULL: the newsroom's. A missing one begins with this commit
 * @param message  UTF-8; ends in one line end when written
 * @return false with MARBRE_ERROR_REFUSED where a path has a `filter` attribute (git-lfs) or is a
 *         folder in one and a file in the other; _INVALID for names or messages that no canonical
 *         commit can hold; _FAILED
 */
bool marbre_write_commit(MarbreWrite *write,
                         const char *branch,
                         MarbreChangeset *changeset,
                         const MarbreSignature *author,
                         const MarbreSignature *committer,
                         const char *message,
                         char ret_id[41],
                         GError **error);

/**
 * Make a commit of a whole tree.
 *
 * @param tree  id of the tree, such as another commit's
 * @param parents  (nullable) ids, first parent first; NULL: the branch as it is so far
 */
bool marbre_write_commit_tree(MarbreWrite *write,
                              const char *branch,
                              const char *tree,
                              const char *const *parents,
                              const MarbreSignature *author,
                              const MarbreSignature *committer,
                              const char *message,
                              char ret_id[41],
                              GError **error);

/**
 * Write a file's content now, to be put in a change set by its id, so that what a large write makes
 * need not stay in memory. Id of the blob.
 */
bool marbre_write_blob(MarbreWrite *write, GBytes *content, char ret_id[41], GError **error);

/** About so many blobs are to come: where these are more than may be files of their own, they go
 * into one pack from the first on. */
void marbre_write_expect(MarbreWrite *write, size_t blobs);

/** Write the tree that a change set makes of a branch, without a commit. Id of the tree. */
bool marbre_write_tree(MarbreWrite *write,
                       const char *branch,
                       MarbreChangeset *changeset,
                       char ret_tree[41],
                       GError **error);

/** Let the branch point at a commit that exists (fast-forward after a fetch). */
bool marbre_write_move(MarbreWrite *write, const char *branch, const char *commit, GError **error);

/** A signature over the bytes of a commit, as its header holds it; "" leaves it unsigned.
 * (transfer full) or NULL with an error */
typedef char *(*MarbreSealFunc)(void *user, GBytes *commit, GError **error);

/** Sign what is committed to the newsroom's branch from now on; NULL: no longer. */
void marbre_write_set_seal(MarbreWrite *write, MarbreSealFunc seal, void *user);

/** What the reflog will say; "marbre" unless told. */
void marbre_write_set_reason(MarbreWrite *write, const char *reason);

/**
 * Move the branches by compare-and-swap, all or none, then let working files and index follow.
 *
 * A working file is written only where it held the old commit's content (or is missing); equal to
 * the new content it is fine as it is; anything else is somebody's uncommitted words: it stays and
 * is named in `ret_kept`. Where the branch is checked out nowhere, no file is touched.
 *
 * @param ret_kept  (nullable) GPtrArray of char*, gets the paths left alone
 * @return false with MARBRE_ERROR_BUSY: a branch moved meanwhile, or git holds a lock: nothing
 *         changed, begin again. _FAILED: nothing changed, or, where the message says so, the
 *         branches moved and the next command finishes the rest.
 */
bool marbre_write_finish(MarbreWrite *write, GPtrArray *ret_kept, GError **error);
