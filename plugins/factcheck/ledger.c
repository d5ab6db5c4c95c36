/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledger.h"

#include "report.h"
#include "word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEDGER "claims.yaml"

/* What of a claim its findings are about. */
struct entry {
    mbr_value value; /* the entry itself */
    mbr_value id;
    mbr_value status;
    mbr_value evidence;
};

/* A value of claims.yaml; of what is not there, a null one. */
static int32_t
read_value(const struct run *run, mbr_value *value, const char *where)
{
    *value = (mbr_value){.struct_size = sizeof *value};
    int32_t result = run->task->article->meta(run->job, MBR_PART_CLAIMS, where, value);
    if (result == MBR_E_NOTFOUND) {
        *value = (mbr_value){.struct_size = sizeof *value};
        return MBR_OK;
    }
    return result < 0 ? run_fail(run, result, "claims.yaml could not be read") : MBR_OK;
}

static int32_t
read_member(const struct run *run, mbr_value *value, size_t claim, const char *key)
{
    char where[128];
    snprintf(where, sizeof where, "claims[%zu]%s%s", claim, *key ? "." : "", key);
    return read_value(run, value, where);
}

static bool
is_blank(const mbr_value *value)
{
    if (value->type == MBR_VALUE_NULL || value->type == MBR_VALUE_LIST ||
        value->type == MBR_VALUE_MAP)
        return true;
    for (size_t i = 0; i < value->text.size; i++)
        if (!strchr(" \t\r\n", value->text.data[i]))
            return false;
    return true;
}

static bool
is_status(const mbr_value *status, const char *name)
{
    return status->text.data && status->text.size == strlen(name) &&
           memcmp(status->text.data, name, status->text.size) == 0;
}

static bool
needs_evidence(const mbr_value *status)
{
    return is_status(status, "verified") || is_status(status, "disputed") ||
           is_status(status, "false");
}

/* Everything but what nobody has judged yet. */
static bool
is_judged(const mbr_value *status)
{
    return needs_evidence(status) || is_status(status, "unverified") ||
           is_status(status, "withdrawn");
}

/* A piece of evidence says where it is or who gave it; the day it was seen does not do. */
static int32_t
is_evidence(const struct run *run, size_t claim, uint64_t index, bool *ret_is)
{
    static const char *const keys[] = {"", ".url", ".origin", ".file", ".note"};
    *ret_is = false;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !*ret_is; i++) {
        char member[64];
        mbr_value value;
        snprintf(member, sizeof member, "evidence[%llu]%s", (unsigned long long)index, keys[i]);
        int32_t result = read_member(run, &value, claim, member);
        if (result < 0)
            return result;
        *ret_is = !is_blank(&value);
        if (i == 0 && value.type != MBR_VALUE_MAP)
            break;
    }
    return MBR_OK;
}

static int32_t
has_evidence(const struct run *run, size_t claim, const mbr_value *evidence, bool *ret_has)
{
    *ret_has = !is_blank(evidence);
    if (evidence->type != MBR_VALUE_LIST)
        return MBR_OK;
    for (uint64_t i = 0; i < evidence->count && !*ret_has; i++) {
        int32_t result = is_evidence(run, claim, i, ret_has);
        if (result < 0)
            return result;
    }
    return MBR_OK;
}

/* By what a message names a claim: its id, else its words. */
static mbr_text
name_of(const struct claim *claim, const struct entry *entry)
{
    if (!is_blank(&entry->id))
        return entry->id.text;
    return is_blank(&claim->quote) ? (mbr_text){"?", 1} : claim->quote.text;
}

/* The words of a value, without the quotes that they may be written in. */
static mbr_span
words_of(const struct run *run, const mbr_value *value)
{
    const mbr_span whole = {0, value->text.size};
    mbr_span words;
    if (value->mark == 0 || value->text.size == 0 ||
        run->task->article->to_source(run->job, MBR_PART_CLAIMS, value->mark, &whole, &words) < 0)
        return value->span;
    return words;
}

/* A value is pointed at itself, or the entry that lacks it: at its id, or whole. */
static mbr_span
place_of(const struct run *run, const mbr_value *value, const struct entry *entry)
{
    if (!is_blank(value))
        return words_of(run, value);
    return is_blank(&entry->id) ? entry->value.span : words_of(run, &entry->id);
}

