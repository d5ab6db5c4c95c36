/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "anchor.h"

#include "entry.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

#define MOST_WORDS 500 /* of a sentence, before the claim and behind */

/* The place of the words in the file. */
static int32_t
locate(const struct run *run, struct claim *claim, uint64_t mark, mbr_span found)
{
    int32_t result =
        run->task->host.article->to_source(run->job, MBR_PART_TEXT, mark, &found, &claim->source);
    claim->found = found;
    claim->mark = mark;
    return result < 0 ? run_fail(run, result, "the place of a claim's words was not found")
                      : MBR_OK;
}

/* Finds words in one block: as they are written, or once both are folded. */
static int32_t
find_in_block(struct run *run, struct claim *claim, size_t block, const mbr_text *folded)
{
    const struct block *it = &run->blocks[block];
    const mbr_text *words = folded ? folded : &claim->quote.text;
    const mbr_text *text = &it->item.text;
    uint64_t mark = it->item.mark;
    if (folded) {
        int32_t result = run_fold_block(run, block);
        if (result < 0)
            return result;
        text = &it->text;
        mark = it->mark;
    }
    size_t at;
    if (!word_find(text->data, text->size, words->data, words->size, 0, &at))
        return MBR_OK;

    claim->block = block;
    claim->anchored = true;
    return locate(run, claim, mark, (mbr_span){at, at + words->size});
}

/* Paragraphs before headings: a headline in the text repeats what a paragraph says. */
static int32_t
find_words(struct run *run, struct claim *claim, const mbr_text *folded)
{
    for (int headings = 0; headings < 2; headings++)
        for (size_t i = 0; i < run->block_count && !claim->anchored; i++) {
            if ((run->blocks[i].item.kind == MBR_ITEM_HEADING) != (headings == 1))
                continue;
            int32_t result = find_in_block(run, claim, i, folded);
            if (result < 0)
                return result;
        }
    return MBR_OK;
}

/* Emphasis that came along when the words were copied out of the Markdown. */
static mbr_text
without_emphasis(const mbr_text *words, char *buffer)
{
    size_t size = 0;
    for (size_t i = 0; i < words->size; i++)
        if (words->data[i] != '*' && words->data[i] != '_')
            buffer[size++] = words->data[i];
    while (size > 0 && buffer[size - 1] == ' ')
        size--;
    size_t start = 0;
    while (start < size && buffer[start] == ' ')
        start++;
    return (mbr_text){buffer + start, size - start};
}

static int32_t
find_folded(struct run *run, struct claim *claim)
{
    mbr_text folded;
    uint64_t mark;
    int32_t result = run->task->host.text->normalise(
        run->job, MBR_PART_CLAIMS, claim->quote.mark,
        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &folded, &mark);
    if (result < 0)
        return run_fail(run, result, "a claim's words could not be normalised");
    char *buffer = malloc(folded.size + 1);
    if (!buffer)
        return run_fail(run, MBR_E_NOMEM, "no memory for a claim's words");
    mbr_text words = without_emphasis(&folded, buffer);
    result = find_words(run, claim, &words);
    free(buffer);
    return result;
}

int32_t
anchor_find(struct run *run, struct claim *claim)
{
    if (entry_is_blank(&claim->quote))
        return MBR_OK;
    int32_t result = run_load_blocks(run);
    if (result >= 0)
        result = find_words(run, claim, NULL);
    if (result >= 0 && !claim->anchored)
        result = find_folded(run, claim);
    return result;
}

/* Which words of the block stand in [start, end) of the file, whole sentences of them: by asking
   each sentence where it stands, for the words were found in another form of the text. */
static int32_t
find_sentences(struct run *run, const struct claim *claim, size_t *ret_first, size_t *ret_end)
{
    uint64_t at = 0;
    mbr_span span, file;
    size_t first, end;
    int32_t result = MBR_OK;
    bool found = false;
    while (run_next_sentence(run, &at, &span, &first, &end, &result)) {
        result = run->task->host.article->to_source(run->job, MBR_PART_TEXT, run->words_mark, &span,
                                                    &file);
        if (result < 0)
            return run_fail(run, result, "the place of a sentence was not found");
        if (file.end <= claim->source.start)
            continue;
        if (file.start >= claim->source.end)
            break;
        *ret_first = found ? *ret_first : first;
        *ret_end = end;
        found = true;
    }
    if (!found) {
        *ret_first = 0;
        *ret_end = run->words.count;
    }
    return result;
}

/* Of a sentence without an end, what stands around its first words or the claim's. */
static void
cut_short(size_t around, size_t *first, size_t *end)
{
    size_t least = around > MOST_WORDS ? around - MOST_WORDS : 0;
    *first = *first > least ? *first : least;
    *end = *end < around + MOST_WORDS ? *end : around + MOST_WORDS;
}

int32_t
anchor_sentence(struct run *run, const struct claim *claim, size_t *ret_first, size_t *ret_end)
{
    mbr_span one, last;
    size_t ignored;
    int32_t result = run_read_block(run, claim->block);
    if (result < 0)
        return result;
    if (claim->mark != run->words_mark) {
        result = find_sentences(run, claim, ret_first, ret_end);
        cut_short(*ret_first, ret_first, ret_end);
        return result;
    }
    uint64_t at = claim->found.start;
    if (!run_next_sentence(run, &at, &one, ret_first, ret_end, &result))
        return result;
    at = claim->found.end > claim->found.start ? claim->found.end - 1 : claim->found.start;
    (void)run_next_sentence(run, &at, &last, &ignored, ret_end, &result);
    cut_short(words_at(&run->words, claim->found.start), ret_first, ret_end);
    return result;
}

int32_t
anchor_place(struct run *run, size_t first, size_t end, mbr_span *ret_place)
{
    const struct words *of = &run->words;
    mbr_span span = {0, of->size};
    if (first < end && end <= of->count)
        span = (mbr_span){of->items[first].start, of->items[end - 1].end};
    int32_t result = run->task->host.article->to_source(run->job, MBR_PART_TEXT, run->words_mark,
                                                        &span, ret_place);
    return result < 0 ? run_fail(run, result, "the place of a sentence was not found") : MBR_OK;
}
