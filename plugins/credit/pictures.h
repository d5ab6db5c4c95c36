/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef CREDIT_PICTURES_H
#define CREDIT_PICTURES_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>

struct mbr_task {
    const mbr_job_api *job;
    const mbr_article_api *article;
    const mbr_text_api *text;
    const mbr_report_api *report;
};

/* A picture of the text, written ![alt](file). */
struct image {
    mbr_item item;
    char *file;
    bool foreign; /* on another site */
    bool listed;  /* the front matter has an entry for it */
    bool seen;    /* the same file stands earlier in the text */
};

struct pictures {
    const mbr_task *task;
    mbr_job *job;
    struct image *images;
    size_t image_count;
};

/* Says why the pictures could not be judged; returns `code`. */
int32_t pictures_fail(const struct pictures *pictures, int32_t code, const char *why);

/* Judges the pictures of one article. */
int32_t pictures_judge(struct pictures *pictures);
void pictures_clear(struct pictures *pictures);

#endif
