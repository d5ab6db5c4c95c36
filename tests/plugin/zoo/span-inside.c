/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Points into the middle of a character of two bytes or more. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const mbr_host *host = (const mbr_host *)task;
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    mbr_text text;
    int32_t result = article->bytes(job, MBR_PART_TEXT, 0, &text);
    for (size_t i = 0; result >= 0 && i < text.size; i++) {
        if (((unsigned char)text.data[i] & 0xC0) == 0x80) {
            (void)zoo_report(task, job, (mbr_span){i, i}, "half a character");
            break;
        }
    }
    return result;
}

ZOO_PLUGIN("span-inside", zoo_create, run, zoo_destroy)
