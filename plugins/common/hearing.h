/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_HEARING_H
#define COMMON_HEARING_H

#include "outlet.h"

#include "marbre/plugin.h"

/* Whose flags count in an article: the voice is made from its front matter and marbre.yaml. */
struct hearing {
    const mbr_article_api *article;
    const mbr_text_api *text;
    const mbr_repo_api *repo;
    struct voice voice;
    bool newsroom_heard;
    const char *fault; /* why a call failed; static, or NULL */
};

/* Makes the voice: the outlet of the text's front matter; without one, the newsroom's. MBR_OK, or
   a negative code, with `fault` set where there is more to say. */
int32_t hearing_outlet(struct hearing *of, mbr_job *job);

/* Adds what marbre.yaml knows: the newsroom's outlet where there is none yet, and its name.
   Likewise. */
int32_t hearing_newsroom(struct hearing *of, mbr_job *job);

#endif
