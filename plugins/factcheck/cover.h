/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_COVER_H
#define FACTCHECK_COVER_H

#include "run.h"

/* Reports the unverified claims that no flag of this outlet covers. */
int32_t cover_judge(struct run *run);

/* Is there a flag that no claim needs any more? Stands on the findings of all other rules. */
int32_t cover_stale(struct run *run);

#endif
