/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entries.h"

#include "marbre/plugin.h"

/** Most entries that a list lends. */
#define MARBRE_LIST_ENTRIES 1000

/** Entries that are shown together, and where. */
typedef struct {
    int32_t kind; /**< MBR_LIST_* */
    char *path;   /**< its folder in the site tree: "", "en/sections/monde/" */
    char *name;   /**< of the section or author as most recently written, else "" */
    char *lang;
    char *changed;  /**< RFC 3339: the newest change of what it holds, or held; "" for none */
    GArray *shown;  /**< guint: places in the array of entries, the newest 1,000 */
    guint held;     /**< how many it has */
    int64_t newest; /**< the same as `changed` */
} MarbreList;

void marbre_list_free(MarbreList *list);

/** Whether its folder is its own, and holds no other list and no page. */
bool marbre_list_has_own_folder(const MarbreList *list);

/**
 * The folder of a list; where two names come to the same one, they have one list.
 *
 * @param publish  the published languages, the first one first
 * @param name     of a section or an author
 * @return (transfer full) "sections/monde/", or NULL where no list can have this kind, this name or
 *     this language
 */
char *
marbre_list_path(const char *const *publish, int32_t kind, const char *name, const char *lang);

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
 * marbre_lists_lost().
 *
 * @param entries  (transfer none) of MarbreEntryPage, as marbre_entries_list() sorts them
 * @param every    the site is written anew
 * @return (transfer full) of MarbreList
 */
GPtrArray *marbre_lists_fill(MarbreLists *lists, const GPtrArray *entries, bool every);

/** After that: languages that have no entry any more. (transfer none) NULL-terminated */
const char *const *marbre_lists_lost(MarbreLists *lists);
