/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/remarks.h"
#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/** A note to make in an article's margin, or to settle. Nothing is owned. */
typedef struct {
    const char *folder;
    const char *words; /**< (nullable) of the text, that it is about */
    const char *text;  /**< (nullable) of a new one */
    guint done;        /**< number of the one to settle, from 1; 0: none */
} MarbreNoting;

/** What became of it. */
typedef struct {
    char *title;
    guint number; /**< of the note, from 1 */
    char *commit; /**< (nullable) NULL: nothing was changed */
} MarbreNoted;

void marbre_noted_free(MarbreNoted *noted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreNoted, marbre_noted_free)

/**
 * Make a note, or settle one: a commit of notes.yaml alone.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (no such note), _REFUSED (the words stand
 *     nowhere in the text, or in several places; the file is broken, or not saved), _BUSY, _FAILED
 */
MarbreNoted *
marbre_desk_note(const MarbreSession *session, const MarbreNoting *noting, GError **error);

/**
 * The notes of an article.
 *
 * @param files  where it is read
 * @param ret_remarks  (transfer full, nullable) NULL: there are none
 * @return false with MARBRE_ERROR_REFUSED where the file is broken; _FAILED
 */
bool marbre_noting_read(MarbreNewsroom *files,
                        const char *folder,
                        MarbreRemarks **ret_remarks,
                        GError **error);
