/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_GLOSSARY_INSIDE_H
#define TRANSLATION_GLOSSARY_INSIDE_H

#include "glossary.h"
#include "listing.h"

/* Between the files that read glossaries. */

#define MOST_FILES 16
#define MOST_ENTRIES 50000

/* The files and the list that is made of them, one language at a time. */
typedef struct glossary_loader {
    name_list *of;
    const services *host;
    listing files[MOST_FILES];
    size_t count;
    listing *file;    /* that is read */
    char target[4];   /* its language */
    const char *lang; /* that is collected */
} glossary_loader;

/** The language of a tag, without its region; "" where it is none. */
void glossary_language(mbr_text tag, char ret[4]);

/** Say what is wrong with the shape of `file`, and note the languages that it has. */
void glossary_check(glossary_loader *from);

#endif
