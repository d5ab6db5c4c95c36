/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_HOUSE_H
#define DRAFT_HOUSE_H

#include "services.h"

#include <stdbool.h>
#include <stddef.h>

/* Words that the newsroom does not write, as its own file says it. */

typedef enum house_quotes {
    HOUSE_ALLOW, /* within quotation marks the word is the speaker's own */
    HOUSE_NOTE,  /* there it is a note */
    HOUSE_SAME,  /* there it is what it is elsewhere */
} house_quotes;

typedef enum house_shape {
    HOUSE_PLAIN,   /* as the file writes it */
    HOUSE_CAPITAL, /* as it begins a sentence */
    HOUSE_SHOUTED, /* in capitals alone */
} house_shape;

typedef struct house_form {
    char *text;
    char *say; /* (nullable) what a fix writes */
    size_t size;
    size_t entry;
    house_shape shape;
} house_form;

typedef struct house_entry {
    char *say; /* (nullable) what to write, as a message names it */
    char *why; /* (nullable) */
    int32_t severity;
    house_quotes quotes;
    char lang[4]; /* "": every language */
} house_entry;

typedef struct house_list {
    house_form *words;
    size_t word_count, word_room;
    house_entry *entries;
    size_t entry_count, entry_room;
    mbr_words *ready; /* of `words`, in their order; NULL: there are none */
    char fault[400];  /* what is wrong with the file, and where; empty: nothing */
} house_list;

/** Read the file that the option `house` names. A file of another shape is no error here: `fault`
 *  says it, so that each run can. To be cleared either way. */
int32_t house_load(house_list *of, const services *host, const mbr_config *config);

void house_clear(house_list *of, const services *host);

#endif
