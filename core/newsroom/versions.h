/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "store/history.h"

#include <glib.h>
#include <stdbool.h>

/** Somebody who wrote a commit, or had a hand in it. */
typedef struct {
    char *email; /**< as the commit declares it */
    MarbreCommit
        *sealed;       /**< (nullable) the commit, where it is this address that it is signed for */
    char *fingerprint; /**< (nullable) of the key that signed it, "" for none; private */
} MarbreAuthor;

/** (transfer full) @param sealed  (nullable) */
MarbreAuthor *marbre_author_new(const char *email, MarbreCommit *sealed);
void marbre_author_free(MarbreAuthor *author);

/**
 * Who that is. Where signatures are asked for, whoever signed the commit wrote it, whatever name
 * it bears; without a signature that holds, the address is all there is.
 *
 * @return (transfer none, nullable)
 */
const MarbrePerson *
marbre_author_person(MarbreAuthor *author, const MarbrePolicy *policy, bool is_signed);

/** An article as one commit of the newsroom's branch left it. */
typedef struct {
    MarbreCommit *commit;
    char *folder;       /**< where it stood then */
    char content[41];   /**< git id of the folder */
    GPtrArray *authors; /**< of MarbreAuthor: who wrote the commit, co-authors included */
} MarbreVersion;

/**
 * A commit with one parent made an article's folder what it is. (transfer full)
 *
 * @param content  git id of the folder
 */
MarbreVersion *marbre_version_new(MarbreCommit *commit, const char *folder, const char *content);
void marbre_version_free(MarbreVersion *version);

/**
 * The commits that changed an article's folder, newest first, followed through renames by the
 * article's id. Only the branch's own commits are told; a merge names all who wrote what it
 * brought, and who made it only where it changed that.
 *
 * @param from    (nullable) rev; NULL: tip of the newsroom's branch
 * @return (transfer full) of MarbreVersion; NULL with MARBRE_ERROR_FAILED where history ends
 *     early (a shallow clone) or objects are missing
 */
GPtrArray *
marbre_versions_of(MarbreNewsroom *newsroom, const char *folder, const char *from, GError **error);

/** The article of a version. (transfer full) or NULL with an error */
MarbreArticle *
marbre_version_read(MarbreNewsroom *newsroom, const MarbreVersion *version, GError **error);
