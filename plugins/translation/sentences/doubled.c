/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "repeats.h"
#include "task.h"

#include <string.h>

typedef struct doubles {
    reading *of;
    code_spans code;
    edits edits;
    size_t reported;
} doubles;

static bool
is_mark(const mbr_text *file, size_t at)
{
    return at < file->size && file->data[at] != '\0' && strchr("*_`", file->data[at]) != NULL;
}

/* Set apart by emphasis or as code: the word is spoken of, or stressed. */
static bool
stands_alone(const mbr_text *file, mbr_span word)
{
    return word.start > 0 && is_mark(file, word.start - 1) && is_mark(file, word.end);
}

/* Two links side by side may have the same words. */
static bool
are_links(const mbr_text *file, mbr_span first, mbr_span second)
{
    if (first.end > second.start || second.start > file->size)
        return false;
    const char *between = file->data + first.end;
    size_t size = second.start - first.end;
    return memmem(between, size, "](", 2) && memchr(between + 1, '[', size - 1);
}

/* In somebody's mouth a word may be said twice; small words may not. */
static bool
is_meant(doubles *d, const piece *one, const repeat *twice, mbr_span first, mbr_span second)
{
    const reading *of = d->of;
    const services *host = &of->task->host;
    if (stands_alone(&of->text.file, first) || stands_alone(&of->text.file, second) ||
        are_links(&of->text.file, first, second) ||
        code_spans_hold(&d->code, &of->text, one, (mbr_span){first.start, second.end}))
        return true;
    return !twice->small &&
           host->text->quotation(of->job, MBR_PART_TEXT, one->mark, twice->first.start, NULL) == 1;
}

static int32_t
report(doubles *d, const piece *one, const repeat *twice)
{
    const reading *of = d->of;
    const services *host = &of->task->host;
    mbr_span first, second, again = {twice->first.end, twice->second.end}, gone;
    int32_t result = piece_place(&of->text, one, host, of->job, twice->first, &first);
    if (result >= 0)
        result = piece_place(&of->text, one, host, of->job, twice->second, &second);
    if (result >= 0)
        result = piece_place(&of->text, one, host, of->job, again, &gone);
    if (result < 0 || is_meant(d, one, twice, first, second))
        return result;
    d->edits.count = 0;
    gone.start = first.end;
    if (twice->small && piece_is_verbatim(&of->text, one, again, gone) &&
        !edits_add(&d->edits, gone, (mbr_text){"", 0}))
        return MBR_E_NOMEM;
    found finding;
    found_begin(&finding, "doubled-word", (mbr_span){first.start, second.end});
    found_text(&finding, "words", one->text.data + twice->first.start,
               again.end - twice->first.start);
    d->reported++;
    return found_report(&finding, host, of->job, &d->edits);
}

int32_t
doubled_check(reading *of)
{
    doubles d = {.of = of};
    bool french = locale_is_french(of->usage);
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        repeat twice = {0};
        while (of->repeats[i] && !of->foreign[i] && result >= 0 && d.reported < MOST_OF_A_RULE &&
               repeat_next(&one->text, french, twice.second.end, &twice))
            result = report(&d, one, &twice);
    }
    code_spans_clear(&d.code);
    edits_clear(&d.edits);
    return result;
}
