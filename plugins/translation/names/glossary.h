/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_GLOSSARY_H
#define TRANSLATION_GLOSSARY_H

#include "services.h"

#include <stdbool.h>
#include <stddef.h>

/* The newsroom's list of names, as its files say it. */

typedef enum form_standing {
    FORM_PREFERRED,
    FORM_ACCEPTED,
    FORM_REFUSED,
} form_standing;

typedef struct name_form {
    char *text;
    size_t size;
    size_t entry;
    form_standing standing;
    bool capital; /* written as it begins a sentence; the file has it with a small letter */
} name_form;

/* One entry in one language. */
typedef struct name_entry {
    size_t first, count; /* its forms; the first is the preferred one */
    bool name;           /* of someone or something: two forms in one article are a mix */
    bool own;            /* a name of its own, whatever looks like it */
    bool inflected;      /* a demonym: its forms differ in number and gender too */
} name_entry;

/* The forms of one language lie side by side. */
typedef struct name_tongue {
    char lang[4];
    size_t first, count;
    mbr_words *words; /* in that order */
} name_tongue;

#define MOST_TONGUES 8

typedef struct name_list {
    name_form *forms;
    size_t form_count, form_room;
    name_entry *entries;
    size_t entry_count, entry_room;
    name_tongue tongues[MOST_TONGUES];
    size_t tongue_count;
    char fault[400]; /* what is wrong with a file, and where; empty: nothing */
} name_list;

/** Read the files that the options `glossary` and `glossaries` name. A file of another shape is
 *  no error here: `fault` says it, so that each run can. To be cleared either way. */
int32_t glossary_load(name_list *of, const services *host, const mbr_config *config);

/** The names of a language, of which `lang` is the tag; NULL where there are none. */
const name_tongue *glossary_tongue(const name_list *of, mbr_text lang);

void glossary_clear(name_list *of, const services *host);

#endif
