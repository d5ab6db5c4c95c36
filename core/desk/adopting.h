/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/** What `adopt` brings in. Nothing is owned. */
typedef struct {
    const char *path; /**< of an old post, from the root */
    const char *lang; /**< (nullable) of a text whose name does not say */
    const char *slug; /**< (nullable) its own name */
} MarbreAdoption;

/** What became of it. */
typedef struct {
    char *folder;
    char *id;
    char *title;     /**< (nullable) */
    char *origin;    /**< where the site generator has it */
    char *published; /**< RFC 3339 */
    char *words;     /**< (nullable) commit of its words; NULL where nothing was done: dry_run */
    char *commit;    /**< (nullable) of its adoption */
    GPtrArray *left; /**< of char *: paths beside it that stay where they are */
} MarbreAdopted;

void marbre_adopted_free(MarbreAdopted *adopted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreAdopted, marbre_adopted_free)

/**
 * Make an article of what a site generator has made public: its words in one commit, its adoption
 * as revision 1, public since its own date, in the next, all or none. The generator's file stays.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (no old post, slug, language), _REFUSED (the
 *     gate says no; it is not public; there is such an article; unknown person), _BUSY, _FAILED
 */
MarbreAdopted *
marbre_desk_adopt(const MarbreSession *session, const MarbreAdoption *adoption, GError **error);

/**
 * The folder of the article that an old post has become.
 *
 * @return (transfer full) or NULL, without an error set where it has not become one
 */
char *marbre_adopted_find(MarbreNewsroom *newsroom, const char *path, GError **error);
