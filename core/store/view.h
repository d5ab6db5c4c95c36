/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what the kinds of snapshots have in common. */
#pragma once

#include "store/snapshot.h"
#include "store/tree.h"

typedef struct MarbreView MarbreView;

/** One kind of snapshot. Paths are judged before; `folder` may be "". */
typedef struct {
    void (*free)(MarbreView *view);
    GBytes *(*read)(MarbreView *view, const char *path, size_t limit, GError **error);
    GPtrArray *(*list)(MarbreView *view, const char *folder, GError **error);
    MarbreEntry *(*entry)(MarbreView *view, const char *path, GError **error);
    bool (*folder_id)(MarbreView *view, const char *folder, git_oid *ret_id, GError **error);
} MarbreViewClass;

struct MarbreView {
    const MarbreViewClass *class;
    MarbreStore *store;
};

MarbreSnapshot *marbre_snapshot_new(MarbreView *view, const git_oid *commit);

/** Of a snapshot of a commit or tree: its root. False for the others. */
bool marbre_snapshot_root(const MarbreSnapshot *snapshot, git_oid *ret_root);
/** The trees read so far, shared with what is built upon the snapshot. NULL as above. */
MarbreTrees *marbre_snapshot_trees(const MarbreSnapshot *snapshot);
/** Snapshot of a root tree, of a commit where there is one, with trees read already if given. */
MarbreSnapshot *marbre_snapshot_of(MarbreStore *store,
                                   MarbreTrees *trees,
                                   const git_oid *root,
                                   const git_oid *commit);

MarbreEntry *marbre_entry_new(const char *name, size_t size, MarbreEntryKind kind);
MarbreEntryKind marbre_entry_kind_of(unsigned mode);
/** The mode that git's trees have for a kind; 0 for what they cannot hold. */
unsigned marbre_entry_mode_of(MarbreEntryKind kind);
GPtrArray *marbre_entries_new(void);

/** Content of a blob as GBytes. */
GBytes *marbre_blob_read(MarbreStore *store, const git_oid *id, size_t limit, GError **error);
/** Its first bytes, or more or fewer of them. */
GBytes *marbre_blob_read_first(
    MarbreStore *store, const git_oid *id, size_t first, size_t limit, GError **error);
/** MARBRE_ERROR_NOT_FOUND for a path. Always NULL. */
void *marbre_path_missing(const char *path, GError **error);
/** MARBRE_ERROR_REFUSED for a path that is no regular file or no folder. Always NULL. */
void *marbre_path_refused(const char *path, const char *why, GError **error);

/** Order of MarbreEntry, by pointers to them, in a tree: see marbre_tree_compare(). */
int marbre_entry_compare(const void *one, const void *other);

/** MarbreViewClass.folder_id for kinds that know no trees: from the list, folder by folder. */
bool marbre_view_folder_id(MarbreView *view, const char *folder, git_oid *ret_id, GError **error);

MarbreView *marbre_view_tree_new(MarbreStore *store, MarbreTrees *trees, const git_oid *root);
MarbreView *marbre_view_worktree_new(MarbreStore *store, GError **error);
MarbreView *marbre_view_index_new(MarbreStore *store, GError **error);
extern const MarbreViewClass marbre_view_tree_class;
const git_oid *marbre_view_tree_get_root(const MarbreView *view);
MarbreTrees *marbre_view_tree_get_trees(const MarbreView *view);
