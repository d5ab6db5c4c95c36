/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_LACK_H
#define FACTCHECK_LACK_H

#include "run.h"

/* What is said of a claim that lacks its flag: there is one that does not count, there is none for
   `count` claims, there is one too far off; and of a flag that is there for nothing. */
int32_t lack_failed(struct run *run, const struct claim *claim, const struct hit *hit);
int32_t lack_missing(struct run *run, const struct claim *claim, size_t count);
int32_t lack_far(struct run *run, const struct claim *claim, const struct hit *hit);
int32_t lack_stale(struct run *run, const struct hit *hit);

#endif
