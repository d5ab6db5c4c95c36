/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <glib.h>

/** A story as lines to compare. (transfer full) */
char *reading_show(const MarbreStory *story);

/**
 * What holds of every story, whatever it was read from: it crosses processes, its Markdown reads
 * back to its words, block by block and as a whole, without HTML and without a shortcode.
 */
void reading_check(const MarbreStory *story);
