/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/**
 * Stages where articles stand and that their workflow does not have, nor says by `moved:` where
 * they go: one problem a stage, at the head of the workflow's list of stages.
 *
 * @param problems  they are added here
 * @return false with an error where the articles can't be read
 */
bool marbre_stranded_find(MarbreNewsroom *newsroom, GPtrArray *problems, GError **error);
