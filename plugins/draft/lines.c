/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "boilerplate.h"
#include "task.h"

#include <string.h>

#define HEAD 3 /* blocks */
#define FOOT 4

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The bytes to take away with a block: the blank lines after it, or of the last one those before
 * it. False where the block is not a line of its own. */
static bool
find_cut(const reading *of, const piece *one, bool after_another, mbr_span *ret)
{
    const mbr_text *file = &of->text.file;
    size_t start = one->span.start, end = one->span.end;
    bool own = one->kind == MBR_ITEM_PARAGRAPH || one->kind == MBR_ITEM_HEADING;
    if (!own || end > file->size || start >= end || (start > 0 && file->data[start - 1] != '\n'))
        return false;
    size_t content = end;
    while (content > start && is_blank(file->data[content - 1]))
        content--;
    while (end < file->size && is_blank(file->data[end]))
        end++;
    if (end == file->size && !after_another) {
        end = content;
        while (start > of->body.start && is_blank(file->data[start - 1]))
            start--;
    }
    *ret = (mbr_span){start, end};
    return true;
}

static int32_t
report(reading *of, const piece *one, mbr_span words, bool after_another)
{
    const services *host = &of->task->host;
    mbr_span place, cut;
    int32_t result = piece_place(&of->text, one, host, of->job, words, &place);
    if (result < 0)
        return result;
    found finding;
    edits fix = {0};
    found_begin(&finding, "boilerplate", place);
    found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
    bool whole = words.start == 0 && words.end == one->text.size;
    if (whole && find_cut(of, one, after_another, &cut) && !edits_add(&fix, cut, (mbr_text){"", 0}))
        return MBR_E_NOMEM;
    result = found_report(&finding, host, of->job, &fix);
    edits_clear(&fix);
    return result;
}

int32_t
boilerplate_check(reading *of)
{
    int32_t result = MBR_OK;
    size_t first = of->values, count = of->text.count, reported = 0;
    bool before = false;
    for (size_t i = first; result >= 0 && i < count && reported < MOST_OF_A_RULE; i++) {
        const piece *one = &of->text.items[i];
        boilerplate_line line = {.text = &one->text,
                                 .next = i + 1 < count ? &one[1].text : NULL,
                                 .before = i > first ? &one[-1].text : NULL,
                                 .edge = i < first + HEAD || i + FOOT >= count,
                                 .heading = one->kind == MBR_ITEM_HEADING};
        mbr_span words;
        bool is = boilerplate_is(&of->task->pages, &line, &words);
        if (is) {
            result = report(of, one, words, before);
            reported++;
        }
        before = is;
    }
    return result;
}
