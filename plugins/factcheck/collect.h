/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_COLLECT_H
#define FACTCHECK_COLLECT_H

#include "run.h"

/* Gathers the flags of the wanted blocks into `run->hits`, in order: the lexicon's words. */
int32_t collect_phrases(struct run *run);

/* Gathers those in the house's own words besides. */
int32_t collect_sentences(struct run *run);

/* Both, the house's own words where they are none of the lexicon's. */
int32_t collect_all(struct run *run);

#endif
