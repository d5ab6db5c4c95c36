/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: working trees, the main one and linked ones. */
#pragma once

#include "store/git.h"
#include "store/index.h"
#include "store/lock.h"

/** A working tree whose HEAD is a branch that moves. */
typedef struct {
    char *name;   /* "" the main one, else its folder in `worktrees` */
    char *gitdir; /* where its index is */
    char *workdir;
    int root;
    MarbreHeld *lock;   /* on its index */
    MarbreIndex *index; /* as it is under the lock; NULL: to be built again */
} MarbreDesk;

void marbre_desk_free(MarbreDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreDesk, marbre_desk_free)

/**
 * Name of the working tree that shows the branch, the one at hand first.
 *
 * @param ret_name  (transfer full) NULL: none does
 * @return false where it cannot be known
 */
bool marbre_desk_find(MarbreStore *store, const char *ref, char **ret_name, GError **error);
/** Folder of git's files for it. */
char *marbre_desk_gitdir(MarbreStore *store, const char *name);

/**
 * Open a working tree, with what will lock its index.
 *
 * @param ret_desk  NULL where it is gone meanwhile
 */
bool marbre_desk_open(
    MarbreStore *store, const char *own, const char *name, MarbreDesk **ret_desk, GError **error);
/**
 * Lock its index, so that nobody stages while files change, and read it.
 *
 * @return false with MARBRE_ERROR_BUSY, or _REFUSED for an index that only git can write
 */
bool marbre_desk_lock(MarbreStore *store, MarbreDesk *desk, GError **error);
