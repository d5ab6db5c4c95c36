/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_WORDS_H
#define PUBLISH_WORDS_H

#include "marbre/plugin.h"

/* The words that a page adds to an article, in the article's language. */
typedef struct words {
    const char *by, *and, *translated_by, *published, *updated, *photo;
    const char *corrections, *correction, *update, *clarification, *dated, *see;
    const char *retracted, *taken_back;
    const char *skip, *feed, *other_language, *locale, *colon, *latest, *nothing;
} words;

/** The words of a language (BCP 47): French for French, English for any other. */
const words *words_of(mbr_text language);

/** The words for a kind of correction ("correction", "update", "clarification"). */
const char *words_of_kind(const words *of, mbr_text kind);

#endif
