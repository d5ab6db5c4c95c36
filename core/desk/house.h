/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: the sentences of a house, as a file has them. */
#pragma once

#include "desk/passage.h"
#include "newsroom/newsroom.h"

#include <glib.h>

/* How passages differ; with ALSO added, in the sentence that follows one of the same form. */
enum {
    MARBRE_FORM_REPLACED,
    MARBRE_FORM_ADDED,
    MARBRE_FORM_REMOVED,
    MARBRE_FORM_ALSO,
    MARBRE_FORMS = 6,
};

/* Sentences by number: those of each kind by form, words for each place, and three of their own. */
enum {
    MARBRE_PHRASE_CORRECTION = 0,
    MARBRE_PHRASE_UPDATE = MARBRE_FORMS,
    MARBRE_PHRASE_CLARIFICATION = 2 * MARBRE_FORMS,
    MARBRE_PHRASE_MORE = 3 * MARBRE_FORMS,
    MARBRE_PHRASE_PICTURES,
    MARBRE_PHRASE_OFFLINE,
    MARBRE_PHRASE_PLACE,
    MARBRE_PHRASES = MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_PLACES,
};

/** Of one language; NULL for what the house leaves to Marbre. */
typedef struct {
    char *phrases[MARBRE_PHRASES];
} MarbreHouse;

/**
 * Read the newsroom's file; one that is not there says nothing.
 *
 * @return (transfer full) language to MarbreHouse; NULL with MARBRE_ERROR_USAGE and the problems
 */
GHashTable *marbre_houses_read(MarbreNewsroom *newsroom, const char *path, GError **error);

/** The same from bytes. @param problems  they are added here; then the table is not to be used */
GHashTable *marbre_houses_parse(const char *path, GBytes *bytes, GPtrArray *problems);
