/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: paths whose content only git can turn into blobs. */
#pragma once

#include "store/view.h"

/**
 * Refuse a path that a `filter` attribute (git-lfs, git-crypt) rewrites on the way in: what we
 * would store is not what git would.
 *
 * @param base  (nullable) committed files, whose .gitattributes count too
 */
bool
marbre_filter_check(MarbreStore *store, MarbreSnapshot *base, const char *path, GError **error);
