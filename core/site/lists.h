/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entries.h"
#include "site/list.h"

/** Which lists change. One owner. */
typedef struct MarbreLists MarbreLists;

/** @param publish  the published languages; must outlive it */
MarbreLists *marbre_lists_new(const char *const *publish);
void marbre_lists_free(MarbreLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLists, marbre_lists_free)

/**
 * The lists that hold this entry change, or held it where it is not what it was.
 *
 * @param entry   must stay until the lists are filled
 * @param is_new  the entry is of the site as it is, and its page is written
 */
void marbre_lists_touch(MarbreLists *lists, const MarbreEntryPage *entry, bool is_new);

/**
 * What is to be written: the fronts first, then by path. A front or the corrections of a language
 * stay out where the language has no entry at all, but of the first one; see
 * marbre_lists_lost(). Where a list has come or is gone, the same in other languages is written
 * too, for it says so.
 *
 * @param entries  (transfer none) of MarbreEntryPage, as marbre_entries_list() sorts them; those
 *     whose pages are written say so
 * @param every    the site is written anew
 * @return (transfer full) of MarbreList
 */
GPtrArray *marbre_lists_fill(MarbreLists *lists, const GPtrArray *entries, bool every);

/** After that: languages that have no entry any more. (transfer none) NULL-terminated */
const char *const *marbre_lists_lost(MarbreLists *lists);
