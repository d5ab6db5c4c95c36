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

/**
 * Read the beginning of an object: of a text that a page is not made from, its header is enough.
 *
 * @param first  bytes wanted. More come where they are at hand; fewer where the object has no more,
 *     and where these can't be told without reading all of what it was made from
 * @param most   bytes that the object may have
 * @return as above
 */
GBytes *marbre_packs_read_first(
    MarbrePacks *packs, const git_oid *id, size_t first, size_t most, git_object_t *ret_type);

/**
 * Whether the repository had no such object when it was asked first: it is in no pack, and there is
 * no folder that it could lie in loose. Otherwise libgit2 knows.
 */
bool marbre_packs_lack(MarbrePacks *packs, const git_oid *id);
