/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "assertions.h"

#include "content.h"
#include "report.h"
#include "source.h"
#include "stem.h"
#include "utf8.h"
#include "word.h"

#include <string.h>

#define MOST_FINDINGS 200 /* of a rule */
#define LONGEST_WORDS 600 /* bytes of a claim's struct words */
#define MOST_COMPARED (UINT64_C(64) << 20)
#define FOLDS (MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES)

/* A sentence that claims something. */
struct assertion {
    size_t block;
    mbr_span span, file; /* of the paragraph's words, and in the file */
    size_t first, end;
    struct content what;
    bool quoted;
};

/* --- which claim it is ------------------------------------------------------------------------ */

static bool
overlaps(mbr_span one, mbr_span other)
{
    return one.start < other.end && other.start < one.end;
}

/* A claim's words stand in the sentence too, though it was first found elsewhere. */
static int32_t
repeats(struct run *run, const struct assertion *it, const struct claim *claim, bool *ret_repeats)
{
    mbr_text sentence, quote;
    uint64_t mark;
    size_t at;
    int32_t result = run->task->host.text->normalise(run->job, MBR_PART_CLAIMS, claim->quote.mark,
                                                     FOLDS, &quote, &mark);
    if (result >= 0)
        result = run_fold_block(run, it->block);
    if (result < 0)
        return result;
    sentence = run->blocks[it->block].text;
    mark = run->blocks[it->block].mark;
    *ret_repeats = false;
    for (size_t from = 0;
         word_find(sentence.data, sentence.size, quote.data, quote.size, from, &at);
         from = at + 1) {
        mbr_span place, found = {at, at + quote.size};
        result = run->task->host.article->to_source(run->job, MBR_PART_TEXT, mark, &found, &place);
        if (result < 0 || overlaps(place, it->file)) {
            *ret_repeats = result >= 0;
            return result;
        }
    }
    return MBR_OK;
}

/* The claim that covers a sentence; NULL: none. */
static int32_t
find_claim(struct run *run, const struct assertion *it, const struct claim **ret)
{
    *ret = NULL;
    run->compared += run->claim_count;
    for (size_t i = 0; i < run->claim_count; i++) {
        const struct claim *claim = &run->claims[i];
        if (claim->anchored && claim->block == it->block && overlaps(claim->source, it->file)) {
            *ret = claim;
            return MBR_OK;
        }
    }
    for (size_t i = 0; i < run->claim_count; i++) {
        bool found = false;
        run->compared += run->blocks[it->block].item.text.size + 1;
        if (run->compared > MOST_COMPARED)
            break;
        int32_t result =
            run->claims[i].anchored ? repeats(run, it, &run->claims[i], &found) : MBR_OK;
        if (result < 0)
            return run_fail(run, result, "a claim's words could not be compared");
        if (!found)
            continue;
        *ret = &run->claims[i];
        return MBR_OK;
    }
    return MBR_OK;
}

/* --- who says it ------------------------------------------------------------------------------ */

/* The speaker of the words read last; false where they name nobody. */
static bool
named_in(const struct words *of, size_t first, size_t end, struct source *ret)
{
    struct source found;
    while (first < end && source_find(of, first, end, &found)) {
        if (found.by < found.by_end) {
            *ret = found;
            return true;
        }
        first = found.end > first ? found.end : first + 1;
    }
    return false;
}

/* Of words in quotation marks without a speaker beside: the last one named before, in this
   paragraph or the two that precede it. Reads other paragraphs. */
static int32_t
speaker_before(struct run *run, const struct assertion *it, char *out, size_t size)
{
    size_t left = 3;
    *out = '\0';
    for (size_t block = it->block + 1; block-- > 0 && left > 0;) {
        const mbr_item *item = &run->blocks[block].item;
        if (item->kind == MBR_ITEM_HEADING || item->text.size == 0)
            continue;
        left--;
        int32_t result = run_read_block(run, block);
        if (result < 0)
            return result;
        struct source by, last = {0};
        size_t end = block == it->block ? it->end : run->words.count, from = 0;
        bool found = false;
        while (from < end && named_in(&run->words, from, end, &by)) {
            last = by;
            found = true;
            from = by.end > from ? by.end : from + 1;
        }
        if (block == it->block && !found)
            found = named_in(&run->words, it->end, run->words.count, &last);
        if (!found)
            continue;
        size_t start = run->words.items[last.by].start;
        size_t length = run->words.items[last.by_end - 1].end - start;
        length = utf8_cut(run->words.data + start, length, size - 1);
        memcpy(out, run->words.data + start, length);
        out[length] = '\0';
        return run_read_block(run, it->block);
    }
    return run_read_block(run, it->block);
}

/* --- findings --------------------------------------------------------------------------------- */

