/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_CHANGED_H
#define FACTCHECK_CHANGED_H

#include "entry.h"

/* Has the sentence of an anchored claim other words than when it was checked? A ledger that does
   not say which it had is believed. */
int32_t changed_judge(struct run *run, struct claim *claim, const struct entry *entry);

#endif
