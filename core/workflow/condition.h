/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"
#include <glib.h>
#include <stdbool.h>

/** What an article says to a condition: the text of a front-matter key of the published text, or,
 * for the words "media", "source" and "claims", any text when the article has such. NULL or an
 * empty text: it is absent. The text is borrowed until the next call. */
typedef const char *(*MarbreFacts)(void *user, const char *key);

/** The `when:` of a stage: keys that must be present, absent, or one of some values. Immutable. */
typedef struct MarbreCondition MarbreCondition;

/** Reads the map of a `when:`. What is wrong is added to `problems`; NULL then, and for a NULL
 * node. (transfer full) (nullable) */
MarbreCondition *
marbre_condition_parse(const MarbreYaml *document, const MarbreYamlNode *node, GPtrArray *problems);

/** Frees it; NULL is fine. */
void marbre_condition_free(MarbreCondition *condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCondition, marbre_condition_free)

/** Whether all of it holds for these facts. NULL holds always. */
bool marbre_condition_holds(const MarbreCondition *condition, MarbreFacts facts, void *user);

/** The keys that it asks about, in the order of the file. (transfer container), borrowed texts. */
GPtrArray *marbre_condition_keys(const MarbreCondition *condition);
