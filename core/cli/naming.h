/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/** Whether a word is a command's name: the English one, or the French with or without accents. */
bool marbre_cli_is_named(const char *english, const char *french, const char *word);

/** The command that a word names, in either language. (transfer none) (nullable) */
const MarbreCommand *marbre_cli_find(const char *word);

/** A word without its accents: keyboards and habits differ. (transfer full) */
char *marbre_cli_bare(const char *word);

/** What a command, or with `verb` that verb of it, is called in French; both words are the English
 * ones. (transfer none) (nullable) */
const char *marbre_cli_french(const char *name, const char *verb);

/** The verb that a word names; `verbs` end with one that has no name. (nullable) */
MarbreVerb *marbre_cli_find_verb(MarbreVerb *verbs, const char *word);

/** The English name of the verb that a word means; the word itself where it means none. */
const char *marbre_cli_verb_named(MarbreVerb *verbs, const char *word);
