/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_SPELLINGS_INSIDE_H
#define TRANSLATION_SPELLINGS_INSIDE_H

#include "alike.h"
#include "names.h"

/* Between the files that look for two spellings of one name. */

#define MOST_NAMES 2048 /* different ones that are compared */
#define BUCKETS 4096    /* a power of two */
#define NEIGHBOURS 4    /* that are kept of each side */
#define NOBODY UINT16_MAX
#define NO_ENTRY SIZE_MAX

/* A word with a capital, or two of them: a name, as far as one can see. */
typedef struct name {
    mbr_text text;
    alike_name folded;
    size_t piece; /* its first place */
    mbr_span span;
    size_t times;
    size_t entry;  /* of the glossary, that knows it; or NO_ENTRY */
    size_t form;   /* the form that it is, word for word; or NO_ENTRY */
    size_t leader; /* the spelling that it would be written in */
    uint16_t before[NEIGHBOURS], after[NEIGHBOURS]; /* names that it stood beside */
    uint16_t next;                                  /* in its bucket */
    bool inside; /* stands within a sentence, where a capital says more */
    bool two;    /* two words with a space between them */
} name;

typedef struct spellings {
    const reading *of;
    const name_list *glossary;
    const name_hit *hits;
    size_t hit_count, hit; /* the next one */
    name *names;
    size_t count, room;
    uint16_t *buckets;
    code_spans code;
    uint16_t last; /* the name before this one, side by side */
    mbr_span last_span;
    size_t trials, scans;
} spellings;

/** Collect the names of one piece. */
int32_t spellings_read(spellings *s, size_t index);

#endif
