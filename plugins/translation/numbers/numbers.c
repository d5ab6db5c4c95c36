/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tally.h"
#include "task.h"
#include "utf8.h"

#include <string.h>

#define RULE "number-mismatch"
#define WRITTEN 160

/* Numbers in code are left out on both sides. */
static int32_t
drop_code(reading *of, const pieces *side, const piece *one, figures *list, size_t from)
{
    code_spans code = {0};
    size_t kept = from;
    int32_t result = MBR_OK;
    size_t size = one->span.end <= side->file.size ? one->span.end - one->span.start : 0;
    if (from == list->count || !memchr(side->file.data + one->span.start, '`', size))
        return MBR_OK;
    for (size_t i = from; i < list->count && result >= 0; i++) {
        mbr_span place;
        result = piece_place(side, one, &of->task->host, of->job, list->items[i].span, &place);
        if (result >= 0 && !code_spans_hold(&code, side, one, place))
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
    code_spans_clear(&code);
    return result;
}

static int32_t
read_side(reading *of, const pieces *side, bool french, const bool *foreign, figures *list)
{
    for (size_t i = 0; i < side->count && !list->too_many; i++) {
        const piece *one = &side->items[i];
        bool as_french = french != (foreign && foreign[i]);
        size_t from = list->count;
        if (one->kind == 0)
            continue;
        if (!figures_read(list, as_french ? &of->task->french : &of->task->english, &one->text,
                          (uint32_t)i))
            return MBR_E_NOMEM;
        int32_t result = drop_code(of, side, one, list, from);
        if (result < 0)
            return result;
    }
    return MBR_OK;
}

/* The source's words: the number and the word behind it. */
static mbr_text
source_words(const reading *of, const figure *one)
{
    const mbr_text *text = &of->source.items[one->text].text;
    size_t end = one->span.end, next = utf8_skip_space(text->data, text->size, end);
    if (next > end && utf8_is_letter(utf8_at(text->data, text->size, next, NULL)))
        end = utf8_word_end(text->data, text->size, next);
    return (mbr_text){text->data + one->span.start, end - one->span.start};
}

static int32_t
report_at(reading *of, const tally_fault *fault, const char *named, int32_t severity)
{
    const piece *one = &of->text.items[fault->text->text];
    const services *host = &of->task->host;
    char expected[WRITTEN];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, host, of->job, fault->text->span, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, RULE, place);
    finding.finding.severity = severity;
    found_text(&finding, "words", one->text.data + fault->text->span.start,
               fault->text->span.end - fault->text->span.start);
    if (named)
        found_text(&finding, "case", named, strlen(named));
    if (fault->kind == TALLY_OTHER) {
        figure source = *fault->source;
        if (source.currency == fault->text->currency || fault->text->currency == 0)
            source.currency = 0; /* it is not what differs */
        size_t size = figure_write(&source, locale_is_french(of->usage), expected, sizeof expected);
        found_text(&finding, "expected", expected, size);
    } else if (fault->source) {
        mbr_text words = source_words(of, fault->source);
        found_text(&finding, "expected", words.data, words.size);
    }
    return found_report(&finding, host, of->job, NULL);
}

/* All that one paragraph has lost: its words, one after the other. */
static int32_t
report_lost(reading *of, const tally *faults, size_t *at)
{
    const services *host = &of->task->host;
    size_t pair = faults->items[*at].pair, size = 0;
    const piece *one = &of->text.items[of->pairs[pair].text];
    char words[FOUND_SHOWN + 64];
    mbr_span place;
    for (; *at < faults->count && faults->items[*at].pair == pair &&
           faults->items[*at].kind == TALLY_LOST;
         (*at)++) {
        mbr_text next = source_words(of, faults->items[*at].source);
        size_t cut = utf8_cut(next.data, next.size, FOUND_SHOWN);
        if (size + cut + 2 >= sizeof words)
            continue;
        memcpy(words + size, ", ", 2);
        size += size > 0 ? 2 : 0;
        memcpy(words + size, next.data, cut);
        size += cut;
    }
    int32_t result = piece_place(&of->text, one, host, of->job, (mbr_span){0, 0}, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, RULE, place);
    finding.finding.severity = MBR_SEVERITY_WARNING;
    found_text(&finding, "case", "lost", 4);
    found_text(&finding, "words", words, size);
    return found_report(&finding, host, of->job, NULL);
}

static int32_t
report_all(reading *of, const tally *faults)
{
    int32_t result = MBR_OK;
    size_t told = 0;
    for (size_t i = 0; i < faults->count && result >= 0 && told < MOST_OF_A_RULE;) {
        const tally_fault *fault = &faults->items[i];
        size_t next = i + 1;
        if (pair_is_told(of, fault->pair)) {
            i = next;
            continue;
        }
        switch (fault->kind) {
        case TALLY_OTHER:
            result = report_at(of, fault, NULL, MBR_SEVERITY_ERROR);
            break;
        case TALLY_LOST:
            next = i;
            result = report_lost(of, faults, &next);
            break;
        case TALLY_ADDED:
            result = report_at(of, fault, "added", MBR_SEVERITY_NOTE);
            break;
        case TALLY_CONVERTED:
            result = report_at(of, fault, "converted", MBR_SEVERITY_NOTE);
            break;
        }
        i = next;
        told++;
    }
    return result;
}

int32_t
numbers_check(reading *of)
{
    mbr_text tag;
    figures source = {0}, text = {0};
    tally faults = {0};
    if (of->pair_count == 0)
        return MBR_OK;
    int32_t result = of->task->host.article->language(of->job, MBR_PART_SOURCE, &tag);
    locale from = result >= 0 ? locale_of(tag.data, tag.size) : LOCALE_OTHER;
    if (result < 0 || from == LOCALE_OTHER)
        return result < 0 ? result : MBR_OK;
    result = read_side(of, &of->source, locale_is_french(from), NULL, &source);
    if (result >= 0)
        result = read_side(of, &of->text, locale_is_french(of->usage), of->foreign, &text);
    if (result >= 0 && !tally_take(&faults, &source, &text, of->pairs, of->pair_count))
        result = MBR_E_NOMEM;
    if (result >= 0)
        result = report_all(of, &faults);
    tally_clear(&faults);
    figures_clear(&source);
    figures_clear(&text);
    return result;
}
