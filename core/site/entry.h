/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** A published article in one language, as the site shows it: never the head, what was published.
 */
typedef struct {
    char *folder; /**< of the article, in the newsroom */
    char *lang;
    char *path;      /**< of its page in the site tree: "2023/09/slug/" */
    char *date;      /**< RFC 3339 */
    int64_t instant; /**< the same, to sort by */
    char *content;   /**< git id of the folder that was published */
    char record[41]; /**< git id of its state.yaml today */
    char *title;     /**< the next three for lists; "" where the text does not say */
    char *section;   /**< also of one that was retracted, to know the lists that lost it */
    char *standfirst;
    char **authors;   /**< likewise; never NULL */
    char *changed;    /**< RFC 3339: the newest of date, publication, corrections and retraction */
    int64_t newest;   /**< the same, to compare with */
    int64_t noted;    /**< instant of the newest public note; 0 where there is none */
    GPtrArray *files; /**< (nullable) of MarbreFile: of `content`, once it was looked at */
    MarbreArticle *article; /**< (nullable) as published, of texts the published ones alone;
                                 opened when first asked for */
    MarbreState *state;     /**< (nullable) its record today; read when first asked for */
    bool whole;             /**< `state` has what is not public, too */
    bool retracted;         /**< its address has the note of its retraction, and nothing else */
    bool render;            /**< its page must be written */
    bool turn;              /**< by the run of an action that is under way */
    guint named;            /**< the last run in which it was told of that it is there, */
    guint told;             /**< and of all that its page is made from */
} MarbreEntryPage;

/** Entries are shared by reference between the site as it was and as it is. (transfer full) */
MarbreEntryPage *marbre_entry_page_new(void);
MarbreEntryPage *marbre_entry_page_ref(MarbreEntryPage *entry);
void marbre_entry_page_unref(MarbreEntryPage *entry);
/** An empty list that lets go of its entries. (transfer full) */
GPtrArray *marbre_entry_pages_new(void);

/** The entry of an article that was published, as its record has it, in one of its languages.
 *  (transfer full) */
MarbreEntryPage *marbre_entry_page_of(MarbreNewsroom *newsroom,
                                      const MarbreArticle *article,
                                      const MarbreState *state,
                                      const char *lang);

/**
 * The record of a folder as it is today, and its git id.
 *
 * @param ret_record  (nullable)
 * @return (transfer full) NULL where there is none, and with an error
 */
MarbreState *marbre_entry_read_record(MarbreNewsroom *newsroom,
                                      const char *folder,
                                      char ret_record[41],
                                      GError **error);

/** The article as it was published, without its source and its claims. (transfer none) or NULL with
 * an error */
MarbreArticle *
marbre_entry_article(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);

/**
 * What of its record is public: while a correction is open, what it was without it. (transfer none)
 * or NULL with an error
 */
const MarbreState *
marbre_entry_state(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);

/** The text of the entry's language; (transfer none, nullable). */
const MarbreCopy *
marbre_entry_copy(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);
