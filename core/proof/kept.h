/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: a verdict that spares judging the same history twice. */
#pragma once

#include "plugin/finder.h"
#include "proof/judge.h"

#define MARBRE_KEPT_FAULT "fault "

/**
 * What was found of a history when it was last judged to its end: the commits that kept all rules
 * then are counted, the others named, to be judged again. It is sealed
 * with a key of this user's, which lies outside the repository: whoever else writes into the file
 * makes it as if it were not there, and so does another trusted commit, another build of this
 * program, or another plugin.
 *
 * @param ret_rests  (transfer full) lines for the next one: the plugins that it rests on, and the
 *     commits that broke a rule, each behind MARBRE_KEPT_FAULT
 * @return (transfer full, nullable) `to` is the last commit that need not be judged again
 */
MarbreVerdict *marbre_kept_verdict_load(MarbreStore *store,
                                        MarbreFinder *finder,
                                        const char *trust,
                                        char ***ret_rests);

/**
 * Keep what was found. A disk that is full, or a user without a home, loses it, never more.
 *
 * @param rests  (nullable) of the verdict that this one went on from
 */
void marbre_kept_verdict_save(const MarbreJudge *judge, char *const *rests);
