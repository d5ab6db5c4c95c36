/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/host.h"

#include <glib.h>

/* An article with a source, claims and a picture, and a newsroom around it, for plugins of other
 * releases to look at. */

/** What the elder's check is given, for g_variant_new_parsed(). */
#define MEETING_OPTIONS                                                                            \
    "[('key', <'count'>), ('lang', <'fr'>), ('list', <'glossary/list.yaml'>), "                    \
    "('names', <['un', 'deux']>), ('share', <0.5>), ('strict', <false>), ('tone', <'calm'>), "     \
    "('words.max', <int64 40>)]"

MarbreArticle *meeting_article(void);
/** @param site  whether there are published articles, as actions of publication have them */
MarbreSurroundings meeting_surroundings(bool site);
/** The value of the argument `name` of the only finding. (transfer full) */
char *meeting_argument(const MarbreOutcome *outcome, const char *name);
/** What a file of the test's folder says. (transfer full) */
char *meeting_file(const char *name);
/** Compare with a file of the test's folder, or write it where MARBRE_GOLDEN_WRITE is set. */
void meeting_expect(const char *name, const char *said);
