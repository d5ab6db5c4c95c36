/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: what a site generator has made public, as the files of an article. */
#pragma once

#include "desk/session.h"

typedef struct {
    char *title; /**< (nullable) */
    char *slug;
    MarbreInstant published; /**< since when it is public */
    char *origin;            /**< the file of its first language */
    GPtrArray *names;        /**< of char *: names of its files */
    GPtrArray *bytes;        /**< of GBytes: their content */
    GPtrArray *left;         /**< of char *: paths that stay where they are, for an article can't
                                  hold such names or folders */
} MarbreOldPost;

void marbre_old_post_free(MarbreOldPost *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOldPost, marbre_old_post_free)

/**
 * Gather a post, its versions in other published languages beside it, and the files of a folder
 * that is all its own, as they are committed.
 *
 * @param path  of one of its texts, or of its folder, from the root
 * @param lang  (nullable) of a text whose name does not say; the site's usual one
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (no such post, or none that `before:` lists),
 *     _REFUSED (it is not public, has uncommitted words, or can't be read), _FAILED
 */
MarbreOldPost *marbre_old_post_gather(const MarbreSession *session,
                                      MarbreNewsroom *newsroom,
                                      const char *path,
                                      const char *lang,
                                      GError **error);
