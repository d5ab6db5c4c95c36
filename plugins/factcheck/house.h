/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_HOUSE_H
#define FACTCHECK_HOUSE_H

#include "lexis.h"
#include "services.h"

#include <stdbool.h>

/* What a newsroom adds to the lexicon: sentences of its own that are flags, words for the lists. */

struct house_phrase {
    char *words; /* with {outlet} for the outlet's name */
    int lang;    /* place of its language in the task's; -1: all of them */
};

struct house {
    struct house_phrase *phrases;
    size_t count, room;
    char fault[400]; /* what is wrong with a file, "PATH:LINE:COLUMN: …"; empty: nothing */
};

/** Reads the files of the options `phrases` and `verbs`, as far as they name any; words go into the
 *  lists of their language, French and English. A file that is no list is a `fault`, told when an
 *  article is judged. */
int32_t house_load(struct house *of,
                   const services *host,
                   const mbr_config *config,
                   struct lexis *lexes[2]);
void house_clear(struct house *of);

#endif
