/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <stddef.h>
#include <stdint.h>

/**
 * A newsroom's files at one point: a commit's, a tree's, the working tree's or the index's.
 * Those of commits and trees never change; a working tree is read as it lies at each call.
 * May be used by several threads.
 */
typedef struct MarbreSnapshot MarbreSnapshot;

/** What stands at a path; only FILE and EXEC are ever opened. */
typedef enum {
    MARBRE_ENTRY_FILE,
    MARBRE_ENTRY_FOLDER,
    MARBRE_ENTRY_LINK,      /**< symbolic link */
    MARBRE_ENTRY_EXEC,      /**< file with the executable bit */
    MARBRE_ENTRY_SUBMODULE, /**< another repository */
    MARBRE_ENTRY_OTHER,     /**< pipe, socket, device, unmerged entry of the index */
} MarbreEntryKind;

typedef struct {
    char *name;
    MarbreEntryKind kind;
    char oid[41];  /**< git id; "" for folders outside of commits and for what has none */
    uint64_t size; /**< working tree only, else 0 */
} MarbreEntry;

void marbre_entry_free(MarbreEntry *entry);

/** Files of the commit that `rev` names; NULL: the newsroom's branch (an unborn one is empty). */
MarbreSnapshot *marbre_snapshot_commit(MarbreStore *store, const char *rev, GError **error);
/** Files of a tree by its id. */
MarbreSnapshot *marbre_snapshot_of_tree(MarbreStore *store, const char *tree, GError **error);
/** Files as they lie in the working tree, but for untracked ones that git ignores. */
MarbreSnapshot *marbre_snapshot_worktree(MarbreStore *store, GError **error);
/** Files as they are staged. */
MarbreSnapshot *marbre_snapshot_index(MarbreStore *store, GError **error);

MarbreSnapshot *marbre_snapshot_ref(MarbreSnapshot *snapshot);
void marbre_snapshot_unref(MarbreSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSnapshot, marbre_snapshot_unref)

/** Whether ids and contents can no longer change: true but for working trees. */
bool marbre_snapshot_is_fixed(const MarbreSnapshot *snapshot);
/** The commit; of a working tree or index the one below it. NULL where there is none yet. */
const char *marbre_snapshot_commit_id(const MarbreSnapshot *snapshot);
MarbreStore *marbre_snapshot_get_store(const MarbreSnapshot *snapshot);

/**
 * Content of a regular file, executable or not.
 *
 * @param limit  more bytes than this are refused before they are read
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND; _REFUSED (no regular file, a link on
 *         the way, too large, an unsafe path); _FAILED (object missing or corrupt)
 */
GBytes *
marbre_snapshot_read(MarbreSnapshot *snapshot, const char *path, size_t limit, GError **error);

/** Content of a file by its git id, as an entry has it. */
GBytes *
marbre_snapshot_read_id(MarbreSnapshot *snapshot, const char *oid, size_t limit, GError **error);

/** The same of which the first bytes are wanted: these, more of them, or as few as come without
 *  reading all of it. */
GBytes *marbre_snapshot_read_first(
    MarbreSnapshot *snapshot, const char *oid, size_t first, size_t limit, GError **error);

/**
 * What a folder holds, sorted by bytes of the name. `folder` is "" for the root.
 *
 * @return (transfer full) GPtrArray of MarbreEntry*, or NULL: MARBRE_ERROR_NOT_FOUND or as above
 */
GPtrArray *marbre_snapshot_list(MarbreSnapshot *snapshot, const char *folder, GError **error);

/** What stands at `path`, without its size. NULL with MARBRE_ERROR_NOT_FOUND. (transfer full) */
MarbreEntry *marbre_snapshot_entry(MarbreSnapshot *snapshot, const char *path, GError **error);
/** Whether anything stands at `path`. False, with an error, where that cannot be known. */
bool marbre_snapshot_has(MarbreSnapshot *snapshot, const char *path, bool *ret_has, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreEntry, marbre_entry_free)

/** Git's tree id of a folder; of a working tree the one that committing it would give. */
bool marbre_snapshot_folder_id(MarbreSnapshot *snapshot,
                               const char *folder,
                               char ret_oid[41],
                               GError **error);
/** Git's id of a regular file. */
bool marbre_snapshot_file_id(MarbreSnapshot *snapshot,
                             const char *path,
                             char ret_oid[41],
                             GError **error);

typedef enum { MARBRE_DIFF_ADDED, MARBRE_DIFF_REMOVED, MARBRE_DIFF_CHANGED } MarbreDiffKind;

/** @param old_oid, new_oid  "" where the path is absent. @return false to stop. */
typedef bool (*MarbreDiffFunc)(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid);

/**
 * Tell every path (no folders) that differs between two snapshots of one store, sorted as git
 * sorts. Equal folders are skipped by their ids.
 *
 * @param under  (nullable) only below this folder, or this file
 */
bool marbre_snapshot_diff(MarbreSnapshot *a,
                          MarbreSnapshot *b,
                          const char *under,
                          MarbreDiffFunc change,
                          void *user,
                          GError **error);
