/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: branches, moved by compare-and-swap in git's own way. */
#pragma once

#include "store/journal.h"
#include "store/lock.h"

/** Tip of a full ref; zero where it does not exist. A symbolic one is MARBRE_ERROR_FAILED. */
bool marbre_ref_read(MarbreStore *store, const char *ref, git_oid *ret_id, GError **error);

/** What will lock the move's branch. */
MarbreHeld *
marbre_ref_open(MarbreStore *store, const char *own, const MarbreMove *move, GError **error);

/**
 * Lock the move's branch, check that it still stands where the move begins, and write where it
 * goes into the lock file.
 *
 * @return false with MARBRE_ERROR_BUSY where it moved or git holds the lock
 */
bool
marbre_ref_prepare(MarbreStore *store, MarbreHeld *held, const MarbreMove *move, GError **error);

/** Note the move in the reflogs that git would keep, then let the branch go there. */
bool marbre_ref_move(MarbreStore *store,
                     const MarbreJournal *journal,
                     const MarbreMove *move,
                     MarbreHeld *held,
                     GError **error);
