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
    .changes = "Modifications de cet article",
    .correction = "Rectificatif",
    .update = "Mise à jour",
    .clarification = "Précision",
    .dated = "du",
    .see = "voir ce qui a changé",
    .corrections = "Rectificatifs et précisions",
    .corrections_lead = "Ce que nous avons corrigé, précisé ou retiré après publication, du plus "
                        "récent au plus ancien.",
    .no_corrections = "Aucun article n’a été corrigé.",
    .retracted = "Article retiré",
    .retraction = "Retrait",
    .taken_back = "Retiré le",
    .offline = "Article hors ligne",
    .offline_since = "Hors ligne depuis le",
    .untitled = "Article du",
    .skip = "Aller au contenu",
    .feed = "Flux",
    .sections = "Rubriques",
    .languages = "Autres langues",
    .version = "Lire en français" NBSP ":",
    .other_version = "Dans une autre langue" NBSP ":",
    .own_name = "Français",
    .original = "Article original" NBSP ":",
    .locale = "fr_FR",
    .colon = NBSP ":",
    .latest = "À la une",
    .nothing = "Aucun article n’est encore publié.",
    .verdicts = "Ce que nous avons vérifié",
    .verified = "Vérifié",
    .disputed = "Contesté",
    .false_claim = "Faux",
};

static const words english = {
    .by = "By",
    .and = "and",
    .translated_by = "Translated by",
    .published = "Published",
    .updated = "Updated",
    .photo = "Photo: ",
    .changes = "Changes to this article",
    .correction = "Correction",
    .update = "Update",
    .clarification = "Clarification",
    .dated = "of",
    .see = "see what changed",
    .corrections = "Corrections and clarifications",
    .corrections_lead =
        "What we corrected, clarified or took back after publication, newest first.",
    .no_corrections = "No article has been corrected.",
    .retracted = "Article retracted",
    .retraction = "Retraction",
    .taken_back = "Retracted on",
    .offline = "Article no longer online",
    .offline_since = "Offline since",
    .untitled = "Article of",
    .skip = "Skip to content",
    .feed = "Feed",
    .sections = "Sections",
    .languages = "Other languages",
    .version = "Read in English:",
    .other_version = "In another language:",
    .own_name = "English",
    .original = "Original article:",
    .locale = "en_GB",
    .colon = ":",
    .latest = "Latest",
    .nothing = "Nothing has been published yet.",
    .verdicts = "What we checked",
    .verified = "Verified",
    .disputed = "Disputed",
    .false_claim = "False",
};

/* Those that stand by themselves on a page; the others are parts of what the engine writes. */
static const struct {
    const char *name;
    size_t offset;
} named[WORDS] = {
    {"say-by", offsetof(words, by)},
    {"say-translated-by", offsetof(words, translated_by)},
    {"say-published", offsetof(words, published)},
    {"say-updated", offsetof(words, updated)},
    {"say-photo", offsetof(words, photo)},
    {"say-changes", offsetof(words, changes)},
    {"say-dated", offsetof(words, dated)},
    {"say-see", offsetof(words, see)},
    {"say-corrections", offsetof(words, corrections)},
    {"say-corrections-lead", offsetof(words, corrections_lead)},
    {"say-no-corrections", offsetof(words, no_corrections)},
    {"say-retracted", offsetof(words, retracted)},
    {"say-taken-back", offsetof(words, taken_back)},
    {"say-skip", offsetof(words, skip)},
    {"say-feed", offsetof(words, feed)},
    {"say-sections", offsetof(words, sections)},
    {"say-languages", offsetof(words, languages)},
    {"say-version", offsetof(words, version)},
    {"say-original", offsetof(words, original)},
    {"say-colon", offsetof(words, colon)},
    {"say-latest", offsetof(words, latest)},
    {"say-nothing", offsetof(words, nothing)},
    {"say-verdicts", offsetof(words, verdicts)},
};

static bool
is_of(mbr_text language, const char *code)
{
    return language.size >= 2 && (language.data[0] | 0x20) == code[0] &&
           (language.data[1] | 0x20) == code[1] && (language.size == 2 || language.data[2] == '-');
}

const words *
words_of(mbr_text language)
{
    return is_of(language, "fr") ? &french : &english;
}

bool
words_know(mbr_text language)
{
    return is_of(language, "fr") || is_of(language, "en");
}

mbr_text
words_language(mbr_text language)
{
    return words_know(language) ? text_of(words_of(language)->own_name) : language;
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

const char *
words_name(size_t which)
{
    return named[which].name;
}

const char *
words_said(const words *of, size_t which)
{
    return *(const char *const *)((const char *)of + named[which].offset);
}
