/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/** What a plugin says of one rule. */
typedef struct {
    char *summary;     /**< (nullable) */
    char *one;         /**< (nullable) where there is one of it */
    char *other;       /**< (nullable) NULL: there is no message */
    GHashTable *cases; /**< (nullable) name to text */
    GHashTable *terms; /**< (nullable) name to words */
} MarbreTongueRule;

/** What a plugin says in one language: the file ID.LANG.yaml. */
typedef struct {
    GHashTable *rules;     /**< id to MarbreTongueRule */
    GHashTable *summaries; /**< "TASK" or "TASK OPTION" to text */
} MarbreTongue;

/** Reads the file. What is wrong with it is added to `problems`, and what can be read is kept; NULL
 * where nothing can. (transfer full) (nullable) */
MarbreTongue *marbre_tongue_parse(const char *path, GBytes *file, GPtrArray *problems);
void marbre_tongue_free(MarbreTongue *tongue);

/** What it says of RULE or PLUGIN/RULE. (transfer none) (nullable) */
const MarbreTongueRule *marbre_tongue_find(const MarbreTongue *tongue, const char *rule);

/** Its summary of "TASK" or "TASK OPTION". (transfer none) (nullable) */
const char *marbre_tongue_summary(const MarbreTongue *tongue, const char *key);

/** The message of a rule that has one, in the form that the arguments ask for. (transfer full) */
char *marbre_tongue_message(const MarbreTongueRule *rule, const char *lang, GVariant *args);
