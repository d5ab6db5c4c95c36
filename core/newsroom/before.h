/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

/* What an adopted site had before it was a newsroom (`before:` of marbre.yaml). */

/**
 * Whether the bundle in `folder` was there before the newsroom: `before:` lists the folder, or each
 * of its texts, and it is as it was at that commit. It is then public already, and neither listed
 * nor judged.
 *
 * @param entries  of MarbreEntry: what the folder holds
 * @param oid      (nullable) git id of the folder, "" where nobody knows it
 * @return false with an error where the commit can't be read
 */
bool marbre_before_has(MarbreNewsroom *newsroom,
                       const char *folder,
                       const GPtrArray *entries,
                       const char *oid,
                       bool *ret_before,
                       GError **error);

/**
 * Whether `entries` are those of an article of the newsroom: a bundle that was not there before.
 * Where that can't be told it is taken for one, so that nothing is left unjudged.
 */
bool
marbre_before_is_article(MarbreNewsroom *newsroom, const char *folder, const GPtrArray *entries);

/** Add a problem, at its place in marbre.yaml, where the commit of `before:` is not there. A clone
 * whose history ends early may lack it. */
void marbre_before_check(MarbreStore *store, const MarbreSettings *settings, GPtrArray *problems);
