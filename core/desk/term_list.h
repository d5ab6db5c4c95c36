/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>

/* A list of words in a file of the newsroom: a glossary, or the words of the house. */

typedef struct {
    char *path;
    GBytes *bytes;    /* what stands there, or what a new file begins with */
    MarbreYaml *yaml; /* the same, parsed */
    bool house;
    bool fresh; /* the newsroom has no such file yet */
} MarbreTermList;

void marbre_term_list_clear(MarbreTermList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreTermList, marbre_term_list_clear)

/** Open the list that the newsroom's workflow names, or the one that is usual. False:
 *  MARBRE_ERROR_USAGE with what is wrong in it and where, _FAILED */
bool
marbre_term_list_open(MarbreTermList *list, MarbreNewsroom *newsroom, bool house, GError **error);

/** Take new bytes, which an edit made. */
bool marbre_term_list_take(MarbreTermList *list, GBytes *bytes, GError **error);

/** Its entries; NULL where it has none. */
const MarbreYamlNode *marbre_term_list_entries(const MarbreTermList *list);

/** The language that flat lists of a glossary are in. (transfer full) */
char *marbre_term_list_lang(const MarbreTermList *list);

/** The forms under a key of an entry, in a language; a list, or a map of lists. (nullable) */
const MarbreYamlNode *marbre_term_list_forms(const MarbreTermList *list,
                                             const MarbreYamlNode *entry,
                                             const char *key,
                                             const char *lang);

/** Whether two words are the same, apostrophes and the encoding of accents apart. */
bool marbre_term_same(const char *a, const char *b);

/** Where in a list, or in a single text, a word stands; -1 for nowhere. */
int marbre_term_find(const MarbreYamlNode *node, const char *word);
