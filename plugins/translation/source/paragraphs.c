/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"

/* Of a source of which more than three fifths have no answer, the text is a short version. */
#define ABRIDGED(missing, all) (5 * (missing) > 3 * (all))

/* Paragraphs of one side that stand together and that nothing answers. */
typedef struct stretch {
    size_t first; /* the first of them, a piece */
    size_t last;
    size_t count;
    size_t before; /* the piece of the other side before which they would stand */
} stretch;

/* Headings are put in and left out at will. */
static bool
is_paragraph(const piece *one)
{
    return one->kind != 0 && one->kind != MBR_ITEM_HEADING;
}

static size_t
count_paragraphs(const pieces *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += is_paragraph(&list->items[i]);
    return count;
}

/* But for those that are told already, by a rule that knows when they came or went. */
static void
add_pieces(
    stretch *to, const pieces *list, const bool *told, size_t first, size_t count, size_t before)
{
    for (size_t i = first; i < first + count; i++) {
        if (!is_paragraph(&list->items[i]) || (told && told[i]))
            continue;
        if (to->count++ == 0) {
            to->first = i;
            to->before = before;
        }
        to->last = i;
    }
}

/* What the source has more, before a piece of the text or at its end. */
static int32_t
report_missing(reading *of, const stretch *gone, size_t all)
{
    const piece *lost = &of->source.items[gone->first];
    mbr_span place = {of->text.file.size, of->text.file.size};
    if (gone->before < of->text.count)
        place.start = place.end = of->text.items[gone->before].span.start;
    else if (of->text.count > 0 && of->text.items[of->text.count - 1].kind != 0)
        place.start = place.end = of->text.items[of->text.count - 1].span.end;
    found finding;
    found_begin(&finding, "missing-paragraph", place);
    found_text(&finding, "words", lost->text.data, lost->text.size);
    found_count(&finding, gone->count);
    found_number(&finding, "total", all);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static int32_t
report_added(reading *of, const stretch *more)
{
    const services *host = &of->task->host;
    const piece *first = &of->text.items[more->first], *last = &of->text.items[more->last];
    mbr_span place, end;
    int32_t result =
        piece_place(&of->text, first, host, of->job, (mbr_span){0, first->text.size}, &place);
    if (result >= 0)
        result = piece_place(&of->text, last, host, of->job, (mbr_span){0, last->text.size}, &end);
    if (result < 0)
        return result;
    place.end = end.end;
    found finding;
    found_begin(&finding, "added-paragraph", place);
    found_text(&finding, "words", first->text.data, first->text.size);
    found_count(&finding, more->count);
    return found_report(&finding, host, of->job, NULL);
}

/* All that has no answer, as one stretch that begins at the first of it. */
static stretch
sum_missing(const reading *of)
{
    stretch all = {0};
    for (size_t i = 0; i < of->pair_count; i++) {
        const pairing *pair = &of->pairs[i];
        if (pair->text_count == 0)
            add_pieces(&all, &of->source, of->told, pair->source, pair->source_count, pair->text);
    }
    return all;
}

/* Stretches end where a pair has both sides. */
static int32_t
report_stretches(reading *of, size_t all)
{
    stretch gone = {0}, more = {0};
    size_t reported = 0;
    int32_t result = MBR_OK;
    for (size_t i = 0; i <= of->pair_count && result >= 0 && reported < MOST_OF_A_RULE; i++) {
        const pairing *pair = i < of->pair_count ? &of->pairs[i] : NULL;
        if (pair && pair->text_count == 0) {
            add_pieces(&gone, &of->source, of->told, pair->source, pair->source_count, pair->text);
            continue;
        }
        if (pair && pair->source_count == 0) {
            add_pieces(&more, &of->text, of->text_told, pair->text, pair->text_count, pair->source);
            continue;
        }
        reported += gone.count + more.count > 0;
        if (gone.count > 0)
            result = report_missing(of, &gone, all);
        if (result >= 0 && more.count > 0)
            result = report_added(of, &more);
        gone = more = (stretch){0};
    }
    return result;
}

int32_t
paragraphs_check(reading *of)
{
    size_t all = count_paragraphs(&of->source);
    if (all == 0 || count_paragraphs(&of->text) == 0)
        return MBR_OK;
    stretch missing = sum_missing(of);
    if (ABRIDGED(missing.count, all))
        return report_missing(of, &missing, all);
    return report_stretches(of, all);
}
