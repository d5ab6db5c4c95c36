/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: our own lock, and git's lock files held so that they are provably ours. */
#pragma once

#include "store/git.h"

/** Wait for the newsroom's lock; the kernel frees it when its holder dies. -1: error. */
int marbre_lock_take(MarbreStore *store, const char *own, GError **error);

/**
 * `TARGET.lock`, made as git makes it, but as a second name of a file in `marbre/held`: a lock
 * left by a killed command is told from everybody else's by its inode. So that this holds after a
 * power loss too, the first name is synced before the second is given.
 */
typedef struct {
    char *target;
    char *lock;
    char *link;
    int fd;    /* to write the new content to */
    bool held; /* the lock file is there, and ours */
} MarbreHeld;

/** The file in `marbre/held`, which locks nothing yet.
 *  @param target  absolute path below git's common directory */
MarbreHeld *
marbre_held_new(MarbreStore *store, const char *own, const char *target, GError **error);
/** Sync the names in `marbre/held`, where no sync of everything comes between. */
bool marbre_held_sync(const char *own, GError **error);
/** Lock the target, once the file's first name is synced. MARBRE_ERROR_BUSY after a wait. */
bool marbre_held_lock(MarbreStore *store, MarbreHeld *held, GError **error);
/** Rename the lock file to its target, and sync the folder. */
bool marbre_held_commit(MarbreHeld *held, GError **error);
/** Let go; without a commit the target stays as it is. */
void marbre_held_free(MarbreHeld *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreHeld, marbre_held_free)

/** Remove locks that a killed command of ours left. Only under our own lock. */
bool marbre_held_sweep(MarbreStore *store, const char *own, bool *ret_any, GError **error);
/** Whether a command left (or now holds) locks. */
bool marbre_held_any(const char *own);

/** “ (held by process 4711, git)”, or "" where that cannot be told. (transfer full) */
char *marbre_holder_shown(const char *path);
