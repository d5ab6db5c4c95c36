/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/likeness.h"

#include <glib.h>

/**
 * The longest run of ties that rise on both sides: the way from the head of two texts to their
 * end that rare anchors show.
 *
 * @param ties  (inout) of MarbreTie; those of blocks that are unlike are dropped, the others sorted
 * @return (transfer full) of MarbreTie, in order
 */
GArray *marbre_chain_find(const MarbreLikeness *likeness, GArray *ties);
