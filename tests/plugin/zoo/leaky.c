/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives nothing back. */
#include "zoo.h"

static int32_t
run(mbr_task *task, mbr_job *job)
{
    (void)job;
    const mbr_host *host = (const mbr_host *)task;
    const mbr_text_api *text = host->query(host, MBR_TEXT_API);
    const mbr_text word = {"mot", 3};
    mbr_words *words;
    return text->words(host, &word, 1, 0, &words);
}

ZOO_PLUGIN("leaky", zoo_create, run, zoo_destroy)
