/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: how a change set is kept, and what becomes of a tree under it. */
#pragma once

#include "store/changeset.h"
#include "store/tree.h"

/** What happens at one name; exactly one of content, a blob and children, or none. */
typedef struct MarbreChange {
    GHashTable *children; /* name -> MarbreChange*, NULL: none */
    GBytes *content;      /* the file put here, NULL: none */
    git_oid blob;         /* the same by its id, where `named` */
    bool named;
    bool removed; /* the file that was here goes */
    bool cleared; /* the folder that was here goes, before all else */
} MarbreChange;

const MarbreChange *marbre_changeset_root(const MarbreChangeset *changeset);

/** Judges a path before its content becomes a blob. */
typedef bool (*MarbrePutFunc)(void *user, const char *path, GError **error);

/**
 * Write the tree that a change set makes of `root`: entries that no change names are copied byte
 * for byte, folders left empty go.
 *
 * @param written  gets the ids of new objects
 */
bool marbre_changeset_apply(const MarbreChangeset *changeset,
                            MarbreTrees *trees,
                            MarbreStore *store,
                            const git_oid *root,
                            GArray *written,
                            MarbrePutFunc judge,
                            void *user,
                            git_oid *ret_tree,
                            GError **error);
