/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/term_list.h"
#include "desk/terms.h"

#include <glib.h>

/* Between the files that put words into the newsroom's lists. */

/* A word on its way into a list. */
typedef struct {
    const MarbreSession *session;
    const MarbreTerm *term;
    char *lang;
    MarbreTermList list;
    MarbreTermed *termed;
} MarbreTermAct;

/** Note where in its list the word stands; true. */
bool marbre_term_note(MarbreTermAct *act, const MarbreYamlNode *node);
/** The same of the last entry. */
bool marbre_term_note_last(MarbreTermAct *act);
/** Say that the list says otherwise, at a place of it; false. */
bool marbre_term_contradict(const MarbreTermAct *act,
                            const MarbreYamlNode *node,
                            GError **error,
                            const char *format,
                            ...) G_GNUC_PRINTF(4, 5);
/** A key with a text, where there is one. */
void marbre_term_add_text(GVariantBuilder *entry, const char *key, const char *text);
/** Put a value (floating) into the list, as marbre_yaml_append() does. */
bool marbre_term_append(MarbreTermAct *act, const char *where, GVariant *value, GError **error);

/** Accept or refuse a name, in the glossary. False: it contradicts what that says. */
bool marbre_term_accept(MarbreTermAct *act, GError **error);
bool marbre_term_refuse(MarbreTermAct *act, GError **error);
