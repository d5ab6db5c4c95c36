/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_WORDS_H
#define PUBLISH_WORDS_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>

/* The words that a page adds to an article, in the article's language. */
typedef struct words {
    const char *by, *and, *translated_by, *published, *updated, *photo;
    const char *changes, *correction, *update, *clarification, *dated, *see;
    const char *corrections, *corrections_lead, *no_corrections;
    const char *retracted, *retraction, *taken_back, *untitled;
    const char *offline, *offline_since; /* in place of the first and the third: its time ended */
    const char *skip, *feed, *sections, *languages, *version, *other_version, *own_name, *original;
    const char *locale, *colon, *latest, *nothing;
    const char *verdicts, *verified, *disputed, *false_claim;
} words;

/** The words of a language (BCP 47): French for French, English for any other. */
const words *words_of(mbr_text language);

/** Whether a language has words of its own here. */
bool words_know(mbr_text language);

/** A language's name in itself, else its code. */
mbr_text words_language(mbr_text language);

/** The words for a kind of correction ("correction", "update", "clarification"). */
const char *words_of_kind(const words *of, mbr_text kind);

/** How many of them a theme may put on a page by their names: {say-skip}. */
#define WORDS 23

/** The name of one of them, by its number below WORDS: "say-skip". */
const char *words_name(size_t which);

/** The words of this number. */
const char *words_said(const words *of, size_t which);

#endif
