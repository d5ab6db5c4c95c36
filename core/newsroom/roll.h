/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "workflow/policy.h"

#include <glib.h>
#include <stdbool.h>

/** What the roll knows of an article without opening it. Strings may be NULL but for folder. */
typedef struct {
    char *folder;
    char *oid; /**< git id of the folder that the rest was read from */
    char *id;  /**< NULL without a state */
    char *workflow;
    char *stage; /**< NULL without a state: the first stage */
    char *entered;
    char *published; /**< digest of the publication; NULL where it never was */
    char *content;   /**< git id of the folder that was published */
    char *langs;     /**< published languages that it has, with spaces between */
    char *title;
    char *date;
    char *embargo; /**< this and the next two: marbre_hour_write() */
    char *publish_at;
    char *unpublish_at;
    char *released; /**< instant of the publication; NULL where it never was */
    char *gone;  /**< "yes" where its page was taken away, "ended" where its time had; else NULL */
    char *words; /**< digest of the folder's entries without state.yaml: what plugins can see */
    char *sound; /**< "yes" where nothing was wrong with the files; else NULL */
    char *settled;    /**< marbre_record_settled() */
    char *approved;   /**< marbre_approved_list() */
    char *translates; /**< as its front matter has it: the article that it translates */
    char *assigned;   /**< "WHO DUE" or "WHO"; NULL where nobody in particular has it */
    char *owed;   /**< "STAGE UNTIL STAGE UNTIL …"; NULL where nothing is owed with a deadline */
    char **facts; /**< values of the keys that the workflows ask about, in their order; "" absent */
} MarbreRow;

void marbre_row_free(MarbreRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRow, marbre_row_free)

/**
 * The index of a newsroom's articles: a sorted file, keyed by the ids of their folders, so that
 * what has not changed is not read again. It is rebuilt where it is missing or damaged.
 */
typedef struct MarbreRoll MarbreRoll;

/**
 * @param path   the index; need not exist
 * @param langs  NULL-terminated, the published languages
 * @param keys   NULL-terminated, the facts to keep; an index for other ones is rebuilt
 */
MarbreRoll *marbre_roll_open(const char *path, const char *const *langs, const char *const *keys);
void marbre_roll_free(MarbreRoll *roll);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRoll, marbre_roll_free)

/** What is known of a folder with just this id; NULL where nothing is. (transfer full) */
MarbreRow *marbre_roll_find(MarbreRoll *roll, const char *folder, const char *oid);

/** The fields of a row but its facts, between tabs, without a line end: a line of another file. */
void marbre_row_append(GString *out, const MarbreRow *row);
/** Such a line. (transfer full, nullable) NULL where it is none */
MarbreRow *marbre_row_parse(const char *line);

/** Read an article into a row. @param settled  (nullable) marbre_record_settled() (transfer full)
 */
MarbreRow *marbre_row_new(const MarbreArticle *article,
                          const char *oid,
                          const char *words,
                          const char *settled,
                          const char *const *keys);

/**
 * Begin the index anew; rows are then told in the order of their folders, and `end` puts the new
 * index in place of the old one. A disk that is full loses the index, never more.
 */
void marbre_roll_begin(MarbreRoll *roll);
void marbre_roll_add(MarbreRoll *roll, const MarbreRow *row);
void marbre_roll_end(MarbreRoll *roll);
