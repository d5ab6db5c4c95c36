/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/lists.h"
#include "store/changeset.h"
#include "store/write.h"

/** What the branch shows and what it is to show. */
typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *entries; /**< of MarbreEntryPage */
    GPtrArray
        *former; /**< likewise, of what the branch renders now; empty where it renders nothing */
    MarbreNewsroom
        *policy_then; /**< (owned, nullable) this one under the rules then, where they differ */
    MarbreChangeset *changes; /**< (owned) */
    MarbreLists *lists;       /**< (owned) */
} MarbreComparison;

/** @param entries (transfer none) @param former (transfer none) */
MarbreComparison
marbre_comparison_new(MarbreNewsroom *newsroom, GPtrArray *entries, GPtrArray *former);
void marbre_comparison_clear(MarbreComparison *of);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreComparison, marbre_comparison_clear)

/** Whether a file or folder of the policy is the same in both. */
bool marbre_comparison_is_same(MarbreNewsroom *one, MarbreNewsroom *other, const char *path);

/**
 * Look at this newsroom also under the rules by which the branch was rendered.
 *
 * @return whether these are others than those of now
 */
bool marbre_comparison_take_rules(MarbreComparison *of, MarbreNewsroom *then);

/** Nothing brings back what was taken back: a record that says otherwise was changed behind
 * Marbre's back. @return false with MARBRE_ERROR_REFUSED */
bool marbre_comparison_check_tombstones(const MarbreComparison *of, GError **error);

/** From another branch of the newsroom nothing is taken from readers. @return false likewise */
bool marbre_comparison_check_course(const MarbreComparison *of, const char *branch, GError **error);

/** Mark the pages that differ, to be rendered, and the lists that hold them; what is gone goes. */
bool marbre_comparison_mark(MarbreComparison *of, GError **error);

/** Mark all of them; nothing stays of what the branch holds. */
bool marbre_comparison_mark_all(MarbreComparison *of,
                                MarbreWrite *write,
                                const char *branch,
                                GError **error);

/** After the lists are filled: those that no entry's language has any more go with its folder. */
bool marbre_comparison_remove_lost(MarbreComparison *of, GError **error);
