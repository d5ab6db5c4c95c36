/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads on where the text has ended. */
#include "zoo.h"

static volatile char last;

/* A sanitizer would see it; here the host is to. */
__attribute__((no_sanitize_address)) static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    mbr_text text;
    int32_t result = article ? article->bytes(job, MBR_PART_TEXT, 0, &text) : MBR_E_UNSUPPORTED;
    if (result >= 0)
        last = ((const volatile char *)text.data)[text.size + 1];
    return result;
}

ZOO_PLUGIN("overread", zoo_create, run, zoo_destroy)
