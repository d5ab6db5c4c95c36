/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_THEME_H
#define PUBLISH_THEME_H

#include "buffer.h"
#include "foreign.h"
#include "fragment.h"
#include "site.h"

/* The looks and the bones of pages: a style sheet and fragments, each in a file of its own, of
   which a newsroom has its own or else the stock ones. */

/** The fragments, a file each. */
typedef enum part {
    PART_HEAD,
    PART_PAGE,
    PART_MASTHEAD,
    PART_NAMEPLATE,
    PART_FOOT,
    PART_FEED,
    PART_ARTICLE,
    PART_KICKER,
    PART_STANDFIRST,
    PART_BYLINE,
    PART_OUTLET,
    PART_TRANSLATION,
    PART_DATES,
    PART_UPDATED,
    PART_VERSION,
    PART_ORIGINAL,
    PART_FIGURE,
    PART_CAPTION,
    PART_CREDIT,
    PART_NOTES,
    PART_NOTE,
    PART_VERDICTS,
    PART_VERDICT,
    PART_FRONT,
    PART_SECTION,
    PART_AUTHOR,
    PART_STORIES,
    PART_TEASER,
    PART_SECTIONS,
    PART_SECTION_LINK,
    PART_LANGUAGES,
    PART_LANGUAGE_LINK,
    PART_NOTHING,
    PART_CORRECTIONS,
    PART_CHANGE,
    PART_RETRACTION,
    PARTS
} part;

struct theme {
    fragment parts[PARTS];
    mbr_blob *blobs[PARTS + 1]; /* the newsroom's own; NULL for stock ones */
    mbr_text style;
};

/** From where a page speaks: what the places that every fragment has stand for. */
typedef struct view {
    const site *site;
    const words *words;
    mbr_text language;
    mbr_text folder; /* of the page, in the site tree */
    size_t root;     /* bytes of it that are the language's folder */
} view;

/** What a place stands for: a text, or what `write` writes. */
typedef struct stand_in {
    mbr_text text;
    void (*write)(const void *of, buffer *out);
    const void *of;
} stand_in;

typedef struct filling {
    const view *view;
    const foreign *foreign; /* (nullable) words to be marked, of texts between tags */
    stand_in at[PLACES];
} filling;

/** Read the newsroom's folder and make every fragment ready; says what is wrong and where. */
int32_t theme_open(struct theme *of, const site *within);

void theme_close(struct theme *of, const site *within);

/** Write a fragment with its places filled. */
void theme_write(part which, const filling *with, buffer *out);

#endif
