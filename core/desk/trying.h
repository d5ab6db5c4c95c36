/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "newsroom/roll.h"

#include <glib.h>

/** An article of which other rules say something else. */
typedef struct {
    char *folder;
    char *title;
    int64_t published; /**< the second of its publication; 0: it is on its way */
    GPtrArray *more;   /**< of char *: rules that would stand in its way, and do not */
    GPtrArray *less;   /**< of char *: rules that do, and would not */
} MarbreTried;

/** What other rules would change. */
typedef struct {
    char *workflow;
    int64_t since;      /**< published articles were tried from this second on */
    guint on_their_way; /**< how many articles were tried where they stand */
    guint published;    /**< how many as they were when they were published */
    bool incomplete;    /**< a check could not run */
    GPtrArray *tried;   /**< of MarbreTried, by folder: only those of which something changes */
} MarbreTrying;

void marbre_trying_free(MarbreTrying *trying);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTrying, marbre_trying_free)

/**
 * Ask a workflow file that is not in force what it would say: of each article of its workflow where
 * it stands, and of those published since, as they were then, at that instant. Both sets of rules
 * are asked, so that what they have in common is told of neither. Who wrote what is looked up for
 * articles on their way alone. Nothing is written.
 *
 * @param path    of the file, for its problems
 * @param roll    (nullable) the index of the branch's articles
 * @param months  how far back; 0: only what is on its way
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE where the file is broken, its plugins are not
 *     installed or it would leave articles where no stage is; _FAILED
 */
MarbreTrying *marbre_desk_try(const MarbreSession *session,
                              MarbreRoll *roll,
                              const char *path,
                              GBytes *file,
                              unsigned months,
                              GError **error);
