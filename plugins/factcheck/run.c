/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "run.h"

#include <stdlib.h>
#include <string.h>

int32_t
run_fail(const struct run *run, int32_t code, const char *why)
{
    return run->task->job->fail(run->job, code, why, strlen(why));
}

int32_t
run_load_blocks(struct run *run)
{
    if (run->blocks)
        return MBR_OK;
    const mbr_article_api *article = run->task->article;
    size_t count = article->item_count(run->job, MBR_PART_TEXT, MBR_ITEM_ANY);
    run->blocks = calloc(count ? count : 1, sizeof *run->blocks);
    if (!run->blocks)
        return run_fail(run, MBR_E_NOMEM, "no memory for the article's paragraphs");
    size_t section = 0;
    for (size_t i = 0; i < count; i++) {
        run->blocks[i].item.struct_size = sizeof run->blocks[i].item;
        int32_t result =
            article->item(run->job, MBR_PART_TEXT, MBR_ITEM_ANY, i, &run->blocks[i].item);
        if (result < 0)
            return run_fail(run, result, "a paragraph of the text could not be read");
        section += run->blocks[i].item.kind == MBR_ITEM_HEADING;
        run->blocks[i].section = section;
    }
    run->block_count = count;
    return MBR_OK;
}

int32_t
run_fold_block(struct run *run, size_t block)
{
    struct block *it = &run->blocks[block];
    if (it->is_folded)
        return MBR_OK;
    if (run->task->job->cancelled(run->job))
        return MBR_E_CANCELLED;
    int32_t result = run->task->text->normalise(
        run->job, MBR_PART_TEXT, it->item.mark,
        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &it->text, &it->mark);
    if (result < 0)
        return run_fail(run, result, "a paragraph of the text could not be normalised");
    it->is_folded = true;
    return MBR_OK;
}

int32_t
run_load_bytes(struct run *run)
{
    if (run->bytes.data)
        return MBR_OK;
    int32_t result = run->task->article->bytes(run->job, MBR_PART_TEXT, 0, &run->bytes);
    return result < 0 ? run_fail(run, result, "the text could not be read") : MBR_OK;
}

void
run_clear(struct run *run)
{
    voice_clear(&run->hearing.voice);
    free(run->blocks);
    free(run->claims);
    free(run->hits);
}
