/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FORMAT_H
#define PUBLISH_FORMAT_H

#include "article.h"
#include "listing.h"

/* The formats that the site can be made of, a row each in format.c. */

/** What is made of one thing: a file beside its page, written by one function. */
typedef struct article_file {
    const char *name; /* "index.html"; NULL where the format has none */
    const char *media_type;
    void (*write)(const article *of, buffer *out);
} article_file;

typedef struct list_file {
    const char *name;
    const char *media_type;
    uint32_t kinds; /* LISTS_OF() of the lists that have it */
    void (*write)(const listing *of, buffer *out);
    bool root_only; /* there is one for the whole site */
} list_file;

#define LISTS_OF(kind) (UINT32_C(1) << (kind))

typedef struct format {
    const char *name; /* as the option `formats` has it */
    article_file article;
    article_file retraction; /* of an article that has an address and a note, and no words */
    list_file list;
    const char *feed; /* its name for readers, where lists are linked to it: "Atom" */
} format;

/** The rows, as many as FORMATS. */
extern const format format_table[];

/** Their names, and NULL behind the last: the choices of the option. */
extern const char *const format_names[];

/** Whether the site is to be made of this format. */
bool format_is_on(const site *of, const char *name);

#endif
