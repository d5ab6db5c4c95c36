/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <stdint.h>

/**
 * Add plain text to a story. Empty lines and indents part its paragraphs; where there are none,
 * each line is one.
 *
 * @param line  of the file that the text begins in; 0: unknown
 */
void marbre_plain_text_read(MarbreStory *story, const char *text, uint64_t line);
