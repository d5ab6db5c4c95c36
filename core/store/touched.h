/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: which commits of a line changed which folders, all read once. */
#pragma once

#include "store/git.h"

typedef struct MarbreTouched MarbreTouched;

/** Read a whole line of first parents from its tip on. (transfer full) NULL with an error */
MarbreTouched *marbre_touched_new(MarbreStore *store, const git_oid *tip, GError **error);
void marbre_touched_free(MarbreTouched *touched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTouched, marbre_touched_free)

/**
 * The commit nearest to `id` on the line, itself or one in its past, that has a folder's place
 * otherwise than its first parent; the line's beginning where there is none.
 *
 * @return false where `id` is not on the line
 */
bool marbre_touched_next(const MarbreTouched *touched,
                         const git_oid *id,
                         const char *folder,
                         git_oid *ret_id);
