/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes where it may only read. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    mbr_text text;
    int32_t result = article->bytes(job, MBR_PART_TEXT, 0, &text);
    if (result >= 0 && text.size > 0)
        ((volatile char *)text.data)[0] = 'X';
    return result;
}

ZOO_PLUGIN("scribble", zoo_create, run, zoo_destroy)
