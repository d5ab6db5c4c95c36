/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/roll.h"

#include <glib.h>

/**
 * The folder of the article that a path from the root leads to: that of its folder, or of a file in
 * it. (transfer full, nullable)
 */
char *marbre_newsroom_find_path(MarbreNewsroom *newsroom, const char *path);

/**
 * The folder of the article that a word means: its path (or that of a file in it), its id, a
 * unique prefix of its id, or its slug where only one article has it.
 *
 * @param roll  (nullable) the index, which spares reading every state for an id
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE: nothing, or more than one, is meant
 */
char *
marbre_newsroom_find(MarbreNewsroom *newsroom, MarbreRoll *roll, const char *word, GError **error);
