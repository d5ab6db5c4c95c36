/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_ASSERTIONS_H
#define FACTCHECK_ASSERTIONS_H

#include "run.h"

/* Tolls, accusations and territorial claims of the text that no claim covers, and those that
   nobody is named for. Stands on the claims that `ledger_judge` found. */
int32_t assertions_judge(struct run *run);

#endif
