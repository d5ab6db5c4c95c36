/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_PICTURES_H
#define CREDIT_PICTURES_H

#include "metadata.h"

#include "common/services.h"
#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>

struct mbr_task {
    services host;
    char *form; /* the house's, or NULL */
};

/* A picture of the text, written ![alt](file). */
struct image {
    mbr_item item;
    char *file;
    bool foreign; /* on another site */
    bool listed;  /* the front matter has an entry for it */
    bool seen;    /* the same file stands earlier in the text */
};

/* A file beside the text. */
struct medium {
    mbr_text name;
    mbr_text credit; /* that the first entry prints for it; empty for none */
    bool read;       /* the next two are known */
    bool odd;        /* of a name that no address can have: what is in it is not asked */
    bool named;      /* something shows it */
    struct picture picture;
    struct metadata metadata;
};

struct pictures {
    const mbr_task *task;
    mbr_job *job;
    struct image *images;
    size_t image_count;
    struct medium *media;
    size_t medium_count;
};

/* Says why the pictures could not be judged; returns `code`. */
int32_t pictures_fail(const struct pictures *pictures, int32_t code, const char *why);

/* Judges the pictures of one article. */
int32_t pictures_judge(struct pictures *pictures);
void pictures_clear(struct pictures *pictures);

#endif
