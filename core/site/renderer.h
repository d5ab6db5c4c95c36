/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"

/** What rendered the branch: when that changes, every page is written again. */
#define MARBRE_RENDERER_TRAILER "Marbre-Renderer"

/** What every page shows or comes from, in a line: the plugins that render, what their options
 * name, and the settings. (transfer full) */
char *marbre_renderer_key(MarbreNewsroom *newsroom, const MarbrePlan *plan);
