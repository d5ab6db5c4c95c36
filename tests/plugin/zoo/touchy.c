/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dies of one word: only articles that say BOUM are its end. */
#include "zoo.h"

#include <signal.h>

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    mbr_text text;
    int32_t result = article->bytes(job, MBR_PART_TEXT, 0, &text);
    if (result < 0)
        return result;
    if (strstr(text.data, "BOUM"))
        raise(SIGSEGV);
    return zoo_report(task, job, (mbr_span){0, 0}, "calm");
}

ZOO_PLUGIN("touchy", zoo_create, run, zoo_destroy)
