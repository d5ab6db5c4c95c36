/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/checking.h"

/* What checks ask about the rest of the newsroom while they run. */

/** Of whom they ask; borrowed. */
typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreCheckSettings *settings;
} MarbreAsked;

/** Names in a folder of the newsroom, those of folders with a slash behind. (transfer full) */
GPtrArray *marbre_asked_list(MarbreNewsroom *newsroom, const char *folder, GError **error);

/** The answers, good for as long as what they are asked of. Each work is a sitting's errand. */
MarbreSurroundings marbre_asked_surroundings(MarbreAsked *asked);
