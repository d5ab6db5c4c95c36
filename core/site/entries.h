/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"

#include <glib.h>
#include <stdbool.h>

/** A published article in one language, as the site shows it: never the head, what was published.
 */
typedef struct {
    char *folder; /**< of the article, in the newsroom */
    char *lang;
    char *path;             /**< of its page in the site tree: "2023/09/slug/" */
    char *date;             /**< RFC 3339 */
    int64_t instant;        /**< the same, to sort by */
    MarbreArticle *article; /**< (nullable) as published; opened when first asked for */
    MarbreState *state;     /**< its record today */
    bool render;            /**< its page must be written in this run */
} MarbreEntryPage;

/**
 * Every published article, newest first; retracted ones are not among them.
 *
 * @return (transfer full) of MarbreEntryPage, or NULL with MARBRE_ERROR_FAILED (objects missing) or
 *     MARBRE_ERROR_REFUSED (two articles share an address)
 */
GPtrArray *marbre_entries_list(MarbreNewsroom *newsroom, GError **error);

/** The article as it was published. (transfer none) or NULL with an error */
MarbreArticle *
marbre_entry_article(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);

/** The text of the entry's language; (transfer none, nullable). */
const MarbreCopy *
marbre_entry_copy(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);
