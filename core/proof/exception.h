/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: what is broken and let pass, which is counted all the same. */
#pragma once

#include "proof/judge.h"

/**
 * Mark the violations that the rules at the end of what was judged except. It is never one of a
 * commit that changes the rules itself, or whoever broke them could excuse it; nor one that was
 * excepted before it was there; nor one of a commit newer than `since`.
 */
void marbre_exceptions_apply(MarbreJudge *judge);

/**
 * A change of the rules excepts only what is history.
 *
 * @param policy  the new one
 */
bool
marbre_exceptions_judge(const MarbrePassage *passage, const MarbrePolicy *policy, GError **error);
