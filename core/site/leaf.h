/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/generator.h"
#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** A file for a site generator. Read only. */
typedef struct {
    char *path;       /**< below the generator's folder of content */
    GBytes *bytes;    /**< (nullable) NULL: no such file is to be there */
    GBytes *replaces; /**< (nullable) what the site had there before it was adopted: that may be
                           written over, or removed, as if an export had written it */
    char *folder;     /**< of the article */
} MarbreLeaf;

void marbre_leaf_free(MarbreLeaf *leaf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLeaf, marbre_leaf_free)

/**
 * The files that a site generator makes the published articles of: their texts as they were
 * published, and their pictures. No ledger, no record, no language that is not published, none of
 * what was retracted. The same newsroom gives the same bytes.
 *
 * What was adopted goes where the generator had it, the very bytes as long as nothing of it was
 * corrected; anything else goes to its address.
 *
 * @param kind  HUGO, ELEVENTY or JEKYLL
 * @return (transfer full) of MarbreLeaf, sorted by path, or NULL: MARBRE_ERROR_REFUSED (two would
 *     have one path, an old place that can't be), _FAILED
 */
GPtrArray *marbre_leaves_list(MarbreNewsroom *newsroom, MarbreGeneratorKind kind, GError **error);
