/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_TASK_H
#define DRAFT_TASK_H

#include "found.h"
#include "pieces.h"

#define MOST_OF_A_RULE 500 /* findings of one rule in one article */

/** An instance of the check. */
struct mbr_task {
    services host;
    const mbr_config *config; /* lent until `destroy` */
    int64_t least, most;      /* words; 0: no limit */
    uint8_t classes[256];     /* of bytes, to count words by */
};

/** One run: the front matter's texts and the body's blocks, in that order. */
typedef struct reading {
    const mbr_task *task;
    mbr_job *job;
    mbr_span body;
    pieces text;
    size_t values; /* how many of the pieces are values */
} reading;

/* The rules, a file each. */
int32_t keys_check(reading *of);   /* missing-key, wrong-type, bad-date, cut-value */
int32_t length_check(reading *of); /* empty-body, too-short, too-long */
void length_classes(uint8_t *classes);
int32_t placeholders_check(reading *of);
int32_t boilerplate_check(reading *of);

#endif
