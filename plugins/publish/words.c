/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "words.h"

#include "text.h"

#define NBSP "\xc2\xa0"

static const words french = {
    .by = "Par",
    .and = "et",
    .translated_by = "Traduit par",
    .published = "Publié le",
    .updated = "Mis à jour le",
    .photo = "Photo" NBSP ": ",
    .corrections = "Modifications de cet article",
    .correction = "Rectificatif",
    .update = "Mise à jour",
    .clarification = "Précision",
    .dated = "du",
    .see = "voir ce qui a changé",
    .retracted = "Article retiré",
    .taken_back = "Retiré le",
    .skip = "Aller à l’article",
    .feed = "Flux Atom",
    .other_language = "Dans une autre langue" NBSP ":",
    .locale = "fr_FR",
    .colon = NBSP ":",
    .latest = "À la une",
    .nothing = "Aucun article n’est encore publié.",
};

static const words english = {
    .by = "By",
    .and = "and",
    .translated_by = "Translated by",
    .published = "Published",
    .updated = "Updated",
    .photo = "Photo: ",
    .corrections = "Changes to this article",
    .correction = "Correction",
    .update = "Update",
    .clarification = "Clarification",
    .dated = "of",
    .see = "see what changed",
    .retracted = "Article retracted",
    .taken_back = "Retracted on",
    .skip = "Skip to the article",
    .feed = "Atom feed",
    .other_language = "In another language:",
    .locale = "en_GB",
    .colon = ":",
    .latest = "Latest",
    .nothing = "Nothing has been published yet.",
};

const words *
words_of(mbr_text language)
{
    bool is_french = language.size >= 2 && (language.data[0] | 0x20) == 'f' &&
                     (language.data[1] | 0x20) == 'r' &&
                     (language.size == 2 || language.data[2] == '-');
    return is_french ? &french : &english;
}

const char *
words_of_kind(const words *of, mbr_text kind)
{
    if (text_is(kind, "update"))
        return of->update;
    if (text_is(kind, "clarification"))
        return of->clarification;
    return of->correction;
}
