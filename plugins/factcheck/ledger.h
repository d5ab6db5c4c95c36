/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_LEDGER_H
#define FACTCHECK_LEDGER_H

#include "run.h"

/* Reads claims.yaml into `run->claims`, finds each claim's words in the text, and reports
   what is wrong with the ledger itself. */
int32_t ledger_judge(struct run *run);

#endif
