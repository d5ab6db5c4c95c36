/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "emphasis.h"
#include "task.h"

#include <string.h>

#define RULE "link-mismatch"

/* A title in italics may well stand in guillemets here. */
static bool
is_quoted(const pieces *side, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        const mbr_text *text = &side->items[i].text;
        if (memmem(text->data, text->size, "\xc2\xab", 2) ||
            memmem(text->data, text->size, "\xe2\x80\x9c", 3))
            return true;
    }
    return false;
}

/* Words set apart in some pieces of one side; the first of them in `ret` (nullable). */
static bool
has_emphasis(const pieces *side, size_t first, size_t count, mbr_text *ret)
{
    for (size_t i = first; i < first + count; i++) {
        const piece *one = &side->items[i];
        mbr_text markdown = {side->file.data + one->span.start,
                             (size_t)(one->span.end - one->span.start)};
        mbr_span words;
        size_t next;
        if (one->kind == MBR_ITEM_HEADING || !emphasis_find(markdown, 0, &words, &next))
            continue;
        if (ret)
            *ret = (mbr_text){markdown.data + words.start, (size_t)(words.end - words.start)};
        return true;
    }
    return false;
}

static int32_t
report(reading *of, const pairing *first, mbr_text words, uint64_t count)
{
    const piece *answer = &of->text.items[first->text];
    mbr_span place;
    int32_t result =
        piece_place(&of->text, answer, &of->task->host, of->job, (mbr_span){0, 0}, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, RULE, place);
    finding.finding.severity = MBR_SEVERITY_NOTE;
    found_text(&finding, "words", words.data, words.size);
    found_text(&finding, "case", "emphasis", 8);
    found_count(&finding, count);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
emphasis_check(reading *of)
{
    const pairing *first = NULL;
    mbr_text words = {"", 0};
    uint64_t count = 0;
    for (size_t i = 0; i < of->pair_count; i++) {
        const pairing *pair = &of->pairs[i];
        mbr_text lost;
        if (pair->text_count == 0 || pair_is_told(of, i) ||
            !has_emphasis(&of->source, pair->source, pair->source_count, &lost) ||
            has_emphasis(&of->text, pair->text, pair->text_count, NULL) ||
            is_quoted(&of->text, pair->text, pair->text_count))
            continue;
        if (count++ == 0) {
            first = pair;
            words = lost;
        }
    }
    return count > 0 ? report(of, first, words, count) : MBR_OK;
}
