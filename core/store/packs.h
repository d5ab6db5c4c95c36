/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what is packed, where much of it is read. */
#pragma once

#include <git2/oid.h>
#include <git2/types.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * The packs of a repository, read by our own code: libgit2 makes a new inflater for each object,
 * and inflates by zlib, which together is more than half of what reading a newsroom costs. What is
 * found is not hashed again; each stream's own check sum is looked at.
 */
typedef struct MarbrePacks MarbrePacks;

/** @param common  git's common directory; packs that come later are not seen */
MarbrePacks *marbre_packs_open(const char *common);
void marbre_packs_free(MarbrePacks *packs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePacks, marbre_packs_free)

/**
 * Read an object whole.
 *
 * @param most  bytes it may have
 * @return NULL where it is in no pack, larger, damaged or of a form unknown here: libgit2 will know
 */
GBytes *
marbre_packs_read(MarbrePacks *packs, const git_oid *id, size_t most, git_object_t *ret_type);
