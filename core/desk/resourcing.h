/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/renewal.h"
#include "desk/session.h"
#include "wire/wire.h"

#include <glib.h>
#include <stdbool.h>

/** What became of the source of a translation when a new version of it came. */
typedef struct {
    char *folder;
    char *slug;
    char *title;
    char *path;            /**< of the source */
    char *commit;          /**< (nullable) NULL: nothing changed, or --dry-run */
    bool changed;          /**< the new version says something else */
    bool killed;           /**< by it the sender takes the story back */
    bool published;        /**< readers have the translation already, corrected now or not */
    MarbreRenewed renewed; /**< paragraphs */
    GPtrArray *findings;   /**< of MarbreFinding: what the checks say of the translation now that
                                they did not say before; empty where the article had no source */
    GPtrArray *kept;       /**< of char *: paths of files left as somebody has them */
    bool incomplete;       /**< a check could not run */
} MarbreResourced;

void marbre_resourced_free(MarbreResourced *resourced);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreResourced, marbre_resourced_free)

/**
 * The language that an article was translated from.
 *
 * @param said  (nullable) what somebody takes it to be; it must be that
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED where the article is no translation, with
 *     what to write; _USAGE where it is one from another language; _NOT_FOUND
 */
char *marbre_desk_source_lang(const MarbreSession *session,
                              const char *folder,
                              const char *said,
                              GError **error);

/**
 * Put a new version of the source beside a translation, in one commit. The translation stays as it
 * is, so that this may be done to a published article too.
 *
 * @param lang  marbre_desk_source_lang()
 * @return (transfer full) or NULL, and nothing changed: MARBRE_ERROR_REFUSED where words of the
 *     source have not been saved or its front matter can't be read; _NOT_FOUND, _BUSY, _FAILED
 */
MarbreResourced *marbre_desk_resource(const MarbreSession *session,
                                      const char *folder,
                                      const MarbreStory *story,
                                      const char *lang,
                                      GError **error);
