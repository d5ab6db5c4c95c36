/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Between update.c, which decides what is rendered, and those that do it. */

#include "site/lists.h"
#include "site/site.h"

/** So many entries of a list are taken to be shown. */
#define MARBRE_ENTRIES_SHOWN 50

/** One rendering of the site. Nothing is owned but what says so. */
typedef struct {
    const MarbreSiteSettings *settings;
    MarbreWrite *write;
    MarbreNewsroom *newsroom;
    GPtrArray *entries; /**< of MarbreEntryPage */
    GPtrArray *lists;   /**< of MarbreList, to be written */
    MarbreChangeset *changes;
    /* The rest is the files' own. */
    GPtrArray *given;     /**< of MarbreList: what the run at hand is to write */
    MarbreList *pages;    /**< those of the run at hand */
    GPtrArray *opened;    /**< of MarbreEntryPage: what the run at hand has opened */
    GHashTable *written;  /**< (owned) char *: paths that the run's actions wrote */
    GHashTable *versions; /**< (owned, nullable) folder of an article to a GArray of its entries */
    GPtrArray *uses;      /**< the action that runs now */
    guint asking; /**< the number of the run that asks: of one action, for some pages and lists */
    bool begun;
    GError *error;
} MarbreRendering;

/** Write all pages that are marked and all lists into the change set. */
bool marbre_rendering_run(MarbreRendering *rendering, const MarbrePlan *plan, GError **error);

/** Answers what an action asks; `user` is the rendering. */
GVariant *marbre_rendering_tell(void *user, const char *what, uint64_t index, const char *where);

/** An entry's article, open until the run is over. (transfer none) or NULL with an error */
MarbreArticle *
marbre_rendering_open(MarbreRendering *rendering, MarbreEntryPage *entry, GError **error);
