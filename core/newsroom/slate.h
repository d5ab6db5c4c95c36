/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/roll.h"

#include <glib.h>
#include <stdbool.h>

/*
 * The slate: what every article of a commit is about, in the order in which people look for it, so
 * that the few that matter now are told without a look at the others. It is kept between runs;
 * what a few commits change is put in, and it is made anew where it is missing or the newsroom's
 * rules have changed.
 */

/** How an article is looked for. */
typedef enum {
    MARBRE_SLATE_SPECIAL, /**< it has an hour, a deadline, an approval, somebody who has it… */
    MARBRE_SLATE_PLAIN,   /**< it stands at a stage, and no more is to be said; oldest first */
    MARBRE_SLATE_AWAY,    /**< published as it stands, spiked or retracted; newest first */
} MarbreSlateClass;
#define MARBRE_SLATE_CLASSES 3

/** One article on it. */
typedef struct {
    MarbreSlateClass class;
    MarbreRow *row;     /**< without facts */
    char *returned_by;  /**< (nullable) id of whoever sent it back to where it stands */
    char *returned_why; /**< (nullable) in their words */
    char *returned_to;  /**< (nullable) id of whoever had moved it on from there */
} MarbreSlated;

void marbre_slated_free(MarbreSlated *slated);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSlated, marbre_slated_free)

/** An article that is at hand, as a line of it. @param row (transfer full) */
MarbreSlated *marbre_slated_new(MarbreNewsroom *newsroom, MarbreRow *row);

typedef struct MarbreSlate MarbreSlate;

/** Where it is kept and who watches while it is made. Nothing is owned. */
typedef struct {
    const char *dir;  /**< (nullable) keep nothing */
    MarbreRoll *roll; /**< (nullable) the index, which spares reading articles */
    void (*progress)(void *user, size_t done, size_t of);
    void *progress_user;
} MarbreSlateSettings;

/** The slate of a commit's newsroom. (transfer full) or NULL with an error */
MarbreSlate *
marbre_slate_open(MarbreNewsroom *tip, const MarbreSlateSettings *settings, GError **error);
/** What `dir` keeps, perhaps of an earlier commit. (transfer full) (nullable) */
MarbreSlate *marbre_slate_kept(const char *dir);
void marbre_slate_free(MarbreSlate *slate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSlate, marbre_slate_free)

/** Changes with whatever lies outside of the articles' folder. (transfer none) */
const char *marbre_slate_get_rules(const MarbreSlate *slate);
/** Git id of all that the commit holds. (transfer none) */
const char *marbre_slate_get_tree(const MarbreSlate *slate);
/** The folders that articles lie in, and those above them, from the root. (transfer none) */
char *const *marbre_slate_get_places(const MarbreSlate *slate);

/** How many articles of a class stand at a stage. @param stage  NULL: at any */
guint marbre_slate_count(const MarbreSlate *slate, MarbreSlateClass class, const char *stage);

/** @param slated  (transfer full) @return false to stop */
typedef bool (*MarbreSlatedFunc)(void *user, MarbreSlated *slated);

/** Tell the articles of a class. @param stages  (nullable) NULL-terminated: only those at these */
void marbre_slate_each(const MarbreSlate *slate,
                       MarbreSlateClass class,
                       const char *const *stages,
                       MarbreSlatedFunc tell,
                       void *user);
