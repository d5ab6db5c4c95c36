/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mend.h"

#include "phrases.h"
#include "place.h"
#include "sentence.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

/* Is the place inside a quotation? 1 or 0, or an error. */
static int32_t
is_quoted(const struct run *run, size_t block, uint64_t at, mbr_span *ret_span)
{
    return run->task->host.text->quotation(run->job, MBR_PART_TEXT, run->blocks[block].item.mark,
                                           at, ret_span);
}

static bool
ends_with_closing(const mbr_text *text)
{
    static const char *const signs[] = {"»", "”", "\"", "“"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t length = strlen(signs[i]);
        if (text->size >= length && memcmp(text->data + text->size - length, signs[i], length) == 0)
            return true;
    }
    return false;
}

/* Does a quotation run on at the end of the block? */
static int32_t
is_open(const struct run *run, size_t block)
{
    const mbr_text *text = &run->blocks[block].item.text;
    if (text->size == 0 || ends_with_closing(text))
        return 0;
    size_t last = text->size;
    while (last > 0 && ((unsigned char)text->data[--last] & 0xc0) == 0x80)
        ;
    mbr_span span;
    return is_quoted(run, block, last, &span);
}

/* The block behind which nobody is being quoted any more. */
static int32_t
find_block(const struct run *run, size_t *block, bool *ret_open)
{
    int32_t open;
    while ((open = is_open(run, *block)) == 1 && *block + 1 < run->block_count) {
        const struct block *next = &run->blocks[*block + 1];
        mbr_span span;
        if (next->item.text.size == 0)
            break;
        int32_t goes_on = is_quoted(run, *block + 1, 0, &span);
        if (goes_on < 0)
            return goes_on;
        if (goes_on == 0 || next->item.kind == MBR_ITEM_HEADING)
            break;
        (*block)++;
    }
    *ret_open = open == 1;
    return open < 0 ? open : MBR_OK;
}

/* Where the text of a block ends in the file, behind the marks that close its emphasis. */
static int32_t
find_end(const struct run *run, size_t block, uint64_t *ret_at)
{
    const mbr_item *item = &run->blocks[block].item;
    const char *data = run->bytes.data;
    if (item->kind == MBR_ITEM_LIST_ITEM) {
        const mbr_span whole = {0, item->text.size};
        mbr_span source;
        int32_t result = run->task->host.article->to_source(run->job, MBR_PART_TEXT, item->mark,
                                                            &whole, &source);
        if (result < 0)
            return result;
        *ret_at = place_after_marks(data, run->bytes.size, source.end);
        return MBR_OK;
    }
    *ret_at = place_trim(data, item->span.start, item->span.end);
    return MBR_OK;
}

/* Before the sentence: a space, a full stop that lacks, or an empty line. */
static const char *
lead_of(const struct run *run, size_t block, bool open)
{
    const mbr_item *item = &run->blocks[block].item;
    bool crlf = memmem(run->bytes.data, run->bytes.size, "\r\n", 2) != NULL;
    if (open || (item->kind != MBR_ITEM_PARAGRAPH && item->kind != MBR_ITEM_LIST_ITEM))
        return crlf ? "\r\n\r\n" : "\n\n";
    return word_is_last(item->text.data, item->text.size) ? ". " : " ";
}

/* The house's sentence, unless it is plainly one of another language than the text's. */
static int32_t
pick_pattern(const struct run *run, const char **ret_pattern)
{
    *ret_pattern = run->task->sentence;
    struct flag_finder *other = run->task->finders[run->french ? 1 : 0];
    if (!*ret_pattern || !run->finder)
        return MBR_OK;
    int here = sentence_is_flag(*ret_pattern, &run->hearing.voice, run->finder, run->french);
    int there = here == FLAG_NONE
                    ? sentence_is_flag(*ret_pattern, &run->hearing.voice, other, !run->french)
                    : FLAG_NONE;
    if (here == FLAG_ERROR || there == FLAG_ERROR)
        return run_fail(run, MBR_E_NOMEM, "no memory for the house's sentence");
    if (there == FLAG_FOUND)
        *ret_pattern = NULL;
    return MBR_OK;
}

static char *
joined(const char *lead, const char *sentence)
{
    char *text = malloc(strlen(lead) + strlen(sentence) + 1);
    if (text)
        strcpy(stpcpy(text, lead), sentence);
    return text;
}

int32_t
mend_make(struct run *run, const struct claim *claim, struct mend *ret_mend)
{
    struct mend mend = {0};
    size_t block = claim->block;
    bool open = false;
    const char *pattern;
    int32_t result = run_load_bytes(run);
    if (result >= 0)
        result = pick_pattern(run, &pattern);
    if (result >= 0)
        result = find_block(run, &block, &open);
    if (result >= 0)
        result = find_end(run, block, &mend.at);
    if (result < 0)
        return run_fail(run, result, "the place for a flag was not found");

    bool curly = memmem(run->bytes.data, run->bytes.size, "’", strlen("’")) != NULL;
    mend.sentence = sentence_new(pattern, &run->hearing.voice, run->french, curly);
    if (mend.sentence)
        mend.text = joined(lead_of(run, block, open), mend.sentence);
    if (!mend.text) {
        mend_clear(&mend);
        return run_fail(run, MBR_E_NOMEM, "no memory for a flag");
    }
    *ret_mend = mend;
    return MBR_OK;
}

void
mend_clear(struct mend *mend)
{
    free(mend->text);
    free(mend->sentence);
    *mend = (struct mend){0};
}
