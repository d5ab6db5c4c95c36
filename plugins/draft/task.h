/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_TASK_H
#define DRAFT_TASK_H

#include "found.h"
#include "house.h"
#include "pages.h"
#include "pieces.h"

#define MOST_OF_A_RULE 500 /* findings of one rule in one article */
#define MOST_LINKS 2000    /* of an article, that are followed */

/** An instance of the check. */
struct mbr_task {
    services host;
    const mbr_config *config; /* lent until `destroy` */
    int64_t least, most;      /* words; 0: no limit */
    uint8_t classes[256];     /* of bytes, to count words by */
    mbr_words *relative;      /* words that mean a day only beside a date */
    house_list house;
    page_list pages; /* lines of web pages */
};

/** One run: the front matter's texts and the body's blocks, in that order. */
typedef struct reading {
    const mbr_task *task;
    mbr_job *job;
    mbr_span body;
    pieces text;
    size_t values; /* how many of the pieces are values */
} reading;

/* The front matter, for the rules that ask it. */
extern const size_t key_count; /* keys that the desks know */
const char *key_name(size_t index);
int32_t key_value(const reading *of, const char *where, mbr_value *ret);
mbr_span value_words(const reading *of, const mbr_value *value); /* without the quotes */
mbr_span closing_line(const reading *of);                        /* where a missing key would be */

/* The rules, a file each. */
int32_t keys_check(reading *of);   /* missing-key, wrong-type, bad-date, zone-missing, cut-value */
int32_t length_check(reading *of); /* empty-body, too-short, too-long */
void length_classes(uint8_t *classes);
int32_t placeholders_check(reading *of);
int32_t boilerplate_check(reading *of);
int32_t slug_check(reading *of);
int32_t relative_check(reading *of); /* undated */
int32_t relative_words(const services *host, mbr_words **ret);
int32_t near_check(reading *of); /* unknown-key */
int32_t links_check(reading *of);
int32_t characters_check(reading *of);
int32_t house_words_check(reading *of);

#endif
