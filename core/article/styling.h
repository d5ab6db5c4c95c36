/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** What sets a stretch of a block apart; the numbers are those of MBR_RUN_*. */
typedef enum {
    MARBRE_STYLE_CODE = 1,
    MARBRE_STYLE_EMPHASIS = 2,
    MARBRE_STYLE_STRONG = 3,
    MARBRE_STYLE_LINK = 4,
} MarbreStyleKind;

/** A stretch of a block's readable text, and where it stands with its markup. */
typedef struct {
    int kind;          /**< MarbreStyleKind */
    MarbreSpan text;   /**< in the block's text */
    MarbreSpan source; /**< in the file */
} MarbreStyle;

/** The styles of a block while it is read: they begin and end within each other. */
typedef struct {
    GArray *styles; /* nullable; of MarbreStyle */
    GArray *open;   /* nullable; of guint, indexes of those that have not ended */
} MarbreStyling;

void marbre_styling_begin(MarbreStyling *styling, int kind, uint64_t text, uint64_t source);
/** The one that began last ends here. */
void marbre_styling_end(MarbreStyling *styling, uint64_t text, uint64_t source);
/** All that there were, in the order of their beginnings. (transfer full, nullable) */
GArray *marbre_styling_finish(MarbreStyling *styling);
