/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: git's trees from their raw bytes. */
#pragma once

#include "store/changeset.h"
#include "store/git.h"

/* Modes that git knows. */
#define MARBRE_MODE_FOLDER 0040000u
#define MARBRE_MODE_FILE 0100644u
#define MARBRE_MODE_EXEC 0100755u
#define MARBRE_MODE_LINK 0120000u
#define MARBRE_MODE_SUBMODULE 0160000u

/** One entry; name and id are borrowed from the tree. */
typedef struct {
    const char *name; /* NUL-terminated */
    size_t name_size;
    unsigned mode;
    const git_oid *id;
} MarbreTreeEntry;

typedef struct MarbreTree MarbreTree;

/**
 * Take over the raw bytes of a tree. Duplicate, unsorted, empty or forbidden names (`.`, `..`,
 * `.git`, with a slash) and modes that git does not write are MARBRE_ERROR_INVALID: other readers
 * would see another tree.
 */
MarbreTree *marbre_tree_new(GBytes *raw, GError **error);
MarbreTree *marbre_tree_ref(MarbreTree *tree);
void marbre_tree_unref(MarbreTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTree, marbre_tree_unref)

size_t marbre_tree_count(const MarbreTree *tree);
size_t marbre_tree_size(const MarbreTree *tree);
void marbre_tree_at(const MarbreTree *tree, size_t index, MarbreTreeEntry *ret_entry);
/** By binary search. */
bool marbre_tree_find(const MarbreTree *tree,
                      const char *name,
                      size_t name_size,
                      MarbreTreeEntry *ret_entry);

/** Index of the first entry that does not sort before `name`; count where all do. */
size_t marbre_tree_bound(const MarbreTree *tree, const char *name, size_t name_size, bool folder);
/** Append the raw bytes of the entries [first, after). */
void marbre_tree_copy(const MarbreTree *tree, size_t first, size_t after, GByteArray *raw);

/** Order of names in a tree: a folder's counts as if it ended in a slash. */
int marbre_tree_compare(
    const char *a, size_t a_size, bool a_folder, const char *b, size_t b_size, bool b_folder);
/** Append an entry to the raw bytes of a tree. */
void marbre_tree_append(GByteArray *raw, const char *name, unsigned mode, const git_oid *id);

/** Trees read from a store, the last ones kept. Safe for several threads. */
typedef struct MarbreTrees MarbreTrees;

MarbreTrees *marbre_trees_new(MarbreStore *store);
MarbreTrees *marbre_trees_ref(MarbreTrees *trees);
void marbre_trees_unref(MarbreTrees *trees);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTrees, marbre_trees_unref)

/** (transfer full) The empty tree is known without being stored. */
MarbreTree *marbre_trees_get(MarbreTrees *trees, const git_oid *id, GError **error);

/**
 * Find what stands at `path` below a root tree.
 *
 * @param ret_mode, ret_id  "" is the root itself
 * @return false with MARBRE_ERROR_NOT_FOUND, also where a part of the way is a file
 */
bool marbre_trees_find(MarbreTrees *trees,
                       const git_oid *root,
                       const char *path,
                       unsigned *ret_mode,
                       git_oid *ret_id,
                       GError **error);

/** What stands at a path; mode 0 is nothing. */
typedef struct {
    unsigned mode;
    git_oid id;
} MarbrePlace;

bool marbre_place_equal(const MarbrePlace *one, const MarbrePlace *other);

/** The place of `path` below a root; mode 0 where nothing stands. False on an error only. */
bool marbre_trees_place(MarbreTrees *trees,
                        const git_oid *root,
                        const char *path,
                        MarbrePlace *ret_place,
                        GError **error);

/** @return false to stop */
typedef bool (*MarbrePlaceFunc)(void *user,
                                const char *path,
                                const MarbrePlace *old_place,
                                const MarbrePlace *new_place);

/** Tell every path but folders that differs, by descent, equal folders unread. */
bool marbre_trees_diff(MarbreTrees *trees,
                       const git_oid *old_root,
                       const git_oid *new_root,
                       MarbrePlaceFunc tell,
                       void *user,
                       GError **error);

typedef void (*MarbreFolderFunc)(void *user, const char *path);

/** Tell every folder that differs, came or went, twice where something else had its name.
 * @param old_root  (nullable) NULL: nothing was there */
bool marbre_trees_diff_folders(MarbreTrees *trees,
                               const git_oid *old_root,
                               const git_oid *new_root,
                               MarbreFolderFunc tell,
                               void *user,
                               GError **error);
