/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the surroundings said about the published articles, between the files that serve plugins. */

#include "plugin/host_inside.h"

/** Only the run's own job has published articles beside it. */
bool marbre_told_may(const mbr_job *job);

/**
 * Asks the surroundings once for each thing (MARBRE_SITE_*). (transfer none) What they say lives as
 * long as the run, in one buffer that does not move.
 *
 * @return NULL where they say nothing, and where what came is not of this type, with which the run
 *     breaks
 */
GVariant *
marbre_told(mbr_job *job, const char *what, uint64_t index, const char *where, const char *type);

/** How many articles there are, retracted ones or not. */
size_t marbre_told_count(mbr_job *job);
size_t marbre_told_retracted(mbr_job *job);

/** Asks for all that the page of an article is made from, where it can be had at once, and takes
 * what comes with it of others. */
void marbre_told_whole(mbr_job *job, size_t index);

/** The same for the first entries of a list. */
void marbre_told_entries(mbr_job *job, size_t which);
