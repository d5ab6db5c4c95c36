/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_PLACE_H
#define PUBLISH_PLACE_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stdint.h>

/* What a place of a theme's fragment, {title}, may stand for. */
typedef enum place {
    PLACE_ROOT, /* these four mean the same in every fragment */
    PLACE_HOME,
    PLACE_NEWSROOM,
    PLACE_LANGUAGE,
    PLACE_ADDRESS,
    PLACE_AUTHORS,
    PLACE_BELOW,
    PLACE_BYLINE,
    PLACE_CAPTION,
    PLACE_CLASS,
    PLACE_CORRECTIONS,
    PLACE_CREDIT,
    PLACE_DATE,
    PLACE_DATES,
    PLACE_FEEDS,
    PLACE_FOOT,
    PLACE_HERO,
    PLACE_ITEMS,
    PLACE_KICKER,
    PLACE_KIND,
    PLACE_LANGUAGES,
    PLACE_MAIN,
    PLACE_MASTHEAD,
    PLACE_NAME,
    PLACE_NOTE,
    PLACE_NOTES,
    PLACE_ORIGINAL,
    PLACE_OTHER,
    PLACE_OUTLET,
    PLACE_PICTURE,
    PLACE_SECTION,
    PLACE_SECTIONS,
    PLACE_SEE,
    PLACE_STANDFIRST,
    PLACE_STORIES,
    PLACE_TEXT,
    PLACE_TITLE,
    PLACE_TRANSLATION,
    PLACE_TRANSLATORS,
    PLACE_TYPE,
    PLACE_UPDATED,
    PLACE_VERDICT,
    PLACE_VERDICTS,
    PLACE_VERSIONS,
    PLACE_SAID,
    PLACES
} place;

typedef enum place_kind {
    PLACE_IS_WORDS,  /* may stand in text and in attributes */
    PLACE_IS_WAY,    /* an address that the engine made: likewise, and alone in href and its kin */
    PLACE_IS_MARKUP, /* elements: in text alone */
} place_kind;

/** A set of places. */
#define PLACE_SET(place) (UINT64_C(1) << (place))

/** The place of this name; PLACES for none. */
place place_named(mbr_text name);

const char *place_name(place of);
place_kind place_kind_of(place of);

/** Those of the set, and the words that begin with "say-", whichever is nearest; never NULL. */
const char *place_nearest(mbr_text name, uint64_t among);

#endif
