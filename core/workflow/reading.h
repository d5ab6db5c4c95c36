/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/severity.h"
#include "workflow/people.h"
#include "yaml/reader.h"
#include <glib.h>
#include <stdbool.h>

/** What the readers of this folder's files share: the file, and where its problems go. */
typedef struct {
    const MarbreYaml *yaml;
    GPtrArray *problems;
    const MarbrePeople *people; /* (nullable) whose roles are known */
} MarbreReading;

/** Whether `text` is a language as BCP 47 writes it: "fr", "pt-BR". */
bool marbre_lang_is_valid(const char *text);

/** Whether `text` may be the id of a plugin, a task or a rule: a letter, then letters, digits and
 * hyphens, 2 to 64 of them. */
bool marbre_plugin_word_is_valid(const char *text);

/** The value of `version` must be there and be 1, for nothing else can be read. */
bool marbre_reading_version(const MarbreReading *reading, const MarbreYamlNode *root);

/** A word of lower-case letters, digits and hyphens. (transfer none) (nullable) */
const char *marbre_reading_id(const MarbreReading *reading, const MarbreYamlNode *node);

/** A language. (transfer none) (nullable) */
const char *marbre_reading_lang(const MarbreReading *reading, const MarbreYamlNode *node);

/** A list of ids, each once; empty for a node that is not there or wrong. (transfer full) */
char **marbre_reading_ids(const MarbreReading *reading, const MarbreYamlNode *node);
/** The same of languages. (transfer full) */
char **marbre_reading_langs(const MarbreReading *reading, const MarbreYamlNode *node);

/** The same of roles, which somebody must have if the people are known. (transfer full) */
char **marbre_reading_roles(const MarbreReading *reading, const MarbreYamlNode *node);

/** A map of languages to text; empty for a node that is not there or wrong. (transfer full) */
GHashTable *marbre_reading_titles(const MarbreReading *reading, const MarbreYamlNode *node);

/** PLUGIN/RULE, of a plugin and not of the engine, whose rules are nobody's to change; `at_key`
 * tells whether the rule is written as the node's key. */
bool marbre_reading_rule(const MarbreReading *reading,
                         const MarbreYamlNode *node,
                         const char *rule,
                         bool at_key);

/** The number of days of "14d" or "2w". */
bool
marbre_reading_days(const MarbreReading *reading, const MarbreYamlNode *node, unsigned *ret_days);

/** The seconds of "12h", "2d" or "1w". */
bool marbre_reading_hours(const MarbreReading *reading,
                          const MarbreYamlNode *node,
                          int64_t *ret_seconds);

/** Puts the problems of one file, those from number `before` on, into the order of the file, for
 * they are found part by part. @return whether there is none */
bool marbre_reading_end(GPtrArray *problems, unsigned before);
