/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entries.h"

/* The entries that the branch of rendered output shows, kept in a file of the store's own folder so
   that they need not be read out of every published article again. Missing, of another commit or
   damaged, it is as if there were none. What one publication changes is added to the file's end; it
   is written anew when it has grown by half. */

/** Where in the file the entries of a commit end. Without `entries`, nothing is known. */
typedef struct {
    GPtrArray *entries; /**< (owned, nullable) of MarbreEntryPage */
    uint64_t whole;     /**< bytes of the file's first part */
    uint64_t end;       /**< bytes up to where they are told */
    char digest[80];    /**< of the part that ends there */
} MarbreTable;

/** @param commit  the newsroom commit that the entries must be of */
MarbreTable marbre_table_load(MarbreStore *store, const char *commit);
void marbre_table_clear(MarbreTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreTable, marbre_table_clear)

/**
 * Keep the entries of a newsroom commit. A disk that is full loses the table, never more. Only for
 * who holds the newsroom's lock.
 *
 * @param before  (nullable) what was loaded, of which `entries` shares what did not change
 */
void marbre_table_save(MarbreStore *store,
                       const MarbreTable *before,
                       const char *commit,
                       const GPtrArray *entries);
