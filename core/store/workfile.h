/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/**
 * Put new words into a file of the working tree, without a commit: whole or not at all, never
 * through a symbolic link, and only where the file still holds `old`.
 *
 * @return false: MARBRE_ERROR_BUSY (somebody changed the file meanwhile; nothing was written),
 *     _REFUSED (an unsafe path, no working tree), _FAILED
 */
bool marbre_workfile_replace(
    MarbreStore *store, const char *path, GBytes *old, GBytes *content, GError **error);