static int32_t
report_assertion(struct run *run,
                 const struct assertion *it,
                 const char *rule,
                 const struct source *by,
                 const char *speaker)
{
    const struct words *of = &run->words;
    mbr_span claimed = source_claimed(of, it->first, it->end, by, it->what.word);
    size_t size = (size_t)(claimed.end - claimed.start);
    if (size > LONGEST_WORDS) {
        size = utf8_cut(of->data + claimed.start, size, LONGEST_WORDS);
        while (size > 0 && !word_breaks(of->data, of->size, claimed.start + size))
            size = utf8_cut(of->data + claimed.start, size, size - 1);
    }
    mbr_text who = {speaker, strlen(speaker)};
    if (by && by->by < by->by_end)
        who = (mbr_text){of->data + of->items[by->by].start,
                         of->items[by->by_end - 1].end - of->items[by->by].start};
    struct report report;
    report_init(&report, rule, NULL, it->file);
    report_add(&report, "words", (mbr_text){of->data + claimed.start, size});
    report_add(&report, "by", who);
    report_add(&report, "kind",
               (mbr_text){content_name(it->what.kind), strlen(content_name(it->what.kind))});
    report_add(&report, "case",
               (mbr_text){content_name(it->what.kind), strlen(content_name(it->what.kind))});
    return report_send(&report, run);
}

/* Somebody is named for it: in the sentence, or by the quotation marks around it. */
static int32_t
judge_attributed(struct run *run, const struct assertion *it, const struct source *by)
{
    const struct claim *claim;
    if (run->none || run->unrecorded >= MOST_FINDINGS || run->compared > 4 * MOST_COMPARED)
        return MBR_OK;
    int32_t result = find_claim(run, it, &claim);
    if (result < 0 || claim)
        return result;
    char speaker[200] = "";
    run->unrecorded++;
    if (!by || by->by == by->by_end)
        result = speaker_before(run, it, speaker, sizeof speaker);
    return result < 0 ? result : report_assertion(run, it, "claim-unrecorded", by, speaker);
}

/* Nobody is, in the whole paragraph; of a claim that was verified nobody need be. */
static int32_t
judge_bare(struct run *run, const struct assertion *it)
{
    const struct claim *claim;
    struct source by;
    if (!it->what.plain || run->unsourced >= MOST_FINDINGS ||
        stem_is_possible(run->words.data + it->span.start, it->span.end - it->span.start) ||
        source_find(&run->words, 0, run->words.count, &by))
        return MBR_OK;
    int32_t result = find_claim(run, it, &claim);
    if (result < 0 || (claim && claim->sure))
        return result;
    run->unsourced++;
    return report_assertion(run, it, "attribution-missing", NULL, "");
}

static int32_t
is_quoted(const struct run *run, const struct assertion *it, bool *ret_quoted)
{
    if (run->blocks[it->block].item.kind == MBR_ITEM_QUOTE) {
        *ret_quoted = true;
        return MBR_OK;
    }
    int32_t result = run->task->host.text->quotation(run->job, MBR_PART_TEXT, run->words_mark,
                                                     run->words.items[it->what.word].start, NULL);
    *ret_quoted = result == 1;
    return result < 0 ? run_fail(run, result, "the quotations of a paragraph could not be read")
                      : MBR_OK;
}

static int32_t
judge_sentence(struct run *run, struct assertion *it)
{
    const struct words *of = &run->words;
    struct source by;
    it->what = content_find(of, it->first, it->end);
    if (it->what.kind == CONTENT_NONE)
        return MBR_OK;
    int32_t result = run->task->host.article->to_source(run->job, MBR_PART_TEXT, run->words_mark,
                                                        &it->span, &it->file);
    if (result < 0)
        return run_fail(run, result, "the place of a sentence was not found");
    if (source_find(of, it->first, it->end, &by))
        return judge_attributed(run, it, &by);
    result = is_quoted(run, it, &it->quoted);
    if (result < 0)
        return result;
    return it->quoted ? judge_attributed(run, it, NULL) : judge_bare(run, it);
}

/* Without the white space at its ends. */
static mbr_span
trimmed(const struct words *of, mbr_span span)
{
    while (span.end > span.start &&
           (of->data[span.end - 1] == ' ' || of->data[span.end - 1] == '\n'))
        span.end--;
    while (span.start < span.end && (of->data[span.start] == ' ' || of->data[span.start] == '\n'))
        span.start++;
    return span;
}

static int32_t
judge_block(struct run *run, size_t block)
{
    struct assertion it = {.block = block};
    uint64_t at = 0;
    int32_t result = run_read_block(run, block);
    if (result < 0 || !content_is_possible(&run->words))
        return result;
    while (result >= 0 && run_next_sentence(run, &at, &it.span, &it.first, &it.end, &result)) {
        it.span = trimmed(&run->words, it.span);
        if (it.first < it.end)
            result = judge_sentence(run, &it);
    }
    return result;
}

int32_t
assertions_judge(struct run *run)
{
    if (!run->lexis)
        return MBR_OK;
    int32_t result = run_load_blocks(run);
    for (size_t i = 0; i < run->block_count && result >= 0; i++)
        if (run->blocks[i].item.kind != MBR_ITEM_HEADING && run->blocks[i].item.text.size > 0)
            result = judge_block(run, i);
    return result;
}
