/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entries.h"

/* The entries that the branch of rendered output shows, kept in a file of the store's own folder so
   that they need not be read out of every published article again. Missing, of another commit or
   damaged, it is as if there were none. */

/**
 * @param commit  the newsroom commit that the entries must be of
 * @return (transfer full, nullable) of MarbreEntryPage
 */
GPtrArray *marbre_table_load(MarbreStore *store, const char *commit);

/** Keep the entries of a newsroom commit. A disk that is full loses the table, never more. */
void marbre_table_save(MarbreStore *store, const char *commit, const GPtrArray *entries);
