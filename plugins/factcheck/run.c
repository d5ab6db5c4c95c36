/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "run.h"

#include "bytes.h"

#include <stdlib.h>
#include <string.h>

int32_t
run_fail(const struct run *run, int32_t code, const char *why)
{
    return run->task->host.job->fail(run->job, code, why, strlen(why));
}

int32_t
run_load_blocks(struct run *run)
{
    if (run->blocks)
        return MBR_OK;
    const mbr_article_api *article = run->task->host.article;
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
    if (run->task->host.job->cancelled(run->job))
        return MBR_E_CANCELLED;
    int32_t result = run->task->host.text->normalise(
        run->job, MBR_PART_TEXT, it->item.mark,
        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &it->text, &it->mark);
    if (result < 0)
        return run_fail(run, result, "a paragraph of the text could not be normalised");
    it->is_folded = true;
    return MBR_OK;
}

/* Accents apart from their letters, soft hyphens and other signs that nobody sees. */
static bool
hides_letters(const mbr_text *text)
{
    static const bool asked[256] = {
        [0xc2] = true, [0xcc] = true, [0xcd] = true, [0xe2] = true, [0xef] = true};
    const uint8_t *data = (const uint8_t *)text->data;
    for (size_t i = 0; (i = bytes_find(asked, text->data, text->size, i)) + 1 < text->size; i++) {
        if (data[i] == 0xcc || data[i] == 0xcd || (data[i] == 0xc2 && data[i + 1] == 0xad) ||
            (data[i] == 0xe2 && (data[i + 1] == 0x80 || data[i + 1] == 0x81) &&
             (data[i + 2] == 0x8b || data[i + 2] == 0xa0)) ||
            data[i] == 0xef)
            return true;
    }
    return false;
}

int32_t
run_read_block(struct run *run, size_t block)
{
    const struct block *it = &run->blocks[block];
    mbr_text text = it->item.text;
    if (run->words_block == block + 1)
        return MBR_OK;
    run->words_block = 0;
    run->words_mark = it->item.mark;
    if (run->task->host.job->cancelled(run->job))
        return MBR_E_CANCELLED;
    if (hides_letters(&text)) {
        int32_t result = run->task->host.text->normalise(run->job, MBR_PART_TEXT, it->item.mark, 0,
                                                         &text, &run->words_mark);
        if (result < 0)
            return run_fail(run, result, "a paragraph of the text could not be normalised");
    }
    if (!words_read(&run->words, run->lexis, run->french, text.data, text.size))
        return run_fail(run, MBR_E_NOMEM, "no memory for the words of a paragraph");
    run->words_block = block + 1;
    return MBR_OK;
}

bool
run_next_sentence(struct run *run,
                  uint64_t *at,
                  mbr_span *ret_span,
                  size_t *ret_first,
                  size_t *ret_end,
                  int32_t *ret_result)
{
    *ret_result = MBR_OK;
    if (*at >= run->words.size)
        return false;
    int32_t result =
        run->task->host.text->sentence(run->job, MBR_PART_TEXT, run->words_mark, *at, ret_span);
    if (result == MBR_E_NOTFOUND)
        return false;
    if (result < 0) {
        *ret_result = run_fail(run, result, "the sentences of a paragraph could not be read");
        return false;
    }
    *at = ret_span->end > *at ? ret_span->end : *at + 1;
    *ret_first = words_at(&run->words, ret_span->start);
    *ret_end = words_at(&run->words, ret_span->end);
    return true;
}

int32_t
run_load_bytes(struct run *run)
{
    if (run->bytes.data)
        return MBR_OK;
    int32_t result = run->task->host.article->bytes(run->job, MBR_PART_TEXT, 0, &run->bytes);
    return result < 0 ? run_fail(run, result, "the text could not be read") : MBR_OK;
}

size_t
run_next_paragraph(const struct run *run, size_t block)
{
    for (size_t i = block + 1; i < run->block_count; i++) {
        const mbr_item *item = &run->blocks[i].item;
        if (item->kind == MBR_ITEM_HEADING)
            return block;
        if (item->text.size > 0)
            return i;
    }
    return block;
}

void
run_clear(struct run *run)
{
    voice_clear(&run->hearing.voice);
    free(run->blocks);
    free(run->claims);
    free(run->hits);
    free(run->site);
    words_clear(&run->words);
}