static int32_t
report_entry(const struct run *run,
             const char *rule,
             mbr_span span,
             const struct claim *claim,
             const struct entry *entry)
{
    struct report report;
    report_init(&report, rule, LEDGER, span);
    report_add(&report, "claim", name_of(claim, entry));
    report_add(&report, "quote",
               is_blank(&claim->quote) ? name_of(claim, entry) : claim->quote.text);
    report_add(&report, "status", entry->status.text);
    return report_send(&report, run);
}

/* The place of the words in the file, and that of their sentences where these matter. */
static int32_t
locate(const struct run *run, struct claim *claim, uint64_t mark, mbr_span found)
{
    const mbr_article_api *article = run->task->article;
    const mbr_text_api *text = run->task->text;
    mbr_span first, last;
    int32_t result = article->to_source(run->job, MBR_PART_TEXT, mark, &found, &claim->source);
    if (result >= 0 && run->task->scope == SCOPE_SENTENCE) {
        result = text->sentence(run->job, MBR_PART_TEXT, mark, found.start, &first);
        if (result >= 0)
            result = text->sentence(run->job, MBR_PART_TEXT, mark, found.end - 1, &last);
        if (result >= 0) {
            mbr_span whole = {first.start, last.end};
            result = article->to_source(run->job, MBR_PART_TEXT, mark, &whole, &claim->sentence);
        }
    }
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
    int32_t result = run->task->text->normalise(
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

static int32_t
anchor(struct run *run, struct claim *claim)
{
    if (is_blank(&claim->quote))
        return MBR_OK;
    int32_t result = run_load_blocks(run);
    if (result >= 0)
        result = find_words(run, claim, NULL);
    if (result >= 0 && !claim->anchored)
        result = find_folded(run, claim);
    return result;
}

static int32_t
read_entry(const struct run *run, struct claim *claim, struct entry *entry)
{
    int32_t result = read_member(run, &entry->value, claim->index, "");
    if (result >= 0)
        result = read_member(run, &entry->id, claim->index, "id");
    if (result >= 0)
        result = read_member(run, &claim->quote, claim->index, "quote");
    if (result >= 0)
        result = read_member(run, &entry->status, claim->index, "status");
    if (result >= 0)
        result = read_member(run, &entry->evidence, claim->index, "evidence");
    return result;
}

static int32_t
judge_status(const struct run *run, const struct claim *claim, const struct entry *entry)
{
    mbr_span span = place_of(run, &entry->status, entry);
    if (!is_judged(&entry->status))
        return report_entry(run, "claim-to-check", span, claim, entry);
    if (!needs_evidence(&entry->status))
        return MBR_OK;
    bool has;
    int32_t result = has_evidence(run, claim->index, &entry->evidence, &has);
    if (result < 0 || has)
        return result;
    return report_entry(run, "evidence-missing", span, claim, entry);
}

static int32_t
judge_claim(struct run *run, struct claim *claim)
{
    struct entry entry;
    int32_t result = read_entry(run, claim, &entry);
    if (result >= 0)
        result = judge_status(run, claim, &entry);
    if (result < 0 || is_status(&entry.status, "withdrawn"))
        return result;
    claim->unverified = is_status(&entry.status, "unverified");
    claim->sure = is_status(&entry.status, "verified");
    result = anchor(run, claim);
    if (result < 0 || claim->anchored)
        return result;
    mbr_span span = place_of(run, &claim->quote, &entry);
    return report_entry(run, "claim-unanchored", span, claim, &entry);
}

int32_t
ledger_judge(struct run *run)
{
    mbr_value list, none;
    if (run->task->article->count(run->job, MBR_PART_CLAIMS) == 0)
        return MBR_OK;
    int32_t result = read_value(run, &none, "none.reason");
    run->none = result >= 0 && !is_blank(&none);
    if (result >= 0)
        result = read_value(run, &list, "claims");
    if (result < 0 || list.type != MBR_VALUE_LIST || list.count == 0)
        return result;
    run->claims = calloc(list.count, sizeof *run->claims);
    if (!run->claims)
        return run_fail(run, MBR_E_NOMEM, "no memory for the claims");
    run->claim_count = list.count;
    for (size_t i = 0; i < run->claim_count && result >= 0; i++) {
        if (run->task->job->cancelled(run->job))
            return MBR_E_CANCELLED;
        run->claims[i].index = i;
        result = judge_claim(run, &run->claims[i]);
    }
    return result;
}
