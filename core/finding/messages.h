/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/catalogue.h"
#include "finding/finding.h"
#include <glib.h>

/** The catalogues of several plugins, by plugin id: what a report needs to speak to its reader. */
typedef struct MarbreMessages MarbreMessages;

/** No catalogue yet, for a reader of `lang`. (transfer full) */
MarbreMessages *marbre_messages_new(const char *lang);

/** Frees it; NULL is fine. */
void marbre_messages_free(MarbreMessages *messages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreMessages, marbre_messages_free)

/** Adds a reference to a catalogue; a later one of the same plugin takes its place. */
void marbre_messages_add(MarbreMessages *messages, MarbreCatalogue *catalogue);

/** The language of the reader. (transfer none) */
const char *marbre_messages_get_lang(const MarbreMessages *messages);

/** The summary of a rule, PLUGIN/RULE, in the reader's language; `fallback` where its plugin has
 * none. `messages` may be NULL. (transfer none) */
const char *marbre_messages_rule_summary(const MarbreMessages *messages,
                                         const char *rule,
                                         const char *fallback);

/** What a finding says, in the reader's language where its plugin has it, else as the finding has
 * it. `messages` may be NULL. (transfer full) */
char *marbre_messages_of(const MarbreMessages *messages, const MarbreFinding *finding);
