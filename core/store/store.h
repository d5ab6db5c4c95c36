/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** A newsroom's git repository, open. Never written to except through MarbreWrite. */
typedef struct MarbreStore MarbreStore;

/**
 * Open the repository that holds `dir`, looking upwards as git does.
 *
 * Repositories that cannot be judged are refused in words: SHA-256, reftable, one that belongs to
 * somebody else (the sentence has the git command that helps), an unknown format.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (no repository there) or _FAILED
 */
MarbreStore *marbre_store_open(const char *dir, GError **error);

/**
 * Open the repository of a server hook for reading only: `gitdir` itself, nothing above it, no
 * user's configuration, and the pushed objects in `quarantine` (nullable: GIT_QUARANTINE_PATH).
 */
MarbreStore *marbre_store_open_hook(const char *gitdir, const char *quarantine, GError **error);

/**
 * Make a repository with an unborn branch. The folder is made where missing; a repository that
 * is already there is MARBRE_ERROR_REFUSED.
 */
MarbreStore *marbre_store_init(const char *dir, const char *branch, GError **error);

MarbreStore *marbre_store_ref(MarbreStore *store);
void marbre_store_unref(MarbreStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreStore, marbre_store_unref)

bool marbre_store_is_bare(const MarbreStore *store);
/** Whether history ends early here (`git clone --depth`); reading and writing still work. */
bool marbre_store_is_shallow(const MarbreStore *store);
/** Absolute path of the working tree without a final slash. (nullable, transfer none) */
const char *marbre_store_get_workdir(const MarbreStore *store);
/** Absolute path of git's common directory without a final slash. (transfer none) */
const char *marbre_store_get_gitdir(const MarbreStore *store);

/**
 * Short name of the newsroom's branch: git's `marbre.branch`, else the branch that HEAD names.
 * NULL where HEAD is detached. (nullable, transfer none)
 */
const char *marbre_store_get_branch(const MarbreStore *store);
/** Whether the working tree at hand shows the newsroom's branch. */
bool marbre_store_is_on_branch(const MarbreStore *store);

/**
 * Whether git is in the middle of a merge, a rebase or the like in the working tree at hand: what
 * lies there is then not only somebody's own words.
 */
bool marbre_store_is_merging(const MarbreStore *store);

/** A value of git's configuration, user's and system's included. (nullable, transfer full) */
char *marbre_store_config_get(MarbreStore *store, const char *key);
/** Set a value in the repository's own configuration. */
bool
marbre_store_config_set(MarbreStore *store, const char *key, const char *value, GError **error);

/** The folder `marbre` in git's common directory, made when missing. (transfer full) */
char *marbre_store_own_dir(MarbreStore *store, GError **error);

/**
 * For long scans (`check`, `publish`): do not hash every object read once more. For `verify` and
 * before writing leave it off. Holds for the whole process, as libgit2's switch does.
 */
void marbre_store_set_scan(MarbreStore *store, bool scan);

/** How long to wait for a lock that another process holds; 5,000 ms unless told. */
void marbre_store_set_patience(MarbreStore *store, unsigned milliseconds);

/**
 * Commit that `rev` names (a branch, tag, id, unique prefix, `HEAD~3`); NULL: the newsroom's
 * branch, or HEAD where it is detached.
 *
 * @return (transfer full) 40 hex digits, or NULL with MARBRE_ERROR_NOT_FOUND or _FAILED
 */
char *marbre_store_resolve(MarbreStore *store, const char *rev, GError **error);

/** Tip of `refs/heads/BRANCH`. NULL without an error set where there is no such branch. */
char *marbre_store_tip(MarbreStore *store, const char *branch, GError **error);

/** Whether `ancestor` is `commit` or in its past. False with error set where it cannot be told. */
bool marbre_store_is_ancestor(MarbreStore *store,
                              const char *ancestor,
                              const char *commit,
                              GError **error);

/** Best common ancestor. (transfer full) NULL without an error set where there is none. */
char *
marbre_store_merge_base(MarbreStore *store, const char *one, const char *other, GError **error);

/** Names of local branches, short, sorted. (transfer full) */
char **marbre_store_branches(MarbreStore *store, GError **error);

/**
 * Finish or undo what a killed command left behind. Does nothing, and takes no lock, where
 * nothing was left.
 *
 * @param ret_what  (nullable, transfer full) what was done, a sentence; NULL where nothing was
 */
bool marbre_store_recover(MarbreStore *store, char **ret_what, GError **error);
