/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/error.h"

#include <glib.h>
#include <stdbool.h>

/** Where plugins are looked for, and which of them may be opened. */
typedef struct MarbreFinder MarbreFinder;

/** A file named ID.so in one of the folders. */
typedef struct {
    char *id;
    char *path;
    char *digest;  /**< (nullable) "sha256:…"; NULL where it was not to be opened */
    char *problem; /**< (nullable) why it may not be opened */
    bool hidden;   /**< an earlier folder has a file of this name */
} MarbreFound;

/**
 * The folders to search, in order: those given on the command line, those of
 * MARBRE_PLUGIN_PATH, marbre/plugins-1 below the user's data folder, the installed ones.
 *
 * @param given      (nullable) NULL-terminated
 * @param path       (nullable) value of MARBRE_PLUGIN_PATH, colons between; read it with
 *                   secure_getenv(). Empty and relative entries are kept, to be refused by name
 * @param data_home  (nullable) $XDG_DATA_HOME or ~/.local/share
 * @return (transfer full) a GStrv
 */
char **marbre_finder_search_path(const char *const *given, const char *path, const char *data_home);

/**
 * @param folders  NULL-terminated, as marbre_finder_search_path() gives them
 * @param allow    (nullable) NULL-terminated "sha256:…": no file but these is opened
 */
MarbreFinder *marbre_finder_new(const char *const *folders, const char *const *allow);
MarbreFinder *marbre_finder_ref(MarbreFinder *finder);
void marbre_finder_unref(MarbreFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreFinder, marbre_finder_unref)

/** Nothing in this folder or below it is opened: a newsroom's own. May be called more than once. */
void marbre_finder_forbid(MarbreFinder *finder, const char *folder);

/** From now on nothing is opened, and each file has this error instead: where it can't be known
 *  which ones are allowed, none is. */
void marbre_finder_close(MarbreFinder *finder, const GError *error);

/** The folders, in order. (transfer none) */
const char *const *marbre_finder_get_folders(const MarbreFinder *finder);

/**
 * Open the first ID.so and check, through the descriptor, that it may be loaded: a regular
 * file of root's or the user's, which nobody else may write, no more than its parent folders;
 * its digest allowed.
 *
 * @param ret_path    (nullable, transfer full)
 * @param ret_digest  (nullable, transfer full)
 * @return a descriptor to close, or -1: MARBRE_ERROR_NOT_FOUND (no such file anywhere),
 *         MARBRE_ERROR_REFUSED (not to be trusted, with the reason and the remedy),
 *         MARBRE_ERROR_USAGE (`id` is no id), MARBRE_ERROR_FAILED
 */
int marbre_finder_open(
    MarbreFinder *finder, const char *id, char **ret_path, char **ret_digest, GError **error);

/** The same for one file by its absolute path, whose name must be ID.so (`plugin test FILE`). */
int marbre_finder_open_path(
    MarbreFinder *finder, const char *path, char **ret_id, char **ret_digest, GError **error);

/**
 * Every plugin file there is, in the order of the folders and then by id, those included that
 * are hidden or may not be opened. Folders that are missing are passed over; one that may not be
 * searched is an entry without id.
 *
 * @return (transfer full) of MarbreFound
 */
GPtrArray *marbre_finder_list(MarbreFinder *finder);
