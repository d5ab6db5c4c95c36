/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include <glib.h>

/** How the folders of a working tree differ from those of the branch. */
typedef struct {
    GPtrArray *come;  /**< of char *: folders of articles that no commit has, sorted */
    GHashTable *gone; /**< set of folders that commits have and the working tree does not */
} MarbreBeside;

void marbre_beside_free(MarbreBeside *beside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreBeside, marbre_beside_free)

/** The working tree, opened when it is first asked for: that reads git's index. NULL: it can't be.
 *  (transfer none) */
typedef MarbreNewsroom *(*MarbreFilesFunc)(void *user);

/**
 * Look into the folders that articles lie in; where one has not changed since it was last looked
 * into, what was found then is still so.
 *
 * @param tip     the branch's
 * @param files   the working tree; NULL where none shows the branch: nothing is beside it
 * @param places  NULL-terminated: marbre_slate_get_places()
 * @param dir     (nullable) keep nothing
 * @return (transfer full)
 */
MarbreBeside *marbre_beside_find(
    MarbreNewsroom *tip, MarbreFilesFunc files, void *user, char *const *places, const char *dir);
