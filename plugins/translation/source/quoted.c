/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quoting.h"
#include "task.h"

#include <stdlib.h>
#include <string.h>

#define RULE "quote-mismatch"

static quoting *
quotings_of(const pieces *list)
{
    quoting *quotings = calloc(list->count + 1, sizeof *quotings);
    for (size_t i = 0; quotings && i < list->count; i++) {
        const piece *one = &list->items[i];
        size_t size = one->span.end <= list->file.size ? one->span.end - one->span.start : 0;
        const char *bytes = list->file.data + one->span.start;
        quotings[i] = quoting_of(&one->text);
        quotings[i].any |= one->kind == MBR_ITEM_QUOTE;
        quotings[i].marked =
            memchr(bytes, '*', size) || memchr(bytes, '_', size) || memchr(bytes, '`', size);
    }
    return quotings;
}

/* The side without marks stands within a quotation that began in an earlier paragraph. */
static bool
is_inside(const reading *of, const pieces *list, size_t first, size_t count)
{
    const services *host = &of->task->host;
    for (size_t i = first; i < first + count; i++) {
        if (host->text->quotation(of->job, list->part, list->items[i].mark, 0, NULL) == 1)
            return true;
    }
    return false;
}

static int32_t
report_one(reading *of, const quotation_fault *fault, const quoting *quotings)
{
    const services *host = &of->task->host;
    const pairing *pair = &of->pairs[fault->pair];
    const pieces *side = fault->lost ? &of->source : &of->text;
    const mbr_text *text = &side->items[fault->text].text;
    mbr_span words = quotings[fault->text].longest, place;
    bool inside = fault->lost ? is_inside(of, &of->text, pair->text, pair->text_count)
                              : is_inside(of, &of->source, pair->source, pair->source_count);
    if (inside)
        return MBR_OK;
    size_t stands = fault->lost ? pair->text : fault->text;
    int32_t result = piece_place(&of->text, &of->text.items[stands], host, of->job,
                                 fault->lost ? (mbr_span){0, 0} : words, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, RULE, place);
    found_text(&finding, "words", text->data + words.start, words.end - words.start);
    if (fault->lost)
        found_text(&finding, "case", "lost", 4);
    return found_report(&finding, host, of->job, NULL);
}

static int32_t
compare(reading *of, const quoting *source, const quoting *text)
{
    quotation_fault fault;
    int32_t result = MBR_OK;
    size_t at = 0, told = 0;
    while (result >= 0 && told++ < MOST_OF_A_RULE &&
           quotations_compare(source, text, of->pairs, of->pair_count, &at, &fault)) {
        if (!of->foreign[of->pairs[fault.pair].text] && !pair_is_told(of, fault.pair))
            result = report_one(of, &fault, fault.lost ? source : text);
    }
    return result;
}

int32_t
quoted_check(reading *of)
{
    if (of->pair_count == 0)
        return MBR_OK;
    quoting *source = quotings_of(&of->source), *text = quotings_of(&of->text);
    int32_t result = source && text ? compare(of, source, text) : MBR_E_NOMEM;
    free(source);
    free(text);
    return result;
}
