/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: what opening a newsroom in a new folder and in an old repository share. */
#pragma once

#include "desk/founding.h"
#include "store/changeset.h"

/** What marbre.yaml says beside what is asked of everybody. Nothing is owned. */
typedef struct {
    const char *name; /**< of the newsroom */
    const char *site; /**< (nullable) its address */
    const char *lang; /**< published */
    const char *articles;
    const char *published;
    const char *before; /**< (nullable) lines of `before:` */
} MarbreFoundingWords;

/** The id of the first person, from their name. (transfer full) */
char *marbre_founding_person(const MarbreFounding *founding);

/** Put marbre.yaml, people.yaml, the workflow and the glossaries. */
bool marbre_founding_put(MarbreChangeset *changes,
                         const MarbreFounding *founding,
                         const MarbreFoundingWords *words,
                         const char *person,
                         GError **error);

/** Put a text file. */
bool marbre_founding_put_text(MarbreChangeset *changes,
                              const char *path,
                              const char *text,
                              GError **error);

/** Make the one commit, and let the clone trust it. */
bool marbre_founding_commit(MarbreStore *store,
                            const MarbreFounding *founding,
                            MarbreChangeset *changes,
                            MarbreFounded *founded,
                            GError **error);
