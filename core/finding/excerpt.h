/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"
#include <glib.h>
#include <stdbool.h>

/** A line of a file with the words in question marked under it, cut to a window around them. */
typedef struct {
    char *line;  /* what is shown, control characters made visible */
    char *marks; /* spaces and carets, as wide as what they stand under */
} MarbreExcerpt;

/** The line of `span.start` in a file, at most `width` columns wide (20 at the least); what is cut
 * off is shown by an ellipsis. A span that goes on in a further line is marked up to the end of its
 * first one; an empty one has one caret. False, and nothing set, if the span is outside the file
 * or its line is blank. */
bool marbre_excerpt_of(GBytes *file, MarbreSpan span, unsigned width, MarbreExcerpt *ret_excerpt);

/** Frees the texts. */
void marbre_excerpt_clear(MarbreExcerpt *excerpt);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreExcerpt, marbre_excerpt_clear)

/** How many columns of a terminal UTF-8 text takes: combining marks none, wide characters two. */
size_t marbre_text_columns(const char *text, size_t size);
