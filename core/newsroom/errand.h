/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/sitting.h"
#include "worker/pool.h"

/* What a sitting still asks in one language, while the workers have it: which slots their answers
   belong to. It is the `user` of its work, and goes with the sitting: a pool that fails answers no
   more. */

/** What is not known of a language yet; NULL where everything is. (transfer full, nullable) */
MarbreWork *marbre_errand_new(MarbreSitting *sitting, const char *lang);

/** The sitting that a work was made for. (transfer none) */
MarbreSitting *marbre_errand_sitting(const MarbreWork *work);

/** The slot of the work's n-th use, whose answer has come. (transfer none) */
MarbreSlot *marbre_errand_take(MarbreWork *work, size_t use);
