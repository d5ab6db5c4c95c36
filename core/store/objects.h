/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: new objects, kept apart until a write is certain. */
#pragma once

#include "store/git.h"
#include "store/pack.h"

/**
 * From now on objects of this store are written to `marbre/incoming`, where nothing but the
 * holder of the lock writes: a killed command leaves no litter in git's own folder, and an
 * abandoned one no objects.
 */
bool marbre_objects_begin(MarbreStore *store, GError **error);

/**
 * Write an object unless the repository has it; then it is read back, so that no commit is built
 * on a damaged one. The first 200 (git's `marbre.looseObjects`) are files of their own, what comes
 * after them goes into one pack.
 *
 * @param written  GArray of git_oid, gets what is new and a file of its own
 */
bool marbre_objects_put(MarbreStore *store,
                        GArray *written,
                        git_object_t type,
                        const void *data,
                        size_t size,
                        git_oid *ret_id,
                        GError **error);

/**
 * The same of a blob of which this program is the author, or an error where the repository has
 * other bytes under its id.
 */
bool marbre_objects_put_made(MarbreStore *store,
                             GArray *written,
                             const void *data,
                             size_t size,
                             git_oid *ret_id,
                             GError **error);

/** Nothing more will be written: finish the pack. To be synced before what was written is kept. */
bool marbre_objects_seal(MarbreStore *store, GError **error);

/** Move what was written to git's own folder, blobs first, as it was written; first the pack. */
bool marbre_objects_keep(MarbreStore *store, const GArray *written, GError **error);

/** Remove all that was written and not kept. */
void marbre_objects_drop(MarbreStore *store);
