/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/styling.h"
#include "base/mapped.h"
#include "base/span.h"

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The walk over the source of one paragraph or heading beside its inline nodes. The parser tells
 * what the text is, the walk where each byte of it stands. Used by block.c alone.
 */

/** Where a stretch of the joined lines of a block stands in the file. */
typedef struct {
    size_t at;       /**< in the joined lines */
    uint64_t source; /**< in the file */
    bool fixed;      /**< all of it stands for the one byte at `source`: a split tab */
} MarbreStretch;

/** A link or picture that was passed. */
typedef struct {
    bool image;
    bool autolink;
    cmark_node *node;
    MarbreSpan source;
    MarbreSpan words;   /**< of a link: its words in the block's text */
    MarbreMapped *text; /**< of a picture: its alt text; owned */
} MarbreAnchor;

typedef struct MarbreWalk MarbreWalk;

/**
 * @param lines      joined lines without their margins, LF between them; (transfer none)
 * @param stretches  of MarbreStretch in order, the first one at 0; (transfer none)
 * @param at         where the text begins in `lines`
 * @param size       where it ends
 */
MarbreWalk *marbre_walk_new(const char *lines, const GArray *stretches, size_t at, size_t size);

/** One event of the parser's tree below the block. */
void marbre_walk_event(MarbreWalk *walk, cmark_event_type event, cmark_node *node);

/**
 * The readable text of all that was passed; frees the walk.
 *
 * @param ret_anchors  (transfer full) of MarbreAnchor in order of their beginnings, NULL for none
 * @param ret_styles   (transfer full) of MarbreStyle likewise
 */
MarbreMapped *marbre_walk_end(MarbreWalk *walk, GArray **ret_anchors, GArray **ret_styles);
