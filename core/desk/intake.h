/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "wire/wire.h"

#include <glib.h>

/** An article that came into being. */
typedef struct {
    char *folder;
    char *id;
    char *commit; /**< (nullable) NULL where nothing was done: --dry-run */
    char *title;  /**< (nullable) */
    char *stage;  /**< title of the first stage, in the reader's language */
    char *stage_id;
} MarbreTaken;

void marbre_taken_free(MarbreTaken *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTaken, marbre_taken_free)

/** What `new` makes. Nothing is owned. */
typedef struct {
    const char *slug; /**< (nullable) from the title */
    const char *title;
    const char *lang;       /**< (nullable) the first published language */
    const char *workflow;   /**< (nullable) the usual one */
    const char *translates; /**< (nullable) folder of the article that it is to translate */
} MarbreNewArticle;

/**
 * Begin an article: front matter with its title, and the first stage, in one commit.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (slug, language, workflow), _REFUSED (there
 *     is such an article; unknown person), _BUSY, _FAILED
 */
MarbreTaken *
marbre_desk_new(const MarbreSession *session, const MarbreNewArticle *article, GError **error);

/** What `import` takes in. Nothing is owned. */
typedef struct {
    const MarbreStory *story;
    const char *lang;
    const char *source_lang;   /**< (nullable) the text is a translation from it */
    const MarbreStory *source; /**< (nullable) the text it was made from */
    const char *slug;          /**< (nullable) from the title */
    const char *translates;    /**< (nullable) folder of the article that it is a translation of,
                                    which says the language that it was translated from */
} MarbreImport;

/**
 * Take in wire copy, by the day of the session: an article a story, one commit each, all or none.
 *
 * A name that the newsroom has already is refused; stories that come together under one title are
 * numbered: SLUG, SLUG-2. The story's note to editors goes into the commit's message.
 *
 * @param workflow (nullable)
 * @return of MarbreTaken (transfer full), in the order given, or NULL; fails as marbre_desk_new()
 */
GPtrArray *marbre_desk_import(const MarbreSession *session,
                              const MarbreImport *imports,
                              size_t count,
                              const char *workflow,
                              GError **error);
