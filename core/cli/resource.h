/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/resourcing.h"

/** Reads the new version, now that its language is known. (transfer full) or NULL with an error */
typedef MarbreStory *(*MarbreResourceRead)(void *user, const char *lang, GError **error);

/**
 * `import FILE --source-of ARTICLE`: put a new version of the source beside a translation, and say
 * what changed.
 *
 * @param article  as the person named it
 * @param lang     (nullable) as --source-lang said it
 */
MarbreExit marbre_resource_run(
    MarbreCli *cli, const char *article, const char *lang, MarbreResourceRead read, void *user);
