/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Goes on with its work when it is told to stop. */
#include "zoo.h"

#include <time.h>

/* A watched build is slower, and is given more time to stop. */
#ifdef __SANITIZE_ADDRESS__
#define NANOSECONDS_A_BYTE 1200
#else
#define NANOSECONDS_A_BYTE 300
#endif

static int64_t
now(void)
{
    struct timespec used;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    mbr_text text;
    if (!article || article->bytes(job, MBR_PART_TEXT, 0, &text) < 0)
        return MBR_OK;
    int64_t begun = now();
    while (now() - begun < (int64_t)text.size * NANOSECONDS_A_BYTE)
        continue;
    return MBR_OK;
}

ZOO_PLUGIN("deaf", zoo_create, run, zoo_destroy)
