/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "marbre/plugin.h"

#include <glib.h>
#include <stdbool.h>

/** Most entries that a list lends. */
#define MARBRE_LIST_ENTRIES 1000

/** Entries that are shown together, and where. */
typedef struct {
    int32_t kind; /**< MBR_LIST_* */
    char *path;   /**< its folder in the site tree: "", "en/sections/monde/" */
    char *name;   /**< of the section or author as most recently written, else "" */
    char *lang;
    char *changed;   /**< RFC 3339: the newest change of what it holds, or held; "" for none */
    char *languages; /**< in which the site has the same, this one among them: "fr en" */
    GArray *shown;   /**< guint: places in the array of entries, the newest 1,000 */
    guint held;      /**< how many it has */
    int64_t newest;  /**< the same as `changed` */
    bool stood;      /**< the site has had it */
    bool beside;     /**< it stands beside one that changes, and itself does not */
} MarbreList;

/**
 * An empty one.
 *
 * @param path  taken
 */
MarbreList *marbre_list_new(int32_t kind, char *path, const char *name, const char *lang);
void marbre_list_free(MarbreList *list);

/** Whether its folder is its own, and holds no other list and no page. */
bool marbre_list_has_own_folder(const MarbreList *list);

/** Whether there is one of this kind for each name: a section, an author. */
bool marbre_list_has_name(int32_t kind);

/**
 * The folder of a list, of a kind, a name and a language that a list can have.
 *
 * @param publish  the published languages, the first one first
 * @param name     of a section or an author; of another kind it says nothing
 * @return (transfer full) "sections/monde/"
 */
char *
marbre_list_path_own(const char *const *publish, int32_t kind, const char *name, const char *lang);

/** The folder that the list at `path`, in `lang`, has in another language. (transfer full) */
char *marbre_list_path_in(const char *const *publish,
                          const char *path,
                          const char *lang,
                          const char *other);

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
