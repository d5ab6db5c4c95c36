/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what ties a commit to others, and no more of it. */
#pragma once

#include "store/git.h"

typedef struct {
    git_oid id, tree, parent;
    bool has_parent; /* `parent` is the first one */
} MarbreLink;

/** Read it. What names no tree in the usual place is MARBRE_ERROR_INVALID. */
bool marbre_link_read(MarbreStore *store, const git_oid *id, MarbreLink *ret_link, GError **error);
