/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** What one commit changes: files put and removed. Later calls win. One owner, one thread. */
typedef struct MarbreChangeset MarbreChangeset;

MarbreChangeset *marbre_changeset_new(void);
void marbre_changeset_free(MarbreChangeset *changeset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreChangeset, marbre_changeset_free)

/**
 * Each takes a path from the newsroom's root and fails with MARBRE_ERROR_REFUSED where
 * marbre_path_is_safe() says no. Removing what is not there does nothing.
 */
bool
marbre_changeset_put(MarbreChangeset *changeset, const char *path, GBytes *content, GError **error);
/**
 * Put a file whose content the repository has: MARBRE_ERROR_INVALID where `oid` is no git id, and
 * applying it fails where there is no such object. It is taken as it is stored: no `filter`
 * attribute is asked about it.
 */
bool marbre_changeset_put_id(MarbreChangeset *changeset,
                             const char *path,
                             const char *oid,
                             GError **error);
bool marbre_changeset_remove(MarbreChangeset *changeset, const char *path, GError **error);
/** The folder and all in it; what is put below it afterwards stays. */
bool marbre_changeset_remove_folder(MarbreChangeset *changeset, const char *path, GError **error);

bool marbre_changeset_is_empty(const MarbreChangeset *changeset);
