/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_GLOSSARY_H
#define TRANSLATION_GLOSSARY_H

#include "services.h"

#include <stddef.h>

/* The newsroom's list of names, as the file says it. */

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
} name_form;

typedef struct name_entry {
    size_t first, count; /* its forms; the first is the preferred one */
    bool name;           /* of someone or something: two forms in one article are a mix */
} name_entry;

typedef struct name_list {
    name_form *forms;
    size_t form_count, form_room;
    name_entry *entries;
    size_t entry_count, entry_room;
    mbr_words *words; /* ready for `find`; NULL: no glossary. Index: that of the form */
    char fault[160];  /* what is wrong with the file; empty: nothing */
} name_list;

/** Read the file that the option `glossary` names, if it names one. A file of another shape is
 *  no error here: `fault` says it, so that each run can. */
int32_t glossary_load(name_list *of, const services *host, const mbr_config *config);

void glossary_clear(name_list *of, const services *host);

#endif
