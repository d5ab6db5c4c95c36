/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "store/snapshot.h"
#include "workflow/policy.h"

#include <glib.h>
#include <stdbool.h>

/** A folder deeper than this below `articles` holds no article: years, months, a section. */
#define MARBRE_FOLDER_DEPTH 8

/** A snapshot of a newsroom with the policy that it holds. Immutable, unless a working tree is. */
typedef struct MarbreNewsroom MarbreNewsroom;

/**
 * Load the policy of a snapshot.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE and every problem of marbre.yaml,
 *     people.yaml and the workflows, a line each; MARBRE_ERROR_FAILED where the store fails
 */
MarbreNewsroom *marbre_newsroom_new(MarbreStore *store, MarbreSnapshot *snapshot, GError **error);
/**
 * The newsroom of the branch's tip: `known` where the branch still stands there.
 *
 * @param known  (nullable) of a commit
 * @return (transfer full) or NULL with an error, as marbre_newsroom_new()
 */
MarbreNewsroom *marbre_newsroom_tip(MarbreStore *store, MarbreNewsroom *known, GError **error);
/** The same snapshot judged by a policy at hand: of an earlier commit, say. */
MarbreNewsroom *
marbre_newsroom_new_with_policy(MarbreStore *store, MarbreSnapshot *snapshot, MarbrePolicy *policy);
MarbreNewsroom *marbre_newsroom_ref(MarbreNewsroom *newsroom);
void marbre_newsroom_unref(MarbreNewsroom *newsroom);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreNewsroom, marbre_newsroom_unref)

/* Everything returned below is (transfer none) and lives as long as the newsroom. */

MarbreStore *marbre_newsroom_get_store(const MarbreNewsroom *newsroom);
MarbreSnapshot *marbre_newsroom_get_snapshot(const MarbreNewsroom *newsroom);
MarbrePolicy *marbre_newsroom_get_policy(const MarbreNewsroom *newsroom);

/**
 * Read the bundle in a folder; media stay where they are.
 *
 * What is wrong inside the bundle, links and odd names included, is among the article's problems.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND (no folder, or no text in it), _FAILED
 */
MarbreArticle *
marbre_newsroom_read_article(MarbreNewsroom *newsroom, const char *folder, GError **error);

/** Whether `entries` (of MarbreEntry) are those of a bundle: one is index.LANG.md. */
bool marbre_newsroom_is_bundle(const GPtrArray *entries);

/** @return false to stop. `oid` is "" in a working tree. */
typedef bool (*MarbreFolderFunc)(void *user, const char *folder, const char *oid);

/** Only bundles whose own name begins so. Nothing is owned. */
typedef struct {
    const char *prefix;
    char *const *places; /**< (nullable) NULL-terminated: the only folders above bundles, but for
                            those of dates, all of them; NULL: any folder may be one */
} MarbreNamed;

/** The same as marbre_newsroom_each() for some of them: a folder of another name is not opened
 * where `places` tells that it is no place. */
bool marbre_newsroom_each_named(MarbreNewsroom *newsroom,
                                const MarbreNamed *named,
                                MarbreFolderFunc tell,
                                void *user,
                                GError **error);

/** Tell the folder of every bundle, in the order of their paths, without reading them; of an
 * adopted site, none that was there before (before.h). */
bool
marbre_newsroom_each(MarbreNewsroom *newsroom, MarbreFolderFunc tell, void *user, GError **error);
