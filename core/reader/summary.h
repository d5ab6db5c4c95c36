/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

/**
 * Take a summary as the story's standfirst, unless it is the first words of the story again or cut
 * off; the latter is told. To be asked once the story has its blocks.
 *
 * @param summary  (nullable) clean words
 */
void marbre_summary_read(MarbreStory *story, const char *summary);
