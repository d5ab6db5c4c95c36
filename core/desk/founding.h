/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** What `init` makes a newsroom of. Nothing is owned. */
typedef struct {
    const char *name; /**< of the person, as git knows it */
    const char *email;
    int64_t now;
    const char *lang;     /**< the published language */
    const char *spoken;   /**< the person's */
    bool lang_is_asked;   /**< somebody chose it: a site generator's own gives way */
    const char *articles; /**< folder of the articles */
    const char *timezone; /**< "Europe/Paris" */
    bool solo;            /**< one person: a workflow without four-eyes */
    bool night;           /**< with the workflow of the night desk beside the usual one */
    bool dry_run;         /**< say what would happen, change nothing */
    const char *datadir;  /**< where the stock workflows are installed */
} MarbreFounding;

/** What was founded. */
typedef struct {
    char *dir;
    char *person;    /**< id of the person with every role */
    char *commit;    /**< (nullable) NULL where nothing was done: dry_run */
    bool alone;      /**< stages with four-eyes can't be left by one person */
    char **before;   /**< (nullable) of an old repository: globs of what was there */
    char *generator; /**< (nullable) name of the site generator that it is made for */
} MarbreFounded;

void marbre_founded_free(MarbreFounded *founded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreFounded, marbre_founded_free)

/**
 * Make a folder a newsroom: a repository with the branch `main` and one commit that holds its
 * policy. Its clone trusts that commit, and pulls by rebasing.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED (a repository is there already, or a file
 *     of a name that the newsroom needs), _FAILED
 */
MarbreFounded *marbre_desk_found(const char *dir, const MarbreFounding *founding, GError **error);

/**
 * Make an existing repository a newsroom: one commit beside what is there, which touches nothing
 * but the newsroom's own files and the end of .gitattributes. What is there is listed in
 * marbre.yaml as `before:`.
 *
 * @param dir  a folder of the repository; the newsroom is the whole of it
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED (a name that the newsroom needs is taken,
 *     the site generator would publish its folders, .gitattributes has uncommitted words), _USAGE,
 *     _BUSY, _FAILED
 */
MarbreFounded *
marbre_desk_found_here(const char *dir, const MarbreFounding *founding, GError **error);
