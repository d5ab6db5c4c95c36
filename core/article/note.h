/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"

#include <glib.h>
#include <stdbool.h>

/** Public words in one language. */
typedef struct {
    char *lang;
    char *text;
} MarbreNote;

/** An empty list of notes. (transfer full) */
GPtrArray *marbre_notes_new(void);
/** Set the words of one language in a list of notes, replacing earlier ones. */
void marbre_notes_set(GPtrArray *notes, const char *lang, const char *text);
/** (transfer none, nullable) */
const char *marbre_notes_get(const GPtrArray *notes, const char *lang);
/** A member that is an object: the words of each language. */
void marbre_notes_member(MarbreJson *json, const char *key, const GPtrArray *notes);

/**
 * Whether a note to readers only holds the place of one: no word at all, or the one that commands
 * are shown with (“NOTE”), “TK”, “à compléter”. @param text  UTF-8
 */
bool marbre_note_is_stand_in(const char *text);
