/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files below a folder, never through a symbolic link. For store/, and for what site/ writes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/** Whether a path has nothing in it that could lead elsewhere or into `.git`. */
bool marbre_beneath_is_plain(const char *path);

/** Open below `root`; fails with ELOOP or EXDEV where a link stands in the way. -1 and errno. */
int marbre_beneath_open(int root, const char *path, int flags, mode_t mode);

/**
 * Open the folder that holds `path`, made where missing if asked.
 *
 * @param ret_name  (transfer none) last part of `path`
 */
int marbre_beneath_open_parent(int root, const char *path, bool make, const char **ret_name);

/**
 * Whether an errno speaks of what somebody put at a path (a link, a device, no permission); else
 * the machine could not look, and nothing may be concluded from that.
 */
bool marbre_beneath_is_theirs(int error_number);

/** Remove the folders above `path` that are empty, up to `root`. */
void marbre_beneath_prune(int root, const char *path);

/** Open the folder `path` itself for syncing and renaming in it. -1 and error. */
int marbre_folder_open(const char *path, GError **error);
/** Sync a folder, so that names made or removed in it survive a power loss. */
bool marbre_folder_sync(const char *path, GError **error);
