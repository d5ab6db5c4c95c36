/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/inline.h"

/* A walk from the inside: what stands at its links and pictures. For inline.c and its anchors. */

struct MarbreWalk {
    const char *lines;
    const GArray *stretches;
    guint stretch; /* the one that `at` is in */
    size_t at;
    size_t size;
    MarbreMapped *text;
    size_t text_size;
    GArray *anchors;   /* nullable */
    GArray *open;      /* indexes of anchors that are not closed yet; nullable */
    unsigned pictures; /* how many of those, or of pictures in them, are pictures */
    guint picture;     /* the outermost one's index */
    MarbreStyling styling;
    bool autolink; /* in one: no backslash escapes */
    bool lost;     /* source and nodes do not agree: a place is no more than a guess */
};

/** Whether that byte is the next one. */
static inline bool
marbre_walk_next_is(const MarbreWalk *walk, char c)
{
    return walk->at < walk->size && walk->lines[walk->at] == c;
}

/** The byte of the file that byte `at` stands at. Called with `at` rising, but for small steps. */
uint64_t marbre_walk_source(MarbreWalk *walk, size_t at);
/** Where what ends before byte `at` ends in the file. */
uint64_t marbre_walk_source_end(MarbreWalk *walk, size_t at);

void marbre_walk_skip_blanks(MarbreWalk *walk);

/** From here on the text is of that style; an alt text, which is no part of it, has none. */
void marbre_walk_begin_style(MarbreWalk *walk, int kind);
void marbre_walk_end_style(MarbreWalk *walk);

/** Goes in at a link or picture, and out again behind its address. */
void marbre_anchor_open(MarbreWalk *walk, cmark_node *node, bool image);
void marbre_anchor_close(MarbreWalk *walk, bool image);
