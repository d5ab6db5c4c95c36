/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef MARBRE_ROOM_H
#define MARBRE_ROOM_H

/** @file
 * A newsroom opened for reading: its branch, its rules and its articles.
 */

#include <marbre/status.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A newsroom opened. Used by one thread at a time; several may be open side by side. */
typedef struct marbre_room marbre_room;

/** How a newsroom is opened. What is zero is as said. */
typedef struct marbre_room_settings {
    size_t struct_size;             /**< sizeof(marbre_room_settings) */
    const char *lang;               /**< "fr" or "en", of findings; NULL: English */
    const char *email;              /**< whose questions are asked; NULL: nobody's in particular */
    const char *const *plugin_dirs; /**< NULL-terminated, looked through first; NULL: none */
    int64_t now;                    /**< as if it were this second of Unix time; 0: the clock's */
    int keeps_nothing;              /**< not 0: results of earlier runs are neither used nor kept */
} marbre_room_settings;

/** An article as the list of them tells it. Texts are UTF-8 and lent for the call. */
typedef struct marbre_room_article {
    size_t struct_size;      /**< set by the library: what lies beyond it is not told */
    const char *folder;      /**< from the root of the newsroom; names it wherever one is named */
    const char *id;          /**< NULL before its first transition */
    const char *title;       /**< "" where it has none */
    const char *langs;       /**< published languages that it has, with spaces between */
    const char *workflow;    /**< NULL: the newsroom's usual one */
    const char *stage;       /**< id of its stage: "draft", "published"; NULL: the first one */
    const char *stage_title; /**< as `lang` has it; NULL where `stage` is none of its workflow's */
    int is_published;        /**< 1: readers have it */
} marbre_room_article;

/** Told an article; not 0: no more of them. */
typedef int (*marbre_room_tell)(void *user, const marbre_room_article *article);

/**
 * Open the newsroom that a folder lies in.
 *
 * @param path       a folder of it, or of a bare repository
 * @param settings   (nullable) nothing of it is kept but its values
 * @param ret_room   given back with marbre_room_close()
 * @param ret_error  (nullable) gets what is wrong, for people; free with marbre_free()
 * @return MARBRE_STATUS_USAGE: no newsroom here, or its rules are wrong; _UNABLE
 */
MARBRE_API marbre_status marbre_room_open(const char *path,
                                          const marbre_room_settings *settings,
                                          marbre_room **ret_room,
                                          char **ret_error);

/** Close it. @param room  (nullable) */
MARBRE_API void marbre_room_close(marbre_room *room);

/**
 * Look at the branch as it stands now; a room tells the newsroom as it was when it was opened or
 * last renewed.
 *
 * @return as marbre_room_open(); on anything but YES the room stays as it was
 */
MARBRE_API marbre_status marbre_room_renew(marbre_room *room, char **ret_error);

/** The commit that the room tells, as 40 hexadecimal digits; lent until the room is renewed. */
MARBRE_API const char *marbre_room_commit(const marbre_room *room);

/**
 * Tell every article, in the order of their folders.
 *
 * @return MARBRE_STATUS_YES, also where `tell` ended it; _UNABLE
 */
MARBRE_API marbre_status marbre_room_each(marbre_room *room,
                                          marbre_room_tell tell,
                                          void *user,
                                          char **ret_error);

/**
 * The folder of the article that a word means: its path, its id, a unique prefix of its id, or its
 * slug where only one has it.
 *
 * @param ret_folder  free with marbre_free()
 * @return MARBRE_STATUS_USAGE: none is meant, or more than one
 */
MARBRE_API marbre_status marbre_room_find(marbre_room *room,
                                          const char *word,
                                          char **ret_folder,
                                          char **ret_error);

#ifdef __cplusplus
}
#endif

#endif
