/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"
#include "base/json.h"
#include "base/span.h"

#include <glib.h>
#include <stddef.h>

/** Words that were taken out, put in, or changed for others, at one place. */
typedef struct {
    char *part;           /**< (nullable) "text" or "key:NAME", where whole copies are compared;
                               whoever compares more of an article names it likewise */
    char *removed;        /**< white space collapsed; "" for words only put in */
    char *added;          /**< likewise */
    size_t removed_count; /**< words, punctuation not counted */
    size_t added_count;
    MarbreSpan before; /**< in the old text; empty at the place where words were put in */
    MarbreSpan after;  /**< in the new text; empty at the place where words were taken out */
} MarbreWordChange;

void marbre_word_change_free(MarbreWordChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWordChange, marbre_word_change_free)

/** A member that is an array: the part and the words of each change. */
void marbre_word_changes_member(MarbreJson *json, const char *key, const GPtrArray *changes);

/**
 * How two texts differ by word and punctuation sign; white space never differs. Changes are in
 * order and do not touch. Texts that have almost nothing in common may give one change of all.
 *
 * @return (transfer full) of MarbreWordChange
 */
GPtrArray *
marbre_diff_words(const char *before, size_t before_size, const char *after, size_t after_size);

/**
 * How two states of one language's file differ in their bodies and, where `keys` is given, in
 * these values of their front matter ("*": all). Places are bytes of the files.
 *
 * @param before  (nullable) NULL where there was none
 * @param after   (nullable) NULL where there is none any more
 * @return (transfer full) of MarbreWordChange
 */
GPtrArray *
marbre_words_changed(const MarbreCopy *before, const MarbreCopy *after, const char *const *keys);
