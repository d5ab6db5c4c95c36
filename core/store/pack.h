/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: many new objects in one file, as git packs them. */
#pragma once

#include "store/git.h"

#include <stddef.h>

/**
 * A pack that grows: objects are deflated, lightly and none against another, as they come, so that
 * no more than their ids stays in memory. One owner, one thread.
 */
typedef struct MarbrePack MarbrePack;

/** Begin one in a folder, with a name that stands for nothing yet. (transfer full) */
MarbrePack *marbre_pack_new(const char *folder, GError **error);
/** What was not kept is left in the folder. */
void marbre_pack_free(MarbrePack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePack, marbre_pack_free)

/**
 * The id of a blob of which this program is the author: its sum is made without looking for
 * attempts at a collision.
 */
bool
marbre_pack_name(MarbrePack *pack, const void *data, size_t size, git_oid *ret_id, GError **error);

bool marbre_pack_has(const MarbrePack *pack, const git_oid *id);

/** Add an object that is not there yet. */
bool marbre_pack_add(MarbrePack *pack,
                     const git_oid *id,
                     git_object_t type,
                     const void *data,
                     size_t size,
                     GError **error);

/**
 * Read one back.
 *
 * @param data  (nullable) gets the bytes, of `backend`'s making
 * @return a code of libgit2's, GIT_ENOTFOUND where it is not there
 */
int marbre_pack_read(MarbrePack *pack,
                     git_odb_backend *backend,
                     const git_oid *id,
                     void **ret_data,
                     size_t *ret_size,
                     git_object_t *ret_type);

/** Nothing more will come: write the head, the sum and the index. Nothing is synced. */
bool marbre_pack_seal(MarbrePack *pack, GError **error);

/** Give it and its index their names in `objects/pack` of git's folder. Only after the seal. */
bool marbre_pack_keep(MarbrePack *pack, const char *common, GError **error);
