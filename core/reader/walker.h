/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "reader/part.h"
#include "reader/passage.h"
#include "reader/prose.h"

#include <glib.h>

/* What the files of the walk share, and nobody else sees. */

/** A walk through a tree. */
typedef struct {
    const MarbrePassage *passage;
    MarbreProse *prose;
    GPtrArray *sink;     /* (nullable) of MarbrePart: the entry or quotation that is being filled */
    GPtrArray *pictures; /* of MarbreStoryPicture: seen within words, placed behind them */
    const char *reason;  /* (nullable) why what is walked through is left out */
    uint64_t line;       /* of the words in hand */
    uint64_t text_line;  /* of the text that is being said, 0: unknown; counted in loose text */
    unsigned depth;      /* of lists and quotations */
    unsigned entries;    /* of lists that this is within */
    bool after_list;     /* the last block was an entry of a list */
    bool numbered;       /* that list is */
    bool other_marker;   /* of that list */
    size_t size;         /* of the story's Markdown */
    bool full;
} MarbreWalk;

/** What words are set in. */
typedef struct {
    unsigned style;
    const char *link; /* (nullable) */
    int raised;       /* 1: above the line, -1: below */
} MarbreSetting;

/** Put a block where it belongs: into the story, into an entry or among what is left out. */
void marbre_walk_put(MarbreWalk *walk, MarbrePartKind kind, char *text, char *markdown);
/** End the paragraph in hand. */
void marbre_walk_flush(MarbreWalk *walk);
/** End the paragraph in hand as a heading. */
void marbre_walk_flush_heading(MarbreWalk *walk, unsigned level);
/** A picture in its place, or behind the words in hand. */
void marbre_walk_put_picture(MarbreWalk *walk, MarbreStoryPicture *picture);
/** Words of a line that are left out. */
void marbre_walk_drop(MarbreWalk *walk, const char *words, const char *reason);
/** The next words are of this node's line. */
void marbre_walk_note_line(MarbreWalk *walk, const xmlNode *node);
/** Words in a setting. */
void marbre_walk_say(MarbreWalk *walk, const char *text, MarbreSetting setting);

void marbre_walk_children(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);

/** A list, a quotation, a `pre`, a figure. */
void marbre_walk_list(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);
void
marbre_walk_entry(MarbreWalk *walk, const xmlNode *node, const char *marker, MarbreSetting setting);
void marbre_walk_quote(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);
void marbre_walk_verbatim(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);
void marbre_walk_figure(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);
