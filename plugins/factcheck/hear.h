/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_HEAR_H
#define FACTCHECK_HEAR_H

#include "run.h"

/* Makes the run's voice: the outlet of the article's front matter; without one, the newsroom's. */
int32_t hear_outlet(struct run *run);

/* Adds what marbre.yaml knows: the newsroom's outlet where there is none yet, and its name. */
int32_t hear_newsroom(struct run *run);

#endif
