/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "place.h"

#include "text.h"
#include "words.h"

static const struct {
    const char *name;
    place_kind kind;
} table[PLACES] = {
    [PLACE_ROOT] = {"root", PLACE_IS_WAY},
    [PLACE_HOME] = {"home", PLACE_IS_WAY},
    [PLACE_NEWSROOM] = {"newsroom", PLACE_IS_WORDS},
    [PLACE_LANGUAGE] = {"language", PLACE_IS_WORDS},
    [PLACE_ADDRESS] = {"address", PLACE_IS_WAY},
    [PLACE_AUTHORS] = {"authors", PLACE_IS_MARKUP},
    [PLACE_BELOW] = {"below", PLACE_IS_MARKUP},
    [PLACE_BYLINE] = {"byline", PLACE_IS_MARKUP},
    [PLACE_CAPTION] = {"caption", PLACE_IS_WORDS},
    [PLACE_CLASS] = {"class", PLACE_IS_WORDS},
    [PLACE_CORRECTIONS] = {"corrections", PLACE_IS_WAY},
    [PLACE_CREDIT] = {"credit", PLACE_IS_MARKUP},
    [PLACE_DATE] = {"date", PLACE_IS_MARKUP},
    [PLACE_DATES] = {"dates", PLACE_IS_MARKUP},
    [PLACE_FEEDS] = {"feeds", PLACE_IS_MARKUP},
    [PLACE_FOOT] = {"foot", PLACE_IS_MARKUP},
    [PLACE_HERO] = {"hero", PLACE_IS_MARKUP},
    [PLACE_ITEMS] = {"items", PLACE_IS_MARKUP},
    [PLACE_KICKER] = {"kicker", PLACE_IS_MARKUP},
    [PLACE_KIND] = {"kind", PLACE_IS_WORDS},
    [PLACE_LANGUAGES] = {"languages", PLACE_IS_MARKUP},
    [PLACE_MAIN] = {"main", PLACE_IS_MARKUP},
    [PLACE_MASTHEAD] = {"masthead", PLACE_IS_MARKUP},
    [PLACE_NAME] = {"name", PLACE_IS_WORDS},
    [PLACE_NOTE] = {"note", PLACE_IS_WORDS},
    [PLACE_NOTES] = {"notes", PLACE_IS_MARKUP},
    [PLACE_ORIGINAL] = {"original", PLACE_IS_MARKUP},
    [PLACE_OTHER] = {"other-language", PLACE_IS_WORDS},
    [PLACE_OUTLET] = {"outlet", PLACE_IS_MARKUP},
    [PLACE_PICTURE] = {"picture", PLACE_IS_MARKUP},
    [PLACE_SECTION] = {"section", PLACE_IS_WORDS},
    [PLACE_SECTIONS] = {"sections", PLACE_IS_MARKUP},
    [PLACE_SEE] = {"see", PLACE_IS_MARKUP},
    [PLACE_STANDFIRST] = {"standfirst", PLACE_IS_MARKUP},
    [PLACE_STORIES] = {"stories", PLACE_IS_MARKUP},
    [PLACE_TEXT] = {"text", PLACE_IS_MARKUP},
    [PLACE_TITLE] = {"title", PLACE_IS_WORDS},
    [PLACE_TRANSLATION] = {"translation", PLACE_IS_MARKUP},
    [PLACE_TRANSLATORS] = {"translators", PLACE_IS_MARKUP},
    [PLACE_TYPE] = {"type", PLACE_IS_WORDS},
    [PLACE_UPDATED] = {"updated", PLACE_IS_MARKUP},
    [PLACE_VERDICT] = {"verdict", PLACE_IS_WORDS},
    [PLACE_VERDICTS] = {"verdicts", PLACE_IS_MARKUP},
    [PLACE_VERSIONS] = {"versions", PLACE_IS_MARKUP},
    [PLACE_SAID] = {"words", PLACE_IS_WORDS},
};

place
place_named(mbr_text name)
{
    size_t at = 0;
    while (at < PLACES && !text_is(name, table[at].name))
        at++;
    return (place)at;
}

const char *
place_name(place of)
{
    return table[of].name;
}

place_kind
place_kind_of(place of)
{
    return table[of].kind;
}

const char *
place_nearest(mbr_text name, uint64_t among)
{
    const char *nearest = table[PLACE_NEWSROOM].name;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < PLACES + WORDS; i++) {
        const char *known = i < PLACES ? table[i].name : words_name(i - PLACES);
        size_t far =
            i < PLACES && (among & PLACE_SET(i)) == 0 ? SIZE_MAX : text_distance(name, known);
        if (far < best) {
            best = far;
            nearest = known;
        }
    }
    return nearest;
}
