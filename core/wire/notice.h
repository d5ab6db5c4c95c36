/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <stdbool.h>

/**
 * A line of a wire's head that speaks to editors and not to readers: « EMBARGO jusqu'au … »,
 * "MANDATORY KILL", « ANNULE », « ANNULE ET REMPLACE », « NE PAS PUBLIER ».
 *
 * The line joins the story's note, and the story's status and embargo are set by it. An embargo
 * whose end is no whole instant leaves the story withheld. A copy that replaces an earlier one is
 * usable.
 *
 * @return false, nothing done, for any other line
 */
bool marbre_notice_read(MarbreStory *story, const char *line);
