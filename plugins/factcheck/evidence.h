/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_EVIDENCE_H
#define FACTCHECK_EVIDENCE_H

#include "entry.h"

/* Is a verdict backed by somebody, and by somebody else than the newsroom and the claimant? A
   verdict that is not counts for nothing. */
int32_t evidence_judge(struct run *run, struct claim *claim, const struct entry *entry);

#endif
