/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"
#include "newsroom/roll.h"
#include "store/write.h"
#include "worker/pool.h"

#include <glib.h>
#include <stdbool.h>

/**
 * The published site: the branch of rendered output, a pure function of the newsroom's branch.
 * Its commits carry the trailer `Marbre-Newsroom` with the newsroom commit that they render.
 */
#define MARBRE_SITE_TRAILER "Marbre-Newsroom"

/** What rendering needs. Nothing is owned. */
typedef struct {
    MarbrePool *pool;
    MarbreRoll *roll; /**< (nullable) spares reading articles that have not changed */
    MarbreMoment now;
    const MarbreSignature *author;
    const MarbreSignature *committer;
    GPtrArray *left_out; /**< (nullable) gets, of char *, folders of articles that are looked at and
                              left out, for their embargo had not passed when they were published */
    bool rehearsal;      /**< the write will not be finished */
} MarbreSiteSettings;

/**
 * Bring the branch `published` up to the commits of a write, as a part of it: the actions of the
 * usual workflow's last stage run in a worker, and what they write becomes one commit. Only what
 * changed since the newsroom commit that the branch renders is rendered again.
 *
 * @param write     with the newsroom's commits made, and not finished
 * @param newsroom  of marbre_write_snapshot(write)
 * @param plan      of the usual workflow
 * @param tip       id of the newsroom's last commit in this write
 * @param ret_done  (nullable) whether a commit was made: none is where nothing is published, and
 *     none that would only name a later newsroom commit over the same tree
 * @return false: MARBRE_ERROR_FAILED (an action failed, with its reason), nothing was changed
 */
bool marbre_site_update(const MarbreSiteSettings *settings,
                        MarbreWrite *write,
                        MarbreNewsroom *newsroom,
                        MarbrePlan *plan,
                        const char *tip,
                        bool *ret_done,
                        GError **error);

/**
 * Take retracted articles off the branch without any plugin, where rendering it has failed: each
 * page becomes the engine's own bare notice, wherever on the branch it stands; feeds that name it
 * go, and lists lose what they tell of it, or all they tell where a theme hides that. The branch
 * says that it still renders what it did, so that the next rendering mends all of it.
 *
 * @param newsroom  of marbre_write_snapshot(write)
 * @param folders   of char *: the articles; what is not retracted is left alone
 * @return false: MARBRE_ERROR_FAILED
 */
bool marbre_site_withdraw(const MarbreSiteSettings *settings,
                          MarbreWrite *write,
                          MarbreNewsroom *newsroom,
                          const GPtrArray *folders,
                          GError **error);

/**
 * The newsroom commit that the branch was last rendered for; NULL where there is none. Later ones
 * may show the same. (transfer full)
 */
char *marbre_site_rendered(MarbreStore *store, const char *branch, GError **error);

/**
 * Whether the branch shows this very commit of the newsroom, as the plugins of now would render it,
 * and as it was rendered: nobody has laid another tree below the same words.
 */
bool marbre_site_is_current(MarbreNewsroom *newsroom, const MarbrePlan *plan);

/** Folder of an article's page in the site tree: "2023/09/slug/". (transfer full, nullable) */
char *marbre_site_path(MarbreNewsroom *newsroom, const MarbreArticle *article, const char *lang);

/**
 * Write the tree of the branch as files: a new folder beside `dir`, put in its place at once, so
 * that a reader never sees half a site.
 */
bool marbre_site_export(MarbreStore *store, const char *branch, const char *dir, GError **error);
