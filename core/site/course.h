/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>

/* Which branch of the newsroom the site follows: the one that it was rendered from. */

/** The folder of a page that readers have and would not have any more. (nullable, transfer none)
 *
 * @param entries  of MarbreEntryPage: what is to be shown
 * @param former   likewise, what is shown now
 */
const char *marbre_course_lost(const GPtrArray *entries, const GPtrArray *former);

/**
 * Another local branch that has what the site was rendered from, where the newsroom's has it not.
 * What no branch has was taken back or rebased.
 *
 * @param published  the branch of the site
 * @param rendered   the commit of the newsroom that it shows
 * @return (nullable, transfer full)
 */
char *marbre_course_other(MarbreStore *store, const char *published, const char *rendered);
